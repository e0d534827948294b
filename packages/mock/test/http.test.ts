// What goes wrong below an operation: on the wire, with a body that is not read, with more than can be held. Raw sockets, since
// no client sends what these send.
import { createHash, createHmac } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ServeOptions } from '../src/adapters/node.ts';
import type { LogEntry } from '../src/index.ts';
import { type Body, channels, fresh, project, send, served } from './support.ts';

// Timeouts of minutes, in milliseconds.
vi.mock('../src/adapters/http.ts', async (original) => {
  const http = await original<typeof import('../src/adapters/http.ts')>();
  const createServer = (options: object, listener: never) =>
    http.createServer(
      { ...options, headersTimeout: 2000, requestTimeout: 2000, connectionsCheckingInterval: 100 },
      listener,
    );
  return { ...http, createServer };
});

const good = { name: 'VPC_demo', port: 80, balance_strategy: 1, member_type: 'ip', members: [{ host: '192.168.0.5' }] };
const goodText = JSON.stringify(good);
const json = 'Content-Type: application/json';
const post = (...lines: string[]) =>
  [`POST ${channels} HTTP/1.1`, 'Host: 127.0.0.1', 'X-Auth-Token: any', ...lines, '', ''].join('\r\n');
const create = `${post(json, `Content-Length: ${goodText.length}`)}${goodText}`;

interface RawResponse {
  status: number;
  headers: Record<string, string>;
  body: Body;
}

async function logged(options: ServeOptions = {}): Promise<{ base: string; entries: LogEntry[] }> {
  const entries: LogEntry[] = [];
  return { base: await served({ maxChannels: 0, ...options, log: (entry) => void entries.push(entry) }), entries };
}

function dial(base: string): Socket {
  const { hostname, port } = new URL(base);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  onTestFinished(() => void socket.destroy());
  return socket;
}

/** Sends bytes and gives all responses, until the mock ends the connection. */
async function exchange(base: string, bytes: string | Buffer): Promise<RawResponse[]> {
  const socket = dial(base);
  socket.write(bytes);
  return responsesIn(await text(socket));
}

function responsesIn(all: string): RawResponse[] {
  const responses: RawResponse[] = [];
  for (let rest = all; rest !== ''; ) {
    const [head = ''] = rest.split('\r\n\r\n');
    const [first = '', ...lines] = head.split('\r\n');
    const headers = Object.fromEntries(
      lines.map((line) => [line.split(': ')[0]?.toLowerCase(), line.slice(line.indexOf(': ') + 2)]),
    );
    const start = head.length + 4;
    const length = Number(headers['content-length'] ?? 0);
    const body = rest.slice(start, start + length);
    responses.push({ status: Number(first.split(' ')[1]), headers, body: body && JSON.parse(body) });
    rest = rest.slice(start + length);
  }
  return responses;
}

describe('bytes that are not an HTTP request, or not all of one: a response in the form of the API, and a line in the log', () => {
  it.each<[string, string, number, string]>([
    ['nonsense', 'nonsense\r\n\r\n', 400, 'APIG.2012'],
    ['an unknown method', 'FETCH / HTTP/1.1\r\nHost: a\r\n\r\n', 400, 'APIG.2012'],
    ['a TLS handshake', '\x16\x03\x01\x02\x00\x01', 400, 'APIG.2012'],
    ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 505, 'APIG.2012'],
    ['HTTP/3.0', 'GET / HTTP/3.0\r\nHost: a\r\n\r\n', 505, 'APIG.2012'],
    ['too long a header', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431, 'APIG.2012'],
    ['too long a path', `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`, 431, 'APIG.2012'],
    ['a name of a header with a space', 'GET / HTTP/1.1\r\nHost: a\r\nX y: 1\r\n\r\n', 400, 'APIG.2012'],
    ['no Host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400, 'APIG.2001'],
    ['Expect: magic', post('Expect: magic', 'Connection: close'), 417, 'APIG.2011'],
    ['CONNECT', 'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n', 405, 'APIG.0101'],
    ['TRACE', `TRACE ${channels} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`, 405, 'APIG.0101'],
    ['a bad length', post(json, 'Content-Length: many'), 400, 'APIG.2012'],
    ['two lengths', post(json, 'Content-Length: 2', 'Content-Length: 3'), 400, 'APIG.2012'],
    ['a length and chunks', post(json, 'Content-Length: 2', 'Transfer-Encoding: chunked'), 400, 'APIG.2012'],
    ['a bad chunk', `${post(json, 'Transfer-Encoding: chunked')}5\r\n{"nam\r\nnonsense\r\n`, 400, 'APIG.2012'],
    ['another transfer coding', post(json, 'Transfer-Encoding: gzip'), 415, 'APIG.2011'],
    ['a bad first chunk', `${post(json, 'Transfer-Encoding: chunked')}zz\r\n`, 400, 'APIG.2012'],
    ['Expect: 100-continue, magic', post('Expect: 100-continue, magic', 'Connection: close'), 417, 'APIG.2011'],
    [
      'a coding within chunks',
      `${post(json, 'Transfer-Encoding: gzip, chunked', 'Connection: close')}0\r\n\r\n`,
      415,
      'APIG.2011',
    ],
    ['a head that never ends', 'GET / HTTP/1.1\r\nHost: a\r\n', 408, 'APIG.2012'],
    ['a body that never ends', `${post(json, 'Content-Length: 100')}{`, 408, 'APIG.2012'],
  ])('%s', async (_title, bytes, status, code) => {
    const { base, entries } = await logged();
    const responses = await exchange(base, Buffer.from(bytes, 'latin1'));
    expect(responses).toEqual([
      { status, headers: expect.anything(), body: { error_code: code, error_msg: expect.any(String) } },
    ]);
    expect(responses[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      'x-request-id': expect.stringMatching(/^[0-9a-f]{32}$/),
      connection: 'close',
    });
    expect(entries).toEqual([
      expect.objectContaining({ status, code, requestId: responses[0]?.headers['x-request-id'] }),
    ]);
    expect((await send(base, 'POST', channels, fresh(good))).status).toBe(201);
  });

  it('a request to upgrade is answered as if it had not asked', async () => {
    const bytes = create.replace('Host:', 'Connection: upgrade\r\nUpgrade: h2c\r\nHost:');
    const { base } = await logged();
    const socket = dial(base);
    socket.write(bytes);
    socket.end();
    expect(responsesIn(await text(socket)).map(({ status }) => status)).toEqual([201]);
  });

  it('a client that leaves in the middle of a body has changed nothing, and is in the log', async () => {
    const { base, entries } = await logged();
    const socket = dial(base);
    socket.write(post(json, 'Content-Length: 1000') + goodText);
    socket.end();
    expect(responsesIn(await text(socket)).map(({ status }) => status)).toEqual([400]);
    const other = dial(base);
    other.write(post(json, 'Content-Length: 1000') + goodText, () => setTimeout(() => other.resetAndDestroy(), 50));
    await vi.waitFor(() => expect(entries).toHaveLength(2), 10_000);
    expect(entries.map(({ message }) => message)).toEqual([
      'Invalid HTTP request: the connection ended before the request did',
      'Invalid HTTP request: the connection ended before the request did',
    ]);
    expect(JSON.parse(await (await fetch(`${base}/_mock/state`)).text()).scopes).toEqual([]);
  });
});

describe('a parse error behind a valid pipelined POST', () => {
  it('is answered after the POST is, which was carried out', async () => {
    const { base, entries } = await logged({ latency: 50 });
    const responses = await exchange(base, `${create}${create.replace('VPC_demo', 'VPC_more')}nonsense\r\n\r\n`);
    expect(responses.map(({ status }) => status)).toEqual([201, 201, 400]);
    expect(entries.map(({ status }) => status)).toEqual([201, 201, 400]);
    for (const { body } of responses.slice(0, 2)) {
      expect((await send(base, 'GET', `${channels}/${body.id}`)).status).toBe(200);
    }
  });

  it('is answered after the POST when it is a CONNECT', async () => {
    const { base } = await logged({ latency: 50 });
    const responses = await exchange(base, `${create}CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n`);
    expect(responses.map(({ status }) => status)).toEqual([201, 405]);
  });

  it('in the rest of a request that is answered already is not answered again', async () => {
    const { base } = await logged();
    const bytes = post('Transfer-Encoding: chunked').replace('X-Auth-Token: any', 'X-Nothing: 1');
    expect((await exchange(base, `${bytes}nonsense\r\n`)).map(({ status }) => status)).toEqual([401]);
  });
});

describe('a body that the mock does not read', () => {
  it.each([
    ['gzip', gzipSync(goodText)],
    ['br', Buffer.from(goodText)],
    ['zstd, identity', Buffer.from(goodText)],
  ])('Content-Encoding: %s is 415, which names the encoding', async (encoding, body) => {
    const { base, entries } = await logged();
    const response = await fetch(base + channels, {
      method: 'POST',
      headers: { 'X-Auth-Token': 'any', 'Content-Type': 'application/json', 'Content-Encoding': encoding },
      body,
    });
    expect([response.status, await response.json()]).toEqual([
      415,
      {
        error_code: 'APIG.2011',
        error_msg: `Invalid parameter value,parameterName:Content-Encoding. Not supported,encoding:${encoding}`,
      },
    ]);
    expect(entries).toEqual([expect.objectContaining({ status: 415, operation: 'createVpcChannel' })]);
  });

  it.each([
    ['application/json; charset=gbk', 415],
    ['application/json; charset=utf-16le', 415],
    ['application/json; charset="UTF-8"', 201],
    ['application/json;charset=us-ascii', 201],
    ['application/json; version=1', 201],
  ])('Content-Type: %s: %i', async (type, status) => {
    const { base } = await logged();
    expect((await send(base, 'POST', channels, fresh(good), { 'Content-Type': type })).status).toBe(status);
  });

  it('Content-Encoding: identity is read', async () => {
    const { base } = await logged();
    expect((await send(base, 'POST', channels, fresh(good), { 'Content-Encoding': 'Identity' })).status).toBe(201);
  });
});

describe('credentials are checked before a body is read', () => {
  const start = (credentials: string) =>
    post(json, 'Content-Length: 1000000').replace('X-Auth-Token: any', credentials);
  const signed = `Authorization: SDK-HMAC-SHA256 Access=AK0, SignedHeaders=x-sdk-date, Signature=${'a1'.repeat(32)}`;
  const now = () => new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const options = { accessKeys: [{ access: 'AK0', secret: 's', project }], tokens: [{ token: 'ours', project: 'p' }] };

  it.each<[string, string, number]>([
    ['none', 'X-Nothing: 1', 401],
    ['an unknown token', 'X-Auth-Token: theirs', 401],
    ['a token of another project', 'X-Auth-Token: ours', 403],
    ['no signature', 'Authorization: Basic YTpi', 401],
    ['an unknown key', signed.replace('AK0', 'AK1'), 401],
    ['an old signature', `${signed}\r\nX-Sdk-Date: 20200101T000000Z`, 401],
  ])('%s: the response comes although none of the body did', async (_title, credentials, status) => {
    const { base } = await logged(options);
    const socket = dial(base);
    socket.write(start(credentials));
    const response = await new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data))));
    expect(responsesIn(response)).toMatchObject([{ status }]);
  });

  it('a client that asks with Expect: 100-continue is told to send only where its body is read', async () => {
    const { base } = await logged(options);
    const ask = (credentials: string) => {
      const socket = dial(base);
      socket.write(start(credentials).replace('Host:', 'Expect: 100-continue\r\nHost:'));
      return new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data))));
    };
    const rejected = await ask('X-Nothing: 1');
    expect(responsesIn(rejected)).toMatchObject([{ status: 401, headers: { connection: 'close' } }]);
    expect(await ask(`${signed}\r\nX-Sdk-Date: ${now()}`)).toBe('HTTP/1.1 100 Continue\r\n\r\n');
  });

  it('a body over the limit is rejected before it ends', async () => {
    const { base } = await logged({ maxBody: 1000 });
    const socket = dial(base);
    socket.write(`${post(json, 'Transfer-Encoding: chunked')}7d0\r\n${'x'.repeat(2000)}\r\n`);
    const response = await new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data))));
    expect(responsesIn(response)).toMatchObject([{ status: 413, body: { error_code: 'APIG.2011' } }]);
  });
});

describe('a response that comes before the body is whole', () => {
  // More than the machine keeps of what nobody reads.
  const length = 8_000_000;
  const whole = 'x'.repeat(length);
  const chunk = `${length.toString(16)}\r\n${whole}\r\n0\r\n\r\n`;
  const lengthy = [json, `Content-Length: ${length}`, 'Connection: close'];

  it.each<[string, string, string, number]>([
    ['an unknown path', post(...lengthy).replace(channels, '/nowhere'), whole, 404],
    ['an unknown method', post(...lengthy).replace('POST', 'PATCH'), whole, 405],
    ['no credentials', post(...lengthy).replace('X-Auth-Token', 'X-Nothing'), whole, 401],
    ['too long a body', post(...lengthy), whole, 413],
    ['too long a body in chunks', post(json, 'Transfer-Encoding: chunked', 'Connection: close'), chunk, 413],
    ['another coding', post(json, 'Transfer-Encoding: gzip, chunked', 'Connection: close'), chunk, 415],
    ['another expectation', post(...lengthy, 'Expect: magic'), whole, 417],
    ['no leave to send it', post(...lengthy.slice(0, 2), 'Expect: 100-continue'), whole, 413],
    ['only its head asked for', post(...lengthy).replace('POST', 'HEAD'), whole, 405],
    ['nonsense in it', post(json, 'Transfer-Encoding: chunked'), `zz\r\n${whole}`, 400],
    [
      'nonsense in it, and no credentials',
      post('Transfer-Encoding: chunked').replace('X-Auth', 'X'),
      `zz${whole}`,
      401,
    ],
    ['nonsense', 'nonsense\r\n\r\n', whole, 400],
    ['CONNECT', 'CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n', whole, 405],
  ])('%s: the client can send all of it, and then read', async (_title, head, body, status) => {
    const { base } = await logged();
    const socket = dial(base);
    const failed = vi.fn();
    socket.on('error', failed);
    // By then the response is under way.
    await new Promise((resolve) => socket.write(head, resolve));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await new Promise((resolve) => socket.write(body, resolve));
    expect(await text(socket)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(failed).not.toHaveBeenCalled();
  });

  it('a connection that stays open takes the next request after the body', async () => {
    const { base } = await logged();
    const unknown = post(json, `Content-Length: ${length}`).replace(channels, '/nowhere');
    const socket = dial(base);
    socket.write(unknown);
    socket.write(whole);
    socket.write(unknown);
    socket.write(whole);
    socket.end(create.replace('Host:', 'Connection: close\r\nHost:'));
    const responses = responsesIn(await text(socket));
    expect(responses.map(({ status }) => status)).toEqual([404, 404, 201]);
    // Also while a slow disk is waited for.
    expect(responses[0]?.headers['keep-alive']).toBe('timeout=75');
  });

  it.each(['Transfer-Encoding: chunked', 'Content-Length: 9000000000'])(
    'no body is read for ever: %s',
    async (line) => {
      const { base } = await logged();
      const socket = dial(base);
      const closed = new Promise((resolve) => socket.once('close', resolve));
      socket.write(post(json, line).replace(channels, '/nowhere'));
      const piece = `100000\r\n${'x'.repeat(0x100000)}\r\n`;
      const more = () => {
        while (!socket.destroyed && socket.write(piece));
      };
      socket.on('drain', more).resume();
      more();
      await closed;
      expect(socket.bytesWritten).toBeLessThan(200_000_000);
    },
  );
});

describe('bytes of bodies in flight', () => {
  const key = { access: 'AK0', secret: 'secret', project };
  /** A signed head and its body, which is as long as a body may be. */
  const signedPost = (length: number, name: string): [head: string, body: string] => {
    const body = goodText.replace('VPC_demo', name).padEnd(length);
    const date = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
    const sha256 = (data: string) => createHash('sha256').update(data).digest('hex');
    const canonical = ['POST', `${channels}/`, '', `x-sdk-date:${date}`, '', 'x-sdk-date', sha256(body)].join('\n');
    const toSign = `SDK-HMAC-SHA256\n${date}\n${sha256(canonical)}`;
    const signature = createHmac('sha256', key.secret).update(toSign).digest('hex');
    const authorization = `Authorization: SDK-HMAC-SHA256 Access=AK0, SignedHeaders=x-sdk-date, Signature=${signature}`;
    const lines = [json, `Content-Length: ${length}`, `X-Sdk-Date: ${date}`, authorization];
    return [post(...lines).replace('X-Auth-Token: any\r\n', ''), body];
  };

  it('are bounded: what is beyond is 503 with Retry-After, and what is held goes on', async () => {
    const { base, entries } = await logged({ accessKeys: [key], maxBody: 100_000, maxInFlight: 250_000 });
    const response = (socket: Socket) =>
      new Promise<RawResponse | undefined>((resolve) =>
        socket.once('data', (data) => resolve(responsesIn(String(data))[0])),
      );
    const open = Array.from({ length: 4 }, () => dial(base));
    const responses = open.map(response);
    const requests = open.map((_, index) => signedPost(100_000, `VPC_${index}`));
    for (const [index, socket] of open.entries()) socket.write(requests[index]?.join('').slice(0, -1) ?? '');
    // Two bodies fit, all but whole; the others are too much.
    await vi.waitFor(() => expect(entries).toHaveLength(2), 30_000);
    expect(entries.map(({ status, code }) => [status, code])).toEqual(Array(2).fill([503, 'APIG.9008']));
    for (const [index, socket] of open.entries()) socket.write(requests[index]?.join('').slice(-1) ?? '');
    const all = await Promise.all(responses);
    expect(all.map((one) => one?.status).sort()).toEqual([201, 201, 503, 503]);
    expect(all.find((one) => one?.status === 503)?.headers['retry-after']).toBe('1');
    // All of it was given back.
    for (let count = 0; count < 4; count += 1) {
      const socket = dial(base);
      const next = response(socket);
      socket.write(signedPost(100_000, `VPC_again_${count}`).join(''));
      expect((await next)?.status).toBe(201);
    }
  });

  it('a body of the longest length fits always', async () => {
    const { base } = await logged({ maxBody: 1000, maxInFlight: 1 });
    expect((await send(base, 'POST', channels, goodText.padEnd(1000))).status).toBe(201);
  });
});

describe('/_mock/…', () => {
  it('errors are logged with the id that was answered; the rest is not', async () => {
    const { base, entries } = await logged();
    await send(base, 'GET', '/_mock/ready');
    const replies = [
      await send(base, 'GET', '/_mock/nothing'),
      await send(base, 'PATCH', '/_mock/state'),
      await send(base, 'PUT', '/_mock/state', { no: 'snapshot' }),
      await send(base, 'PUT', '/_mock/state', '{'),
      await send(base, 'PUT', '/_mock/state', '{}', { 'Content-Encoding': 'gzip' }),
    ];
    expect(replies.map(({ status }) => status)).toEqual([404, 405, 400, 400, 415]);
    expect(entries.map(({ requestId, status, code }) => [requestId, status, code])).toEqual(
      replies.map(({ status, headers, body }) => [headers.get('x-request-id'), status, body.error_code]),
    );
    // They are not what a program sent.
    expect((await send(base, 'GET', '/_mock/requests')).body.requests).toEqual([]);
  });

  it('our own errors, too, with their cause', async () => {
    const { memoryStore } = await import('../src/index.ts');
    const dump = () => Promise.reject(new Error('disk on fire'));
    const { base, entries } = await logged({ store: { ...memoryStore(), dump } });
    const { status } = await send(base, 'GET', '/_mock/state');
    expect([status, entries]).toEqual([
      500,
      [expect.objectContaining({ code: 'APIG.9999', url: '/_mock/state', error: new Error('disk on fire') })],
    ]);
  });
});
