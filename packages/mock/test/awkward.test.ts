// Awkward requests: each gets the right status, code and blamed name.
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Body, channels, fresh, instance, type Reply, seededChannels, send, served } from './support.ts';

const check = { protocol: 'TCP', threshold_normal: 2, threshold_abnormal: 5, time_interval: 10, timeout: 5 };
const good = { name: 'VPC_demo', port: 80, balance_strategy: 1, member_type: 'ip', members: [{ host: '192.168.0.5' }] };
const { name: _, ...nameless } = good;

const missing = (name: string) => `The request parameters must be specified, parameter name:${name}`;
const invalid = (name: string) =>
  `Invalid parameter value,parameterName:${name}. Please refer to the support documentation`;
const signed = 'SDK-HMAC-SHA256 Access=QTWAOYTTINDUT2QVKYUC, SignedHeaders=content-type;host;x-sdk-date, Signature=';

let base: string;
beforeEach(async () => {
  base = await served();
});

function rejected(reply: Reply, status: number, code: string, message: string): void {
  expect([reply.status, reply.body]).toEqual([status, { error_code: code, error_msg: message }]);
  expect(reply.headers.get('content-type')).toBe('application/json');
  expect(reply.headers.get('x-request-id')).toMatch(/^[0-9a-f]{32}$/);
}

describe('a body', () => {
  it.each<[string, unknown, string, string]>([
    ['without a name', nameless, 'APIG.2001', missing('name')],
    ['with port 70000', { ...good, port: 70000 }, 'APIG.2011', invalid('port')],
    ['with a port as text', { ...good, port: '80' }, 'APIG.2011', invalid('port')],
    [
      'with the timeout of the interval',
      { ...good, vpc_health_config: { ...check, timeout: 10 } },
      'APIG.2011',
      invalid('time_interval'),
    ],
    [
      'with an HTTP check without a code',
      { ...good, vpc_health_config: { ...check, protocol: 'HTTP', path: '/' } },
      'APIG.2001',
      missing('http_code'),
    ],
    ['with a server without an address', { ...good, members: [{ weight: 1 }] }, 'APIG.2001', missing('host')],
    [
      'with types that contradict each other',
      { ...good, type: 3, vpc_channel_type: 'builtin' },
      'APIG.2011',
      invalid('type'),
    ],
    ['with an unknown field', { ...good, group_name: 'default' }, 'APIG.2011', invalid('group_name')],
    [
      'with an inherited name',
      '{"name":"VPC_demo","port":80,"balance_strategy":1,"member_type":"ip","__proto__":{}}',
      'APIG.2011',
      invalid('__proto__'),
    ],
    ['that is malformed', '{"name":', 'APIG.2001', missing('body')],
    ['that is a list', '[]', 'APIG.2001', missing('body')],
    ['that is null', 'null', 'APIG.2001', missing('body')],
    ['that is empty', '', 'APIG.2001', missing('body')],
  ])('%s', async (_title, body, code, message) => {
    rejected(await send(base, 'POST', channels, body), 400, code, message);
  });

  it('with protocol http in lower case is fine', async () => {
    const body = { ...good, vpc_health_config: { ...check, protocol: 'http', path: '/', http_code: '200' } };
    expect((await send(base, 'POST', channels, body)).status).toBe(201);
  });

  it('that is not UTF-8', async () => {
    const response = await fetch(base + channels, {
      method: 'POST',
      headers: { 'X-Auth-Token': 'any', 'Content-Type': 'application/json' },
      // An object but for the byte, which would be read as a name otherwise.
      body: Buffer.from(JSON.stringify({ ...good, name: 'VPC_\u00ff' }), 'latin1'),
    });
    expect([response.status, ((await response.json()) as Body).error_msg]).toEqual([400, missing('body')]);
  });

  it('that is missing altogether', async () => {
    rejected(await send(base, 'POST', channels), 400, 'APIG.2001', missing('body'));
  });

  it('of 2 MB', async () => {
    const body = JSON.stringify({ ...good, name: 'x'.repeat(2_000_000) });
    rejected(await send(base, 'POST', channels, body), 413, 'APIG.2011', invalid('body'));
    rejected(await chunked(body), 413, 'APIG.2011', invalid('body'));
    // The server is none the worse for it.
    expect((await send(base, 'POST', channels, fresh(good))).status).toBe(201);
  });

  it('of exactly as many bytes as are accepted', async () => {
    const small = await served({ maxBody: 200 });
    const body = JSON.stringify(good).padEnd(200);
    expect((await send(small, 'POST', channels, body)).status).toBe(201);
    rejected(await send(small, 'POST', channels, `${body} `), 413, 'APIG.2011', invalid('body'));
  });

  it.each(['text/plain', 'application/json5', 'application/x-www-form-urlencoded'])('as %s', async (type) => {
    const reply = await send(base, 'POST', channels, fresh(good), { 'Content-Type': type });
    rejected(reply, 415, 'APIG.2011', invalid('Content-Type'));
  });

  it.each(['application/json;charset=UTF-8', 'Application/JSON; charset=utf-8'])('as %s is fine', async (type) => {
    expect((await send(base, 'POST', channels, fresh(good), { 'Content-Type': type })).status).toBe(201);
  });
});

describe('credentials', () => {
  it.each([
    ['none', { 'X-Auth-Token': undefined }],
    ['an empty token', { 'X-Auth-Token': '' }],
    ['a blank token', { 'X-Auth-Token': '  ' }],
    ['another scheme', { 'X-Auth-Token': undefined, Authorization: 'Bearer abc' }],
    ['a signature cut short', { 'X-Auth-Token': undefined, Authorization: `${signed}abc` }],
  ])('%s', async (_title, headers) => {
    const reply = await send(base, 'POST', channels, fresh(good), headers);
    rejected(reply, 401, 'APIG.1002', 'Incorrect token or token resolution failed');
  });

  it('a signature will do', async () => {
    const headers = { 'X-Auth-Token': undefined, Authorization: signed + 'a1'.repeat(32) };
    expect((await send(base, 'POST', channels, fresh(good), headers)).status).toBe(201);
  });

  it('come after the path and before all else', async () => {
    const headers = { 'X-Auth-Token': undefined, 'Content-Type': 'text/plain' };
    expect((await send(base, 'POST', '/nowhere', 'nonsense', headers)).status).toBe(404);
    expect((await send(base, 'POST', channels, 'nonsense', headers)).status).toBe(401);
  });
});

describe('an id', () => {
  const unknown = '0'.repeat(32);
  const channelGone = `The VPC channel does not exist,id:${unknown}`;

  it('of a channel that does not exist', async () => {
    rejected(await send(base, 'GET', `${channels}/${unknown}`), 404, 'APIG.3023', channelGone);
    rejected(await send(base, 'PUT', `${channels}/${unknown}`, good), 404, 'APIG.3023', channelGone);
    rejected(await send(base, 'DELETE', `${channels}/${unknown}/members/1`), 404, 'APIG.3023', channelGone);
  });

  it('may be spelt with escapes', async () => {
    rejected(await send(base, 'GET', `${channels}/%30${unknown.slice(1)}`), 404, 'APIG.3023', channelGone);
  });

  it('of a server that does not exist', async () => {
    const { body } = await send(base, 'POST', channels, fresh(good));
    const reply = await send(base, 'DELETE', `${channels}/${body.id}/members/${unknown}`);
    rejected(reply, 404, 'APIG.3024', `The VPC instance does not exist,id:${unknown}`);
  });

  it('of an instance that does not exist, before the body is checked', async () => {
    const path = channels.replace(instance, unknown);
    const message = `The instance does not exist;id:${unknown}`;
    rejected(await send(base, 'POST', path, nameless), 404, 'APIG.3030', message);
    rejected(await send(base, 'GET', `${path}/1`), 404, 'APIG.3030', message);
  });

  it.each(['a%20b', 'a.b', 'x'.repeat(65), '%E4%BD%A0', 'a%2Fb', '%ZZ', 'a%00b', '%00'])(
    'of the form %s',
    async (id) => {
      rejected(await send(base, 'GET', `${channels}/${id}`), 400, 'APIG.2012', invalid('vpc_channel_id'));
      rejected(
        await send(base, 'GET', `${channels}/1`.replace(instance, id)),
        400,
        'APIG.2012',
        invalid('instance_id'),
      );
    },
  );
});

describe('a path', () => {
  it.each([
    '/',
    '/nowhere',
    '/v2',
    channels.replace('v2', 'v1'),
    `${channels}/`,
    `${channels}/1/nothing`,
    '/editions/2024-12.en/v2',
  ])('%s that does not exist', async (path) => {
    rejected(await send(base, 'GET', path), 404, 'APIG.0101', `The path does not exist,path:${path}`);
  });

  it('with %00', async () => {
    rejected(await send(base, 'GET', '/v2/%00'), 404, 'APIG.0101', 'The path does not exist,path:/v2/%00');
  });

  it.each([
    ['PATCH', `${channels}/1`, 'DELETE, GET, PUT'],
    ['POST', `${channels}/1`, 'DELETE, GET, PUT'],
    ['OPTIONS', channels, 'GET, POST'],
    ['DELETE', channels, 'GET, POST'],
    ['GET', `${channels}/1/members/2`, 'DELETE'],
  ])('that does not have the method %s: %s', async (method, path, allowed) => {
    const reply = await send(base, method, path);
    rejected(reply, 405, 'APIG.0101', `The method is not supported,method:${method}`);
    expect(reply.headers.get('allow')).toBe(allowed);
  });

  it('asked for its head only', async () => {
    const reply = await send(base, 'HEAD', `${channels}/1`);
    expect([reply.status, reply.headers.get('allow'), reply.body]).toEqual([405, 'DELETE, GET, PUT', '']);
  });

  it('asked for with a method that no Request can have', async () => {
    expect(await raw(`TRACE ${channels} HTTP/1.1\r\nHost: mock\r\nConnection: close\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 405 .*APIG\.0101/s,
    );
  });

  it('spelt out with its host, as proxies ask', async () => {
    const path = `http://somewhere:80${channels}/1`;
    const response = await raw(
      `GET ${path} HTTP/1.1\r\nHost: somewhere\r\nX-Auth-Token: any\r\nConnection: close\r\n\r\n`,
    );
    expect(response).toMatch(/^HTTP\/1\.1 404 .*APIG\.3023/s);
  });
});

describe('an edition', () => {
  const body = { ...good, vpc_channel_type: 'builtin' };

  it('by prefix or header decides what is allowed', async () => {
    rejected(
      await send(base, 'POST', `/editions/2023-11.en${channels}`, body),
      400,
      'APIG.2011',
      invalid('vpc_channel_type'),
    );
    rejected(
      await send(base, 'POST', channels, body, { 'X-Apig-Edition': '2023-05.zh-CN' }),
      400,
      'APIG.2011',
      invalid('vpc_channel_type'),
    );
    const both = await send(base, 'POST', `/editions/2024-11.zh-CN${channels}`, body, {
      'X-Apig-Edition': '2023-05.en',
    });
    expect(both.status).toBe(201);
    // One state for all.
    expect((await send(base, 'GET', `/editions/2023-05.en${channels}/${both.body.id}`)).status).toBe(200);
  });

  it('that does not exist', async () => {
    const reply = await send(base, 'POST', channels, body, { 'X-Apig-Edition': '2022-01.en' });
    rejected(reply, 400, 'APIG.2012', invalid('X-Apig-Edition'));
  });
});

describe('a channel too many', () => {
  it('is the 31st of an instance', async () => {
    for (let count = seededChannels; count < 30; count += 1)
      expect((await send(base, 'POST', channels, fresh(good))).status).toBe(201);
    const message = 'The number of VPC channels exceeds the maximum allowed limit';
    rejected(await send(base, 'POST', channels, fresh(good)), 403, 'APIG.3109', message);
    expect((await send(base, 'POST', channels.replace(/v2\/[^/]+/, 'v2/another'), good)).status).toBe(201);
  });
});

describe('what is not HTTP', () => {
  it('gets a response of the same form', async () => {
    expect(await raw('nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 .*"error_code":"APIG\.2012"/s);
    const header = `X-Long: ${'x'.repeat(20_000)}`;
    expect(await raw(`GET / HTTP/1.1\r\nHost: mock\r\n${header}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 .*"APIG\.2012"/s);
    // No response to HEAD has a body.
    expect(await raw(`HEAD / HTTP/1.1\r\nHost: mock\r\n${header}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 .*\r\n\r\n$/s);
    // Nor has one on a connection that has been used before.
    const { hostname, port } = new URL(base);
    const socket = connect(Number(port), hostname);
    socket.write('GET /nowhere HTTP/1.1\r\nHost: mock\r\n\r\n');
    await once(socket, 'data');
    socket.write(`HEAD / HTTP/1.1\r\nHost: mock\r\n${header}\r\n\r\n`);
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 431 .*\r\n\r\n$/s);
  });
});

/** Sends a body without telling its length. */
function chunked(body: string): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const headers = { 'X-Auth-Token': 'any', 'Content-Type': 'application/json' };
    const request = httpRequest(base + channels, { method: 'POST', headers }, async (response) => {
      const returned = new Headers(Object.entries(response.headers) as [string, string][]);
      resolve({ status: response.statusCode ?? 0, headers: returned, body: JSON.parse(await text(response)) });
    });
    request.on('error', reject);
    // In two parts, or Node tells the length after all.
    request.write(body.slice(0, 1000));
    request.end(body.slice(1000));
  });
}

/** Sends bytes and gives all that comes back. */
async function raw(bytes: string): Promise<string> {
  const { hostname, port } = new URL(base);
  const socket = connect(Number(port), hostname);
  socket.write(bytes);
  return text(socket);
}
