// Who may call, where tokens and keys are configured. Signatures are made by the vendor's own SDK, and by hand in the
// dialects of its other clients.
import { describe, expect, it } from 'vitest';
import { createMock } from '../src/index.ts';
import { byHand, bySdk, denied, example, forbidden, now, options, outcomeOf } from './signing.ts';
import { channels, project, send, served } from './support.ts';

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
