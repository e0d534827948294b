// The generated functions: what they send, and how what comes of it is told.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { list } from '../../openapi/generated/editions.ts';
import { call } from '../src/call.ts';
import {
  ApigError,
  ApigFault,
  createVpcChannel,
  deleteThrottle,
  deleteVpcChannelMember,
  listThrottleBoundApis,
  orThrow,
  showInstance,
  showVpcChannel,
} from './generated/newest.ts';
import { answer, body, channels, recorded, rejection, silence } from './support.ts';

/** The editions, as the built package of them lists them. */
const editions = readdirSync(new URL('../../openapi/dist/', import.meta.url)).flatMap(
  (file) => /^(\d{4}-.+)\.json$/.exec(file)?.[1] ?? [],
);
const bound = { endpoint: 'https://apig.example', projectId: 'p', instanceId: 'i', auth: { token: 't' } };

interface Operation {
  operationId: string;
  requestBody?: object;
  responses: object;
}
/** The operations of an edition, each with a value for every parameter of its path. */
const operationsIn = ({ paths }: { paths: Record<string, Record<string, Operation>> }) =>
  Object.entries(paths).flatMap(([path, item]) => {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
    const own = names.filter((name) => name !== 'project_id' && name !== 'instance_id');
    const ids = Object.fromEntries(own.map((name) => [name, 'an-id']));
    return Object.values(item).flatMap((each) => (each.operationId ? { ...each, ids } : []));
  });

const base = 'https://apig.example/v2/a%20project/apigw/instances/an%2Finstance';

describe('a call', () => {
  test('sends its body as JSON, with the token, and gives the data', async () => {
    const { apig, requests } = recorded(async () => answer(201, { id: 'c' }));
    const result = await createVpcChannel(apig, { body, headers: { 'X-Trace': '1' } });
    expect(result).toEqual({ ok: true, status: 201, data: { id: 'c' }, requestId: 'request-1' });
    const [request] = requests;
    expect(`${request?.method} ${request?.url}`).toBe(`POST ${base}/vpc-channels`);
    expect(Object.fromEntries(request?.headers ?? [])).toEqual({
      'content-type': 'application/json',
      'x-auth-token': 'a-token',
      'x-trace': '1',
    });
    expect(await request?.json()).toEqual(body);
  });

  test('sends what it was given, whatever its caller changes then', async () => {
    const { apig, requests } = recorded(async () => answer(201, { id: 'c' }));
    const given = { body: { ...body, name: 'VPC_before' }, headers: { 'X-A': '1' } };
    const pending = createVpcChannel(apig, given);
    given.body.name = 'VPC_after';
    given.headers['X-A'] = '2';
    await pending;
    expect(await requests[0]?.json()).toMatchObject({ name: 'VPC_before' });
    expect(requests[0]?.headers.get('X-A')).toBe('1');
  });

  test('takes headers in every form', async () => {
    const { apig, requests } = recorded(async () => answer(200, {}));
    for (const headers of [{ 'X-A': '1' }, new Headers({ 'X-A': '1' }), [['X-A', '1']] as [string, string][]])
      await showInstance(apig, { headers });
    expect(requests.map((request) => [...request.headers])).toEqual(
      Array(3).fill([
        ['x-a', '1'],
        ['x-auth-token', 'a-token'],
      ]),
    );
  });

  test('takes parameters of the path by name, and encodes them', async () => {
    const { apig, requests } = recorded(async () => answer(200, {}));
    await showVpcChannel(apig, { vpc_channel_id: 'a/b' });
    expect(requests[0]?.url).toBe(`${base}/vpc-channels/a%2Fb`);
    expect(requests[0]?.headers.has('content-type')).toBe(false);
  });

  test('takes the query under its name', async () => {
    const { apig, requests } = recorded(async () => answer(200, {}));
    await listThrottleBoundApis(apig, { query: { throttle_id: 't', offset: 20, api_name: 'a&b' } });
    expect(requests[0]?.url).toBe(`${base}/throttle-bindings/binded-apis?throttle_id=t&offset=20&api_name=a%26b`);
  });

  test('needs no input where nothing is required', async () => {
    const { apig, requests } = recorded(async () => answer(200, { id: 'i' }));
    expect(await showInstance(apig)).toMatchObject({ ok: true, data: { id: 'i' } });
    expect(requests[0]?.url).toBe(base);
  });

  test('has no data where the operation answers without a body', async () => {
    const { apig } = recorded(async () => answer(204));
    const result = await deleteVpcChannelMember(apig, { vpc_channel_id: 'c', member_id: 'm' });
    expect(result).toEqual({ ok: true, status: 204, data: undefined, requestId: 'request-1' });
  });
});

describe('a rejection', () => {
  test('has code, message and request id', async () => {
    const { apig } = recorded(async () => rejection(404, 'APIG.3030'));
    expect(await createVpcChannel(apig, { body })).toEqual({
      ok: false,
      status: 404,
      error: { code: 'APIG.3030', message: 'about APIG.3030', requestId: 'request-1' },
      requestId: 'request-1',
    });
  });

  test('may have any status and any code', async () => {
    const { apig } = recorded(async () => rejection(429, 'APIGW.0308'));
    expect(await createVpcChannel(apig, { body })).toMatchObject({
      ok: false,
      status: 429,
      error: { code: 'APIGW.0308' },
    });
  });
});

describe('a fault', () => {
  const page = () => new Response('<html>', { status: 502, headers: { 'X-Request-Id': 'request-2' } });

  test.each([
    ['a page for an error', page],
    ['a page for data', () => new Response('<html>', { headers: { 'X-Request-Id': 'request-2' } })],
    ['nothing for data', () => new Response(null, { headers: { 'X-Request-Id': 'request-2' } })],
    ['an empty body for data', () => answer(204, undefined, { 'X-Request-Id': 'request-2' })],
    ['null for data', () => answer(201, null, { 'X-Request-Id': 'request-2' })],
    ['a number for data', () => answer(201, 1, { 'X-Request-Id': 'request-2' })],
    ['a list for data', () => answer(201, [{ id: 'c' }], { 'X-Request-Id': 'request-2' })],
    ['another success than the documented one', () => answer(200, { id: 'c' }, { 'X-Request-Id': 'request-2' })],
    ['not modified', () => answer(304, undefined, { 'X-Request-Id': 'request-2' })],
    ['an empty code for an error', () => answer(500, { error_code: '' }, { 'X-Request-Id': 'request-2' })],
    ['a list for an error', () => answer(500, [{ error_code: 'APIG.9999' }], { 'X-Request-Id': 'request-2' })],
    ['nothing for an error', () => new Response(null, { status: 500, headers: { 'X-Request-Id': 'request-2' } })],
    ['an error of something else', () => answer(503, { message: 'no' }, { 'X-Request-Id': 'request-2' })],
  ])('invalid-response: %s', async (_, answered) => {
    const { apig } = recorded(async () => answered());
    const result = await createVpcChannel(apig, { body });
    expect(result).toEqual({
      ok: false,
      status: 0,
      fault: 'invalid-response',
      cause: expect.any(Error),
      error: { code: 'invalid-response', message: expect.stringMatching(/^HTTP \d{3} /), requestId: 'request-2' },
      requestId: 'request-2',
    });
  });

  test('invalid-response: a body where none is documented', async () => {
    // A real one has no body with 204, so that an operation that documents 200 without one stands in.
    const { apig } = recorded(async () => answer(200, { id: 'c' }));
    const operation = { method: 'GET', path: channels, status: 200, empty: true } as const;
    expect(await call(apig, operation, {})).toMatchObject({ fault: 'invalid-response' });
    const silent = recorded(async () => new Response(null, { status: 200 }));
    expect(await call(silent.apig, operation, {})).toMatchObject({ ok: true, data: undefined });
  });

  test.each([200, 201, 202, 203, 205, 206, 299])('invalid-response: %i where 204 is documented', async (status) => {
    const { apig } = recorded(async () => new Response(status === 205 ? null : '{}', { status }));
    expect(await deleteThrottle(apig, { throttle_id: 't' })).toMatchObject({ ok: false, fault: 'invalid-response' });
  });

  test.each(editions)('invalid-response: each function of %s knows its own success', async (name) => {
    const document = JSON.parse(readFileSync(new URL(`../../openapi/dist/${name}.json`, import.meta.url), 'utf8'));
    const module = await import(`../generated/${name}.ts`);
    for (const { operationId, requestBody, responses, ids } of operationsIn(document)) {
      const successes = Object.keys(responses).filter((status) => status.startsWith('2'));
      for (const status of [200, 201, 202, 204]) {
        const documented = new Map<string, object>(Object.entries(responses)).get(String(status));
        const isBare = status === 204 || (documented && !('content' in documented || '$ref' in documented));
        const fetch = async () => new Response(isBare ? null : '{}', { status });
        const apig = module.createApigClient({ ...bound, fetch });
        const { ok } = await module[operationId](apig, { ...ids, ...(requestBody && { body: {} }), query: {} });
        expect(ok, `${operationId} ${status}`).toBe(successes.includes(String(status)));
      }
    }
  });

  test('request_id in the body of an error is told where no header has it', async () => {
    const rejected = { error_code: 'APIG.0308', error_msg: 'busy', request_id: 'of-the-body' };
    const bare = { 'X-Request-Id': '' };
    const { apig } = recorded(async () => answer(429, rejected, bare));
    const result = await createVpcChannel(apig, { body });
    expect(result).toMatchObject({ status: 429, requestId: 'of-the-body', error: { requestId: 'of-the-body' } });
    const both = recorded(async () => answer(429, rejected));
    expect(await createVpcChannel(both.apig, { body })).toMatchObject({ requestId: 'request-1' });
    const other = recorded(async () => answer(502, { request_id: 'of-the-body' }, bare));
    expect(await createVpcChannel(other.apig, { body })).toMatchObject({ status: 0, requestId: 'of-the-body' });
    const odd = recorded(async () => answer(429, { ...rejected, request_id: { a: 1 } }, bare));
    expect(await createVpcChannel(odd.apig, { body })).toMatchObject({ status: 429, requestId: undefined });
  });

  test('every failure has an error with code, message and request id', async () => {
    const failing: Record<string, Parameters<typeof recorded>> = {
      network: [() => Promise.reject(new TypeError('fetch failed'))],
      timeout: [silence, { timeout: 5 }],
      'invalid-response': [async () => page()],
      credentials: [async () => answer(201, {}), { auth: { token: () => '' } }],
      redirect: [async () => new Response(null, { status: 302, headers: { Location: 'https://other.example/' } })],
      'too-large': [async () => answer(201, { id: 'c' }), { maxResponseBytes: 3 }],
      'APIG.3030': [async () => rejection(404, 'APIG.3030')],
      'APIG.1': [async () => answer(404, { error_code: 'APIG.1' })],
      'APIG.2': [async () => answer(404, { error_code: 'APIG.2', error_msg: { a: 1 } })],
    };
    for (const [code, given] of Object.entries(failing)) {
      const result = await createVpcChannel(recorded(...given).apig, { body });
      if (result.ok) throw new Error('a failure was expected');
      expect(result.error).toEqual({ code, message: expect.any(String), requestId: result.requestId });
      expect(result.error.message === '').toBe(['APIG.1', 'APIG.2'].includes(code));
      if ('fault' in result) expect(result.fault).toBe(code);
    }
  });

  test('invalid-response: the cause has the status and the body', async () => {
    const { apig } = recorded(async () => page());
    const result = await createVpcChannel(apig, { body });
    if (result.status !== 0) throw new Error('a fault was expected');
    expect(result.cause).toMatchObject({ message: expect.stringContaining('HTTP 502'), cause: '<html>' });
  });

  test('network: what fetch throws is the cause', async () => {
    const cause = new TypeError('fetch failed');
    const { apig } = recorded(() => Promise.reject(cause));
    expect(await createVpcChannel(apig, { body })).toEqual({
      ok: false,
      status: 0,
      fault: 'network',
      cause,
      error: { code: 'network', message: expect.not.stringContaining('fetch failed'), requestId: undefined },
      requestId: undefined,
    });
  });

  test('network: a response that breaks off', async () => {
    const broken = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"id":'));
        controller.error(new TypeError('terminated'));
      },
    });
    const { apig } = recorded(async () => new Response(broken, { status: 201 }));
    expect(await createVpcChannel(apig, { body })).toMatchObject({
      fault: 'network',
      cause: { message: 'terminated' },
    });
  });

  test('network: a token that cannot be had', async () => {
    const asked = recorded(async () => answer(201, {}), { auth: { token: () => Promise.reject(new Error('no IAM')) } });
    expect(await createVpcChannel(asked.apig, { body })).toMatchObject({
      fault: 'network',
      cause: { message: 'no IAM' },
    });
  });

  test('invalid-request: a body that is not valid JSON, a header that Fetch rejects, a timeout that is none', async () => {
    const { apig, requests } = recorded(async () => answer(201, {}));
    const circular: Record<string, unknown> = { ...body };
    circular['self'] = circular;
    expect(await createVpcChannel(apig, { body: circular as typeof body })).toMatchObject({ fault: 'invalid-request' });
    const told = await createVpcChannel(apig, { body, headers: { 'X-Key': 'a\nsecret' } });
    expect(told).toMatchObject({ fault: 'invalid-request', error: { message: expect.not.stringContaining('secret') } });
    for (const timeout of [-1, Number.NaN, '5' as unknown as number]) {
      const message = 'timeout must be a number from 0 on';
      expect(await showInstance(apig, { timeout })).toMatchObject({ fault: 'invalid-request', error: { message } });
    }
    expect(requests).toHaveLength(0);
  });

  test('network: what middleware throws, whatever it is', async () => {
    for (const thrown of [new Error('mine'), 'text', undefined, null]) {
      const { apig } = recorded(async () => answer(201, {}), {
        middleware: [
          {
            onRequest() {
              throw thrown;
            },
          },
        ],
      });
      expect(await createVpcChannel(apig, { body })).toMatchObject({ ok: false, status: 0, fault: 'network' });
    }
  });

  test('timeout: of the client, and of a call', async () => {
    const { apig } = recorded(silence, { timeout: 20 });
    const result = await createVpcChannel(apig, { body });
    expect(result).toMatchObject({ ok: false, status: 0, fault: 'timeout', cause: { name: 'TimeoutError' } });
    const patient = recorded(silence);
    expect(await createVpcChannel(patient.apig, { body, timeout: 20 })).toMatchObject({ fault: 'timeout' });
  });

  test('timeout: while the response is read', async () => {
    const endless = () => new Response(new ReadableStream({ start: (part) => part.enqueue(new Uint8Array([123])) }));
    const { apig } = recorded(async () => endless(), { timeout: 20 });
    expect(await createVpcChannel(apig, { body })).toMatchObject({ fault: 'timeout' });
  });

  test('timeout: fetch is told to stop', async () => {
    let signal: AbortSignal | undefined;
    const { apig } = recorded(
      (request) => {
        signal = request.signal;
        return new Promise(() => {});
      },
      { timeout: 20 },
    );
    await createVpcChannel(apig, { body });
    expect(signal?.aborted).toBe(true);
  });

  test('aborted: before the call, and during it', async () => {
    const { apig, requests } = recorded(silence);
    const reason = new Error('the user left');
    const error = { code: 'aborted', message: 'The call was aborted', requestId: undefined };
    const early = await createVpcChannel(apig, { body, signal: AbortSignal.abort(reason) });
    expect(early).toEqual({ ok: false, status: 0, fault: 'aborted', cause: reason, error, requestId: undefined });
    expect(requests).toHaveLength(0);
    const controller = new AbortController();
    const pending = createVpcChannel(apig, { body, signal: controller.signal, timeout: 60_000 });
    setTimeout(() => controller.abort(reason), 5);
    expect(await pending).toMatchObject({ fault: 'aborted', cause: reason });
  });
});

describe('orThrow', () => {
  test('gives the data', async () => {
    const { apig } = recorded(async () => answer(201, { id: 'c' }));
    expect(orThrow(await createVpcChannel(apig, { body })).id).toBe('c');
  });

  test('throws ApigError', async () => {
    const { apig } = recorded(async () => rejection(404, 'APIG.3030'));
    const result = await createVpcChannel(apig, { body });
    expect(() => orThrow(result)).toThrow(ApigError);
    expect(() => orThrow(result)).toThrow(
      expect.objectContaining({ status: 404, code: 'APIG.3030', message: 'about APIG.3030', requestId: 'request-1' }),
    );
  });

  test('throws ApigFault', async () => {
    const cause = new TypeError('fetch failed');
    const { apig } = recorded(() => Promise.reject(cause));
    const result = await createVpcChannel(apig, { body });
    expect(() => orThrow(result)).toThrow(ApigFault);
    expect(() => orThrow(result)).toThrow(
      expect.objectContaining({ fault: 'network', cause, message: expect.stringMatching(/sent/) }),
    );
  });
});

test.each(list)('every operation of $name has its function', async ({ name }) => {
  const file = new URL(`../../openapi/dist/${name}.json`, import.meta.url);
  const { paths } = JSON.parse(readFileSync(file, 'utf8')) as {
    paths: Record<string, Record<string, { operationId?: string }>>;
  };
  const ids = Object.values(paths).flatMap((item) =>
    Object.values(item).flatMap(({ operationId }) => operationId ?? []),
  );
  const module = (await import(`../generated/${name}.ts`)) as Record<string, unknown>;
  expect(ids).not.toEqual([]);
  for (const id of ids) expect(module[id], id).toBeTypeOf('function');
});
