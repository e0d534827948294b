// Signatures with a key that is derived for a day, a region and a service, as the Go clients and terraform make them.
import { createHash, createHmac } from 'node:crypto';
import { BasicCredentials } from '@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials.js';
import derived from '@huaweicloud/huaweicloud-sdk-core/auth/DerivedAKSKSigner.js';
import { describe, expect, it } from 'vitest';
import { denied, example, key, now, options, outcomeOf } from './signing.ts';
import { channels, send, served } from './support.ts';

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
