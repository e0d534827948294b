// Who may call, where tokens and keys are configured. Signatures are made by the vendor's own SDK, and by hand in the
// dialects of its other clients.
import { createHash, createHmac } from 'node:crypto';
import signing from '@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner.js';
import { BasicCredentials } from '@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials.js';
import derived from '@huaweicloud/huaweicloud-sdk-core/auth/DerivedAKSKSigner.js';
import { describe, expect, it } from 'vitest';
import { createMock } from '../src/index.ts';
import { channels, documentExample, project, type Reply, send, served } from './support.ts';

const key = { access: 'AK0EXAMPLE', secret: 'a-secret-key', project };
const options = {
  tokens: [
    { token: 'ours', project },
    { token: 'theirs', project: 'another' },
  ],
  accessKeys: [key, { access: 'AK1EXAMPLE', secret: 'another-secret', project: 'another' }],
};
const example = documentExample('en-2024-11-create-vpc-channel/01-createVpcChannel-request.json');
const denied = [401, 'APIG.1002'];
const forbidden = [403, 'APIG.1005'];

const outcomeOf = ({ status, body }: Reply) => (status < 400 ? status : [status, body.error_code]);

/** Headers of a request as the vendor's Node SDK signs and sends it. */
function bySdk(base: string, method: string, path: string, data?: object, { access, secret } = key) {
  const credential = new BasicCredentials().withAk(access).withSk(secret);
  const url = new URL(base + path);
  const headers = { 'content-type': 'application/json', 'X-Project-Id': project };
  const queryParams = Object.fromEntries(url.searchParams);
  return signing.AKSKSigner.sign(
    { endpoint: `${url.origin}${url.pathname}`, method, headers, queryParams, ...(data && { data }) } as never,
    credential,
  ) as Record<string, string>;
}

/** Headers of a request signed as documented, over the headers that a dialect names. */
function byHand(
  method: string,
  target: string,
  signed: Record<string, string>,
  body = '',
  date = now(),
  names = [...Object.keys(signed), 'x-sdk-date'].sort(),
) {
  const headers: Record<string, string> = { ...signed, 'x-sdk-date': date };
  const [path = '', query = ''] = target.split('?');
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  const canonical = [
    ...[method, `${path}/`, query.split('&').sort().join('&')],
    ...names.map((name) => `${name}:${headers[name]}`),
    ...['', names.join(';'), sha256(body)],
  ].join('\n');
  const signature = createHmac('sha256', key.secret)
    .update(`SDK-HMAC-SHA256\n${date}\n${sha256(canonical)}`)
    .digest('hex');
  const authorization = `SDK-HMAC-SHA256 Access=${key.access}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  return { ...headers, authorization, 'x-auth-token': undefined };
}

function now(offset = 0): string {
  return new Date(Date.now() + offset).toISOString().replace(/[-:]|\.\d+/g, '');
}

describe('a token', () => {
  it.each([
    ['ours', 404],
    ['theirs', forbidden],
    ['nobody’s', denied],
    ['', denied],
  ])('%j', async (token, expected) => {
    const reply = await send(await served(options), 'GET', `${channels}/1`, undefined, {
      'X-Auth-Token': encodeURI(token),
    });
    expect(outcomeOf(reply)).toEqual(expected === 404 ? [404, 'APIG.3023'] : expected);
  });

  it('does for each project that it was configured for', async () => {
    const both = { tokens: [...options.tokens, { token: 'ours', project: 'another' }] };
    const base = await served(both);
    for (const path of [channels, channels.replace(project, 'another')]) {
      expect((await send(base, 'POST', path, example, { 'X-Auth-Token': 'ours' })).status).toBe(201);
    }
  });

  it('is needed where only tokens are configured', async () => {
    const base = await served({ tokens: options.tokens });
    const headers = { ...bySdk(base, 'GET', `${channels}/1`), 'X-Auth-Token': undefined };
    expect(outcomeOf(await send(base, 'GET', `${channels}/1`, undefined, headers))).toEqual(denied);
  });
});

describe('a signature of the vendor’s Node SDK', () => {
  it('passes, with and without a body and a query', async () => {
    const base = await served(options);
    const created = await send(base, 'POST', channels, example, {
      ...bySdk(base, 'POST', channels, example),
      'X-Auth-Token': undefined,
    });
    expect(outcomeOf(created)).toBe(201);
    const path = `${channels}/${created.body.id}?z=1&a=b`;
    const shown = await send(base, 'GET', path, undefined, {
      ...bySdk(base, 'GET', path),
      'X-Auth-Token': undefined,
    });
    expect(outcomeOf(shown)).toBe(200);
  });

  it('covers the prefix of an edition', async () => {
    const base = await served(options);
    const path = `/editions/2023-05.zh-CN${channels}/1`;
    const headers = { ...bySdk(base, 'GET', path), 'X-Auth-Token': undefined };
    expect(outcomeOf(await send(base, 'GET', path, undefined, headers))).toEqual([404, 'APIG.3023']);
  });

  it.each<[string, (headers: Record<string, string>) => Record<string, string>, number[] | unknown]>([
    [
      'a changed digest',
      (headers) => ({ ...headers, Authorization: `${headers['Authorization']?.slice(0, -4)}abcd` }),
      denied,
    ],
    ['another date than was signed', (headers) => ({ ...headers, 'X-Sdk-Date': now(-60_000) }), denied],
    [
      'another type than was signed',
      (headers) => ({ ...headers, 'content-type': 'application/json;charset=UTF-8' }),
      denied,
    ],
    [
      'an unknown key',
      (headers) => ({ ...headers, Authorization: `${headers['Authorization']?.replace('AK0', 'AK9')}` }),
      denied,
    ],
  ])('%s is rejected', async (_title, change, expected) => {
    const base = await served(options);
    const headers = { ...change(bySdk(base, 'POST', channels, example)), 'X-Auth-Token': undefined };
    expect(outcomeOf(await send(base, 'POST', channels, example, headers))).toEqual(expected);
  });

  it('another body, path or method than was signed is rejected', async () => {
    const base = await served(options);
    const headers = { ...bySdk(base, 'POST', channels, example), 'X-Auth-Token': undefined };
    expect(outcomeOf(await send(base, 'POST', channels, { ...example, port: 81 }, headers))).toEqual(denied);
    expect(outcomeOf(await send(base, 'PUT', `${channels}/1`, example, headers))).toEqual(denied);
  });

  it('with a key of another project is rejected', async () => {
    const base = await served(options);
    const other = { access: 'AK1EXAMPLE', secret: 'another-secret', project };
    const headers = { ...bySdk(base, 'GET', `${channels}/1`, undefined, other), 'X-Auth-Token': undefined };
    expect(outcomeOf(await send(base, 'GET', `${channels}/1`, undefined, headers))).toEqual(forbidden);
  });
});

describe('a signature of another client', () => {
  const text = JSON.stringify(example);
  const json = { 'content-type': 'application/json' };
  it.each<[string, Record<string, string>, Record<string, string>]>([
    [
      'terraform’s client',
      { accept: 'application/json', ...json, 'user-agent': 'terraform', 'x-language': 'en-us' },
      { 'x-project-id': project },
    ],
    ['the Go SDK', { 'user-agent': 'huaweicloud-usdk-go/3.0', 'x-project-id': project }, json],
    ['temporary keys', { ...json, 'x-security-token': 'a security token' }, {}],
    ['a header that Node keeps as a list (Set-Cookie)', { 'set-cookie': 'a=1' }, json],
    ['a charset', { 'content-type': 'application/json;charset=UTF-8' }, {}],
  ])('%s passes', async (_title, signed, unsigned) => {
    const base = await served(options);
    const headers = { ...byHand('POST', channels, signed, text), ...unsigned };
    expect(outcomeOf(await send(base, 'POST', channels, text, headers))).toBe(201);
  });

  it('passes however the path and the query are spelt', async () => {
    const base = await served(options);
    const query = '?c=%28x%29%27%2A%21~&b=2&a=%20%E8%AE%A2&b=10';
    const headers = byHand('GET', `${channels}/1${query}`, json);
    for (const path of [`${channels}/1`, `${channels}/%31`]) {
      expect(outcomeOf(await send(base, 'GET', path + query, undefined, headers))).toEqual([404, 'APIG.3023']);
    }
  });

  it('passes with the names of headers in any case', async () => {
    const base = await served(options);
    const { authorization, ...headers } = byHand('GET', `${channels}/1`, json);
    const spelt = authorization.replace('=content-type;x-sdk-date,', '=Content-Type;X-Sdk-Date,');
    expect(spelt).not.toBe(authorization);
    const reply = await send(base, 'GET', `${channels}/1`, undefined, { ...headers, authorization: spelt });
    expect(outcomeOf(reply)).toEqual([404, 'APIG.3023']);
  });

  it('passes where a Request has no Host to be signed', async () => {
    const date = now();
    const { authorization } = byHand('GET', `${channels}/1`, { host: 'mock.example:8080' }, '', date);
    const headers = { authorization, 'x-sdk-date': date };
    const request = new Request(`http://mock.example:8080${channels}/1`, { headers });
    expect((await createMock(options).fetch(request)).status).toBe(404);
  });

  it('with a content type but no body passes', async () => {
    const base = await served(options);
    for (const [method, path] of [
      ['GET', `${channels}/1`],
      ['DELETE', `${channels}/1/members/1`],
    ] as const) {
      const headers = byHand(method, path, json);
      expect(outcomeOf(await send(base, method, path, undefined, headers))).toEqual([404, 'APIG.3023']);
    }
  });

  it.each([
    ['14 minutes old', -14, [404, 'APIG.3023']],
    ['14 minutes ahead', 14, [404, 'APIG.3023']],
    ['16 minutes old', -16, denied],
    ['16 minutes ahead', 16, denied],
  ])('%s', async (_title, minutes, expected) => {
    const base = await served(options);
    const headers = byHand('GET', `${channels}/1`, {}, '', now(minutes * 60_000));
    expect(outcomeOf(await send(base, 'GET', `${channels}/1`, undefined, headers))).toEqual(expected);
  });

  it.each(['', 'now', '20261399T990000Z'])('of the date %j is rejected', async (date) => {
    const base = await served(options);
    const headers = byHand('GET', `${channels}/1`, {}, '', date);
    expect(outcomeOf(await send(base, 'GET', `${channels}/1`, undefined, headers))).toEqual(denied);
  });

  it('that does not sign its date is rejected', async () => {
    const base = await served(options);
    const path = `${channels}/1`;
    const signed = { 'content-type': 'application/json' };
    const headers = byHand('GET', path, signed, '', now(), ['content-type', 'x-sdk-date']);
    expect(outcomeOf(await send(base, 'GET', path, undefined, headers))).toEqual([404, 'APIG.3023']);
    const without = byHand('GET', path, signed, '', now(), ['content-type']);
    expect(outcomeOf(await send(base, 'GET', path, undefined, without))).toEqual(denied);
  });
});

/** Headers of a request as the Go clients sign it, with a key that is derived for a day, a region and a service. */
function byGo(
  target: string,
  {
    region = 'cn-north-4',
    service = 'apig',
    algorithm = 'SDK-HMAC-SHA256',
    date = now(),
    body = '',
    method = 'GET',
  } = {},
  write = (credential: string, names: string, signature: string) =>
    `${algorithm} Credential=${credential}, SignedHeaders=${names}, Signature=${signature}`,
) {
  const signed: Record<string, string> = { 'content-type': 'application/json', 'x-sdk-date': date };
  const [path, query = ''] = target.split('?');
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  const hmac = (secret: string | Buffer, text: string) => createHmac('sha256', secret).update(text).digest();
  // The Go clients order names without regard to case.
  const search = query
    .split('&')
    .sort((one, other) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1))
    .join('&');
  const lines = Object.entries(signed).map(([name, value]) => `${name}:${value}\n`);
  const names = Object.keys(signed).join(';');
  const canonical = [method, `${path}/`, search, lines.join(''), names, sha256(body)].join('\n');
  const scope = [date.slice(0, 8), region, service, 'sdk_request'];
  const signingKey = scope.reduce<string | Buffer>((secret, step) => hmac(secret, step), `SDK${key.secret}`);
  const signature = hmac(signingKey, [algorithm, date, scope.join('/'), sha256(canonical)].join('\n')).toString('hex');
  return {
    ...signed,
    authorization: write(`${key.access}/${scope.join('/')}`, names, signature),
    'x-auth-token': undefined,
  };
}

describe('a signature with a derived key', () => {
  const found = [404, 'APIG.3023'];
  const path = `${channels}/1`;
  const shown = async (base: string, headers: Record<string, string | undefined>, target = path) =>
    outcomeOf(await send(base, 'GET', target, undefined, headers));

  it.each([
    ['of the Go clients', {}],
    ['of terraform, region and service empty', { region: '', service: '' }],
    ['with the algorithm of the SDKs', { algorithm: 'V11-HMAC-SHA256' }],
  ])('%s passes', async (_title, settings) => {
    expect(await shown(await served(options), byGo(path, settings))).toEqual(found);
  });

  it('covers body and query, whose names the Go clients sort in any case', async () => {
    const base = await served(options);
    const text = JSON.stringify(example);
    const target = `${channels}?B=1&a=2`;
    expect(outcomeOf(await send(base, 'POST', target, text, byGo(target, { method: 'POST', body: text })))).not.toEqual(
      denied,
    );
    expect(
      outcomeOf(await send(base, 'POST', target, `${text} `, byGo(target, { method: 'POST', body: text }))),
    ).toEqual(denied);
  });

  it.each<[string, (credential: string, names: string, signature: string) => string]>([
    ['no spaces', (c, n, s) => `SDK-HMAC-SHA256 Credential=${c},SignedHeaders=${n},Signature=${s}`],
    ['more spaces', (c, n, s) => `SDK-HMAC-SHA256  Credential=${c} ,  SignedHeaders=${n} , Signature=${s}`],
    ['another order', (c, n, s) => `SDK-HMAC-SHA256 Signature=${s}, SignedHeaders=${n}, Credential=${c}`],
  ])('passes, written with %s', async (_title, write) => {
    expect(await shown(await served(options), byGo(path, {}, write))).toEqual(found);
  });

  it.each<[string, (credential: string, names: string, signature: string) => string]>([
    [
      'a part twice',
      (c, n, s) => `SDK-HMAC-SHA256 Credential=${c}, Credential=${c}, SignedHeaders=${n}, Signature=${s}`,
    ],
    [
      'both kinds of keys',
      (c, n, s) => `SDK-HMAC-SHA256 Access=a, Credential=${c}, SignedHeaders=${n}, Signature=${s}`,
    ],
    ['an unknown part', (c, n, s) => `SDK-HMAC-SHA256 Credential=${c}, SignedHeaders=${n}, Signature=${s}, a=b`],
    [
      'a part that every object has',
      (c, n, s) => `SDK-HMAC-SHA256 constructor=1, Credential=${c}, SignedHeaders=${n}, Signature=${s}`,
    ],
    ['no scope', (_c, n, s) => `SDK-HMAC-SHA256 Credential=${key.access}, SignedHeaders=${n}, Signature=${s}`],
    ['a scope that goes on', (c, n, s) => `SDK-HMAC-SHA256 Credential=${c}/more, SignedHeaders=${n}, Signature=${s}`],
    ['another algorithm', (c, n, s) => `SDK-HMAC-SM3 Credential=${c}, SignedHeaders=${n}, Signature=${s}`],
    [
      'the newer algorithm without a derived key',
      (_c, n, s) => `V11-HMAC-SHA256 Access=${key.access}, SignedHeaders=${n}, Signature=${s}`,
    ],
  ])('with %s is rejected, with and without configured keys', async (_title, write) => {
    const headers = byGo(path, {}, write);
    expect(await shown(await served(options), headers)).toEqual(denied);
    expect(await shown(await served(), headers)).toEqual(denied);
  });

  it('passes where no keys are configured, whatever the key', async () => {
    const write = (_c: string, n: string) =>
      `SDK-HMAC-SHA256 Credential=ANY/20261126///sdk_request, SignedHeaders=${n}, Signature=${'a1'.repeat(32)}`;
    expect(await shown(await served(), byGo(path, {}, write))).toEqual(found);
    expect(await shown(await served(options), byGo(path, {}, write))).toEqual(denied);
  });

  it('derived for another region, service or day than it names is rejected', async () => {
    const base = await served(options);
    const day = now(-86_400_000).slice(0, 8);
    for (const change of [
      (scope: string) => scope.replace('cn-north-4', 'cn-north-1'),
      (scope: string) => scope.replace('apig', 'ecs'),
      (scope: string) => scope.replace(/\/\d{8}\//, `/${day}/`),
    ]) {
      const headers = byGo(
        path,
        {},
        (c, n, s) => `SDK-HMAC-SHA256 Credential=${change(c)}, SignedHeaders=${n}, Signature=${s}`,
      );
      expect(await shown(base, headers)).toEqual(denied);
    }
  });

  it('of the vendor’s Node SDK (V11-HMAC-SHA256, as of the Python SDK) passes, with and without a body', async () => {
    const base = await served(options);
    const credential = Object.assign(new BasicCredentials().withAk(key.access).withSk(key.secret), {
      getRegionId: () => 'cn-north-4',
      getDerivedAuthServiceName: () => 'apig',
    });
    const sign = (method: string, target: string, data?: object) => {
      const url = new URL(base + target);
      const request = {
        endpoint: `${url.origin}${url.pathname}`,
        method,
        headers: { 'content-type': 'application/json' },
        queryParams: {},
        ...(data && { data }),
      };
      const headers = derived.DerivedAKSKSigner.sign(request as never, credential as never) as unknown as Record<
        string,
        string
      >;
      return { ...headers, 'X-Auth-Token': undefined } as Record<string, string | undefined>;
    };
    const signed = sign('POST', channels, example);
    expect(signed['Authorization']).toMatch(/^V11-HMAC-SHA256 Credential=AK0EXAMPLE\/\d{8}\/cn-north-4\/apig, /);
    expect(outcomeOf(await send(base, 'POST', channels, example, signed))).toBe(201);
    expect(outcomeOf(await send(base, 'POST', channels, { ...example, port: 81 }, signed))).toEqual(denied);
    expect(await shown(base, sign('GET', path))).toEqual(found);
  });
});

describe('the hash of the body in a header', () => {
  const path = `${channels}/1`;
  const signedWith = (hash: string, body: string) => {
    const signed = { 'x-sdk-content-sha256': hash };
    const date = now();
    const names = ['x-sdk-content-sha256', 'x-sdk-date'];
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
    const lines = [`x-sdk-content-sha256:${hash}`, `x-sdk-date:${date}`];
    const canonical = ['PUT', `${path}/`, '', ...lines, '', names.join(';'), hash].join('\n');
    const signature = createHmac('sha256', key.secret)
      .update(`SDK-HMAC-SHA256\n${date}\n${sha256(canonical)}`)
      .digest('hex');
    const authorization = `SDK-HMAC-SHA256 Access=${key.access}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
    return { body, headers: { ...signed, 'x-sdk-date': date, authorization, 'X-Auth-Token': undefined } };
  };

  it.each([
    ['UNSIGNED-PAYLOAD', 'UNSIGNED-PAYLOAD', [404, 'APIG.3023']],
    ['that of the body', undefined, [404, 'APIG.3023']],
    ['that of another body', createHash('sha256').update('{}').digest('hex'), denied],
  ])('%s', async (_title, hash, expected) => {
    const text = JSON.stringify(example);
    const { body, headers } = signedWith(hash ?? createHash('sha256').update(text).digest('hex'), text);
    expect(outcomeOf(await send(await served(options), 'PUT', path, body, headers))).toEqual(expected);
  });
});

describe('names that every object has, among the signed headers', () => {
  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'])('%s is 401, not 500', async (name) => {
    const path = `${channels}/1`;
    const { authorization, ...headers }: Record<string, string | undefined> & { authorization: string } = byHand(
      'GET',
      path,
      { host: 'mock' },
    );
    const named = authorization.replace('host;x-sdk-date', `host;x-sdk-date;${name}`);
    expect(named).not.toBe(authorization);
    const sent = { ...headers, host: undefined, authorization: named };
    expect(outcomeOf(await send(await served(options), 'GET', path, undefined, sent))).toEqual(denied);
    const request = new Request(`http://mock${path}`, {
      headers: { 'x-sdk-date': headers['x-sdk-date'] ?? '', authorization: named },
    });
    expect((await createMock(options).fetch(request)).status).toBe(401);
  });

  it.each(['', ';', 'a b', 'é', 'a:b', 'a/b'])('%j, which is not a header name, is 401', async (names) => {
    const authorization = `SDK-HMAC-SHA256 Access=${key.access}, SignedHeaders=x-sdk-date;${names}, Signature=${'a1'.repeat(32)}`;
    const headers = {
      'x-sdk-date': now(),
      'X-Auth-Token': undefined,
      Authorization: Buffer.from(authorization).toString('latin1'),
    };
    expect(outcomeOf(await send(await served(options), 'GET', `${channels}/1`, undefined, headers))).toEqual(denied);
  });

  it('as a token, a key, a project, an id or an edition is a name as any other', async () => {
    const base = await served({ tokens: [{ token: 'ours', project: 'constructor' }] });
    const of = (path: string, headers = {}) =>
      send(base, 'GET', path, undefined, { 'X-Auth-Token': 'ours', ...headers });
    const own = channels.replace(project, 'constructor');
    expect(outcomeOf(await of(`${own}/constructor`))).toEqual([404, 'APIG.3023']);
    expect(outcomeOf(await of(`${own}/__proto__`))).toEqual([404, 'APIG.3023']);
    expect(outcomeOf(await of(`${own.replace(/instances\/[^/]+/, 'instances/constructor')}/1`))).toEqual([
      404,
      'APIG.3030',
    ]);
    expect(outcomeOf(await of(`${own}/1`, { 'X-Auth-Token': 'constructor' }))).toEqual(denied);
    expect(outcomeOf(await of(`${own}/1`, { 'X-Apig-Edition': 'constructor' }))).toEqual([400, 'APIG.2012']);
    expect(outcomeOf(await of(`/editions/__proto__${own}/1`))).toEqual([404, 'APIG.0101']);
    expect(outcomeOf(await of('/constructor/__proto__'))).toEqual([404, 'APIG.0101']);
    expect(outcomeOf(await of('/_mock/constructor'))).toEqual([404, 'APIG.0101']);
    const method = await createMock().fetch(new Request('http://mock/_mock/state', { method: 'constructor' }));
    expect(method.status).toBe(405);
  });
});
