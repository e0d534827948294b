// What the headers of a signed request may say: the hash of its body, and names that no header has.
import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createMock } from '../src/index.ts';
import { byHand, denied, example, key, now, options, outcomeOf } from './signing.ts';
import { channels, project, send, served } from './support.ts';

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
