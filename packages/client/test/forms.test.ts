// Operations that take a form, and those that respond with a file: over real HTTP, to a server that keeps the bytes, and to the mock.
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@apig-spec/mock/node';
import * as validator from '@apig-spec/validator';
import { describe, expect, onTestFinished, test } from 'vitest';
import { aksk } from '../src/aksk.ts';
import type { DebugEntry } from '../src/debug.ts';
import { retry } from '../src/retry.ts';
import { validate } from '../src/validate.ts';
import {
  type ApigClientOptions,
  createApigClient,
  exportApiDefinitions,
  importApiDefinitions,
} from './generated/newest.ts';

const ids = { projectId: 'my-project', instanceId: 'eddc4d25480b4cd6b512f270a1b8b341' };
const path = '/v2/{project_id}/apigw/instances/{instance_id}/openapi/import';
/** Text beyond ASCII, and bytes that are no UTF-8. */
const content = new Uint8Array([...new TextEncoder().encode('openapi: 3.0.3 # 接口\n'), 0, 255, 254]);
const apis = () => new File([content], 'apis 1.yaml', { type: 'application/yaml' });
const imported = { success: [], failure: [], swagger: { id: 's', result: 'Success' }, group_id: 'g' };

interface Kept {
  headers: IncomingMessage['headers'];
  bytes: Buffer<ArrayBuffer>;
}

/** A server that keeps what it gets. It responds with the statuses in their order, the last one for ever. */
async function keeping(...statuses: number[]) {
  const kept: Kept[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    kept.push({ headers: incoming.headers, bytes: Buffer.concat(chunks) });
    const status = statuses[Math.min(kept.length, statuses.length) - 1] ?? 200;
    const said = status === 200 ? imported : { error_code: 'APIG.9999', error_msg: 'System error' };
    outgoing.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(said));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { kept, endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const client = (endpoint: string, options: Partial<Omit<ApigClientOptions, 'endpoint' | 'region'>> = {}) =>
  createApigClient({ endpoint, ...ids, auth: { token: 'any' }, ...options });

/** The parts as a server finds them. */
const partsOf = ({ headers, bytes }: Kept) =>
  new Response(bytes, { headers: { 'Content-Type': String(headers['content-type']) } }).formData();

/** Whether the bytes are those whose hash was signed: the mock, which has the secret, is given them once more. */
async function isSigned({ headers, bytes }: Kept, endpoint: string): Promise<boolean> {
  const mock = await serve({ port: 0, accessKeys: [{ access: 'AK', secret: 'SK', project: ids.projectId }] });
  onTestFinished(() => mock.close());
  const { request } = await import('node:http');
  const target = path.replace('{project_id}', ids.projectId).replace('{instance_id}', ids.instanceId);
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const asking = request(`${mock.url}${target}`, {
      method: 'POST',
      headers: { ...headers, host: new URL(endpoint).host },
    });
    asking
      .on('response', (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end(bytes);
  });
  // The content may not do; whoever is let in has signed it.
  return status !== 401;
}

describe('a form', () => {
  test('is sent with its boundary, booleans as texts, and a file with its name and its bytes', async () => {
    const { kept, endpoint } = await keeping(200);
    const body = { is_create_group: false as const, group_id: 'g', mock_mode: true, file_name: apis() };
    const headers = { 'Content-Type': 'multipart/form-data', 'X-Mine': '1' };
    const result = await importApiDefinitions(client(endpoint), { body, headers });
    expect(result).toMatchObject({ ok: true, status: 200, data: imported });
    const [request] = kept as [Kept];
    expect(request.headers).toMatchObject({
      'content-type': expect.stringMatching(/^multipart\/form-data; boundary=\S+$/),
      'content-length': String(request.bytes.length),
      'x-mine': '1',
    });
    const { file_name: file, ...texts } = Object.fromEntries(await partsOf(request)) as { file_name: File };
    expect(texts).toEqual({ is_create_group: 'false', group_id: 'g', mock_mode: 'true' });
    expect([file.name, file.type]).toEqual(['apis 1.yaml', 'application/yaml']);
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(content);
  });

  test('leaves out what is undefined', async () => {
    const { kept, endpoint } = await keeping(200);
    const body = { file_name: new Blob(['{}']), api_mode: undefined } as { file_name: Blob };
    expect(await importApiDefinitions(client(endpoint), { body })).toMatchObject({ ok: true });
    expect([...(await partsOf(kept[0] as Kept)).keys()]).toEqual(['file_name']);
  });

  test.each([
    ['alone', []],
    ['through middleware', [validate({ validator, mode: 'both' })]],
  ])('is signed as it is sent, %s', async (_, middleware) => {
    const { kept, endpoint } = await keeping(200);
    const auth = aksk({ accessKey: 'AK', secretKey: 'SK' });
    const entries: DebugEntry[] = [];
    const apig = client(endpoint, {
      auth,
      middleware,
      ...(middleware.length > 0 && { debug: (one) => entries.push(one) }),
    });
    expect(await importApiDefinitions(apig, { body: { file_name: apis() } })).toMatchObject({ ok: true });
    const [request] = kept as [Kept];
    expect(request.headers.authorization).toContain('SignedHeaders=content-type;host;x-project-id;x-sdk-date');
    expect(await isSigned(request, endpoint)).toBe(true);
    const changed = { ...request, bytes: Buffer.concat([request.bytes, Buffer.from('\r\n')]) };
    changed.headers = { ...changed.headers, 'content-length': String(changed.bytes.length) };
    expect(await isSigned(changed, endpoint)).toBe(false);
    // A form is not JSON, and could hold anything.
    for (const { request: shown } of entries) expect(shown.body).toBe('***');
  });

  test('is sent again byte for byte, and signed again', async () => {
    const { kept, endpoint } = await keeping(500, 503, 200);
    const middleware = [validate({ validator, mode: 'request' }), retry({ delay: 1, idempotent: () => true })];
    const apig = client(endpoint, { auth: aksk({ accessKey: 'AK', secretKey: 'SK' }), middleware });
    expect(await importApiDefinitions(apig, { body: { file_name: apis() } })).toMatchObject({ ok: true });
    const hash = ({ headers, bytes }: Kept) =>
      `${headers['content-type']} ${createHash('sha256').update(bytes).digest('hex')}`;
    expect(kept).toHaveLength(3);
    expect(new Set(kept.map(hash)).size).toBe(1);
    for (const request of kept) expect(await isSigned(request, endpoint)).toBe(true);
  });

  test('is sent again with another token', async () => {
    const { kept, endpoint } = await keeping(401, 200);
    const token = (rejected?: string) => (rejected ? 'fresh' : 'stale');
    const result = await importApiDefinitions(client(endpoint, { auth: { token } }), { body: { file_name: apis() } });
    expect(result).toMatchObject({ ok: true });
    expect(kept.map(({ headers }) => headers['x-auth-token'])).toEqual(['stale', 'fresh']);
    expect(kept[1]?.bytes).toEqual(kept[0]?.bytes);
  });

  test('is checked before it is sent', async () => {
    const { kept, endpoint } = await keeping(200);
    const apig = client(endpoint, { middleware: [validate({ validator, mode: 'request' })] });
    const wrong = { is_create_group: false, file_name: 'a text' } as unknown as { file_name: Blob };
    const result = await importApiDefinitions(apig, { body: wrong });
    if (result.status !== 400) throw new Error('a rejection was expected');
    expect(result.error.problems?.map(({ pointer, message }) => [pointer, message])).toEqual([
      ['/group_id', 'group_id is required'],
      ['/file_name', 'file_name must be a file'],
    ]);
    expect(kept).toEqual([]);
  });

  test('without a body is rejected as one without its file', async () => {
    const mock = await serve({ port: 0 });
    onTestFinished(() => mock.close());
    const result = await importApiDefinitions(client(mock.url), {} as Parameters<typeof importApiDefinitions>[1]);
    expect(result).toMatchObject({ status: 400, error: { code: 'APIG.2001' } });
  });

  test('is made by openapi-fetch’s methods, too, from fields or as it is', async () => {
    const { kept, endpoint } = await keeping(200);
    const apig = client(endpoint);
    const form = new FormData();
    form.append('file_name', apis());
    const headers = { 'content-type': 'multipart/form-data' };
    await apig.POST(path, { body: { mock_mode: false, file_name: apis() }, headers });
    await apig.POST(path, { body: form as unknown as { file_name: Blob } });
    await apig.POST(path, { body: { file_name: apis() }, bodySerializer: () => form });
    const names = await Promise.all(kept.map(async (each) => [...(await partsOf(each)).keys()]));
    expect(names).toEqual([['mock_mode', 'file_name'], ['file_name'], ['file_name']]);
  });
});

describe('a file', () => {
  const body = { env_id: 'DEFAULT_ENVIRONMENT_RELEASE_ID', group_id: 'c77f5e81d9cb4424bf704ef2b0ac7600' };
  const respond = (text: BodyInit, headers: Record<string, string> = {}, status = 200) => ({
    fetch: async () => new Response(text, { status, headers: { 'X-Request-Id': 'r', ...headers } }),
  });

  test.each([
    ['alone', []],
    ['through middleware', [validate({ validator, mode: 'both' }), retry()]],
  ])('is data, with its media type: %s', async (_, middleware) => {
    const mock = await serve({ port: 0 });
    onTestFinished(() => mock.close());
    const apig = client(mock.url, { middleware });
    const result = await exportApiDefinitions(apig, { query: { oas_version: '3.0' }, body });
    if (!result.ok) throw new Error(result.error.message);
    expect(result).toMatchObject({ status: 200, requestId: expect.stringMatching(/./) });
    expect(result.data.type).toBe('application/octet-stream');
    expect(JSON.parse(await result.data.text())).toMatchObject({ info: {} });
  });

  test('is its bytes, whatever they are', async () => {
    const apig = client('https://apig.example', respond(content));
    const result = await exportApiDefinitions(apig, { body });
    expect(result.ok && new Uint8Array(await result.data.arrayBuffer())).toEqual(content);
  });

  test('is as large as maxResponseBytes at most', async () => {
    const apig = client('https://apig.example', { ...respond(content), maxResponseBytes: 8 });
    expect(await exportApiDefinitions(apig, { body })).toMatchObject({ status: 0, fault: 'too-large' });
  });

  test.each([
    ['a page', respond('<html>', { 'Content-Type': 'text/html; charset=utf-8' })],
    ['another success', respond('{}', {}, 202)],
  ])('is not %s', async (_, options) => {
    const result = await exportApiDefinitions(client('https://apig.example', options), { body });
    expect(result).toMatchObject({ status: 0, fault: 'invalid-response', requestId: 'r' });
  });

  test('that is not there is a rejection', async () => {
    const error = JSON.stringify({ error_code: 'APIG.3001', error_msg: 'API group g does not exist' });
    const result = await exportApiDefinitions(client('https://apig.example', respond(error, {}, 404)), { body });
    expect(result).toMatchObject({ ok: false, status: 404, error: { code: 'APIG.3001' } });
  });

  test('that is empty is what checks reject', async () => {
    const middleware = [validate({ validator, mode: 'response' })];
    const result = await exportApiDefinitions(client('https://apig.example', { ...respond(''), middleware }), { body });
    expect(result).toMatchObject({ status: 0, fault: 'invalid-response' });
  });
});
