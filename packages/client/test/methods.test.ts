// openapi-fetch's methods on the client: what they send and how they answer, compared with openapi-fetch itself.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import createClient, { type Client, createQuerySerializer, type Middleware } from 'openapi-fetch';
import { describe, expect, onTestFinished, test } from 'vitest';
import { querySerializerOf } from '../src/query.ts';
import { retry } from '../src/retry.ts';
import { ApigFault, createApigClient, type paths, showInstance } from './generated/newest.ts';
import { answer, body, channels, type Fetch, recorded, rejection } from './support.ts';

const instance = '/v2/{project_id}/apigw/instances/{instance_id}';

test('a body that is not what parseAs names is an invalid response', async () => {
  const { apig } = recorded(async () => answer(200, { id: 'i' }));
  const pending = apig.GET(instance, { parseAs: 'formData' as 'json' });
  await expect(pending).rejects.toMatchObject({ name: 'ApigFault', fault: 'invalid-response', requestId: 'request-1' });
});

describe('project and instance', () => {
  test('are bound, with the token, and encoded', async () => {
    const { apig, requests } = recorded(async () => answer(201, { id: 'c' }));
    const { data, error, response } = await apig.POST(channels, { body });
    expect(data?.id).toBe('c');
    expect(error).toBeUndefined();
    expect(response.status).toBe(201);
    expect(requests[0]?.url).toBe('https://apig.example/v2/a%20project/apigw/instances/an%2Finstance/vpc-channels');
    expect(requests[0]?.headers.get('X-Auth-Token')).toBe('a-token');
    expect(await requests[0]?.json()).toEqual(body);
  });

  test('a call may name another instance, and other parameters and headers go through', async () => {
    const { apig, requests } = recorded(async () => answer(200, {}));
    await apig.GET(`${instance}/throttle-bindings/binded-apis`, {
      params: { path: { instance_id: 'other' }, query: { throttle_id: 't', offset: 20 } },
      headers: { 'X-Trace': '1' },
    });
    expect(requests[0]?.url).toBe(
      'https://apig.example/v2/a%20project/apigw/instances/other/throttle-bindings/binded-apis?throttle_id=t&offset=20',
    );
    expect(requests[0]?.headers.get('X-Trace')).toBe('1');
  });

  test('every way to call is bound', async () => {
    const { apig, requests } = recorded(async () => answer(204));
    const throttle = `${instance}/throttles/{throttle_id}` as const;
    const params = { path: { throttle_id: 't' } };
    await apig.DELETE(throttle, { params });
    await apig.request('delete', throttle, { params });
    await apig.GET(instance);
    expect(requests.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
      'DELETE /v2/a%20project/apigw/instances/an%2Finstance/throttles/t',
      'DELETE /v2/a%20project/apigw/instances/an%2Finstance/throttles/t',
      'GET /v2/a%20project/apigw/instances/an%2Finstance',
    ]);
  });

  test('middleware sees them', async () => {
    const { apig } = recorded(async () => answer(200, {}));
    const seen: unknown[] = [];
    apig.use({ onRequest: ({ params }) => void seen.push(params.path) });
    await apig.GET(instance);
    expect(seen).toEqual([{ project_id: 'a project', instance_id: 'an/instance' }]);
  });
});

test('where there is no response, they throw ApigFault', async () => {
  const { apig } = recorded(() => Promise.reject(new TypeError('fetch failed')));
  await expect(apig.GET(instance)).rejects.toThrow(ApigFault);
});

/** A call with one of the two clients, and all that can be seen of it. */
type Scenario = (client: Client<paths, 'application/json'>, log: string[]) => Promise<unknown>;

async function seen(scenario: Scenario, fetch: Fetch, ours: boolean): Promise<unknown> {
  const log: string[] = [];
  const requests: Request[] = [];
  const recording: Fetch = (request) => {
    requests.push(request.clone());
    return fetch(request);
  };
  const ids = { project_id: 'a project', instance_id: 'an/instance' };
  const client = ours
    ? recorded(recording).apig
    : createClient<paths, 'application/json'>({
        baseUrl: 'https://apig.example/',
        fetch: recording,
        headers: { 'X-Auth-Token': 'a-token' },
      });
  if (!ours) client.use({ onRequest: ({ request }) => new Request(filled(request.url, ids), request) });
  const outcome = await scenario(client, log).then(
    (value) => ({ value }),
    (error: Error) => ({ error: error instanceof ApigFault ? (error.cause as Error).message : error.message }),
  );
  const sent = requests.map(async (request) => [
    request.method,
    request.url,
    [...request.headers].sort(),
    await request.clone().text(),
  ]);
  const told = 'value' in outcome && outcome.value ? { ...(outcome.value as object), response: undefined } : outcome;
  return { log, sent: await Promise.all(sent), outcome: told };
}

/** openapi-fetch knows no bound parameters: it leaves their names in the address. */
function filled(url: string, ids: Record<string, string>): string {
  return url.replaceAll(/%7B(\w+)%7D/g, (whole, name: string) => (ids[name] ? encodeURIComponent(ids[name]) : whole));
}

const logging = (name: string, log: string[]): Middleware => ({
  onRequest: ({ schemaPath }) => void log.push(`${name} request ${schemaPath}`),
  onResponse: ({ response }) => void log.push(`${name} response ${response.status}`),
  onError: ({ error }) => void log.push(`${name} error ${error instanceof ApigFault ? 'fault' : 'fault'}`),
});

const ok: Fetch = async () => answer(200, { id: 'c' });
const scenarios: Record<string, [Fetch, Scenario]> = {
  'a body': [ok, (client) => client.POST(channels, { body })],
  'a body of a serializer': [ok, (client) => client.POST(channels, { body, bodySerializer: () => 'text' })],
  'headers, one taken away': [
    ok,
    (client) => client.POST(channels, { body, headers: { 'Content-Type': null, 'X-A': ['1', '2'], 'X-B': undefined } }),
  ],
  'another address': [ok, (client) => client.GET(instance, { baseUrl: 'https://other.example/' })],
  'lists and objects in a query': [
    ok,
    (client) =>
      client.GET(`${instance}/throttle-bindings/binded-apis`, {
        params: { query: { throttle_id: 't', ...({ list: ['a', 'b'], deep: { x: 1 } } as object) } },
      }),
  ],
  'a query written otherwise': [
    ok,
    (client) =>
      client.GET(`${instance}/throttle-bindings/binded-apis`, {
        params: { query: { throttle_id: 't', ...({ list: ['a', 'b'] } as object) } },
        querySerializer: { array: { style: 'pipeDelimited', explode: false } },
      }),
  ],
  'a query of a serializer': [ok, (client) => client.GET(instance, { querySerializer: () => 'mine=1', params: {} })],
  'a response as text': [ok, (client) => client.GET(instance, { parseAs: 'text' })],
  'a response as bytes': [ok, (client) => client.GET(instance, { parseAs: 'arrayBuffer' })],
  'no content, as text': [async () => answer(204), (client) => client.GET(instance, { parseAs: 'text' })],
  'a method in small letters': [ok, (client) => client.request('patch' as 'get', instance)],
  'no content': [async () => answer(204), (client) => client.GET(instance)],
  'an empty response': [async () => new Response(null, { status: 200 }), (client) => client.GET(instance)],
  'a length of 0': [
    async () => new Response(null, { status: 500, headers: { 'Content-Length': '0' } }),
    (client) => client.GET(instance),
  ],
  'an error': [async () => rejection(404, 'APIG.3030'), (client) => client.GET(instance)],
  'an error that is not valid JSON': [
    async () => new Response('<html>', { status: 502 }),
    (client) => client.GET(instance),
  ],
  'data that is not valid JSON': [async () => new Response('<html>'), (client) => client.GET(instance)],
  'a fetch that fails': [() => Promise.reject(new TypeError('failed')), (client) => client.GET(instance)],
  'layers of middleware': [
    ok,
    async (client, log) => {
      client.use(logging('one', log), logging('two', log));
      return client.GET(instance, { middleware: [logging('three', log)] });
    },
  ],
  'middleware that is taken away': [
    ok,
    async (client, log) => {
      const one = logging('one', log);
      client.use(one, logging('two', log));
      client.eject(one, logging('unknown', log));
      return client.GET(instance);
    },
  ],
  'a layer that changes the request and the response': [
    ok,
    async (client, log) => {
      client.use(logging('one', log), {
        onRequest: ({ request }) =>
          new Request(request, { headers: { ...Object.fromEntries(request.headers), 'X-C': '1' } }),
        onResponse: () => Response.json({ id: 'changed' }),
      });
      return client.POST(channels, { body });
    },
  ],
  'a layer that answers itself': [
    ok,
    async (client, log) => {
      client.use(logging('one', log), { onRequest: () => Response.json({ id: 'mine' }) }, logging('two', log));
      return client.GET(instance);
    },
  ],
  'a layer that recovers from an error': [
    () => Promise.reject(new TypeError('failed')),
    async (client, log) => {
      client.use(logging('one', log), { onError: () => Response.json({ id: 'recovered' }) }, logging('two', log));
      return client.GET(instance);
    },
  ],
  'a layer that gives another error': [
    () => Promise.reject(new TypeError('failed')),
    async (client, log) => {
      client.use(logging('one', log), { onError: () => new Error('another') }, logging('two', log));
      return client.GET(instance);
    },
  ],
};

describe('openapi-fetch does the same with', () => {
  test.each(Object.entries(scenarios))('%s', async (_, [fetch, scenario]) => {
    expect(await seen(scenario, fetch, true)).toEqual(await seen(scenario, fetch, false));
  });
});

describe('what openapi-fetch hands to Request and to fetch arrives', () => {
  const extras = {
    next: { revalidate: 60, tags: ['a'] },
    cf: { cacheTtl: 5 },
    priority: 'high' as const,
    own: Symbol('own'),
  };
  const standard = {
    cache: 'no-store',
    credentials: 'include',
    integrity: 'sha256-abc',
    keepalive: true,
    mode: 'same-origin',
    referrer: 'about:client',
    referrerPolicy: 'no-referrer',
  } as const;
  const picked = (request: Request) => {
    const names = [...Object.keys(extras), ...Object.keys(standard), 'method', 'url'];
    return Object.fromEntries(names.map((name) => [name, Reflect.get(request, name)]));
  };
  /** Keeps the requests themselves: a copy has lost what this is about. */
  const keeping =
    (requests: Request[], respond: () => Response): Fetch =>
    async (request) => {
      requests.push(request);
      return respond();
    };
  const retried = { name: 'retry', middleware: [retry({ delay: 0 })] };
  const replaced: Middleware = { onRequest: ({ request }) => new Request(request, { headers: { 'X-A': '1' } }) };

  test.each([
    { name: 'a plain call', middleware: [] },
    retried,
    { name: 'middleware that makes another request', middleware: [replaced] },
    { name: 'all of it', middleware: [replaced, ...retried.middleware, replaced] },
  ])('with $name', async ({ middleware }) => {
    const given = { ...extras, ...standard };
    const theirs: Request[] = [];
    const plain = createClient<paths, 'application/json'>({ baseUrl: 'https://apig.example/' });
    const params = { path: { project_id: 'p', instance_id: 'i' } };
    await plain.GET(instance, { params, ...given, fetch: keeping(theirs, () => answer(200, {})) });
    const ours: Request[] = [];
    // Each attempt, and what follows a rejected token.
    const answers = [rejection(401, 'APIG.1002'), ...(middleware.length > 1 ? [rejection(503, 'APIG.9999')] : [])];
    const fetch = keeping(ours, () => answers.shift() ?? answer(200, {}));
    const { apig } = recorded(fetch, { auth: { token: () => 't' }, timeout: 60_000, middleware, fetch });
    await apig.GET(instance, { params, ...given });
    expect(ours.length).toBeGreaterThan(1);
    for (const request of ours) {
      expect(picked(request)).toEqual(theirs[0] && picked(theirs[0]));
      expect(request.redirect).toBe('manual');
    }
    // Nothing of our own options.
    expect(ours[0]).not.toHaveProperty('timeout');
  });

  test('middleware sees it', async () => {
    const seen: unknown[] = [];
    const { apig } = recorded(ok, { middleware: [{ onRequest: ({ request }) => void seen.push(picked(request)) }] });
    await apig.GET(instance, { ...extras, ...standard });
    expect(seen).toEqual([expect.objectContaining({ ...extras, ...standard })]);
  });

  test('a dispatcher sends the request, each time', async () => {
    const server = createServer((_, response) => void response.writeHead(503).end('{"error_code":"APIG.9999"}'));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    onTestFinished(() => void server.close());
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    // Node's own dispatcher exists once something was fetched.
    await fetch(endpoint);
    const own = Reflect.get(globalThis, Symbol.for('undici.globalDispatcher.1'));
    let count = 0;
    const dispatcher = {
      dispatch: (...all: unknown[]) => {
        count += 1;
        return own.dispatch(...all);
      },
    };
    const ids = { projectId: 'p', instanceId: 'i' };
    const apig = createApigClient({
      endpoint,
      ...ids,
      auth: { token: 't' },
      timeout: 60_000,
      middleware: [retry({ delay: 0 })],
    });
    await apig.GET(instance, { dispatcher });
    expect(count).toBe(3);
    await showInstance(apig, { dispatcher } as object);
    expect(count).toBe(6);
  });
});

describe('openapi-fetch writes the same query', () => {
  const values: Record<string, unknown> = {
    a: 1,
    text: 'a&b=c d/é',
    list: ['x', 'y z', 1, null, undefined],
    empty: [],
    none: undefined,
    nothing: null,
    no: false,
    deep: { one: 1, two: 'b&c', none: null },
    date: new Date(0),
  };
  const styles = (['form', 'spaceDelimited', 'pipeDelimited'] as const).flatMap((style) =>
    [true, false].flatMap((explode) =>
      (['form', 'deepObject'] as const).flatMap((shape) =>
        [true, false].flatMap((allowReserved) => ({
          array: { style, explode },
          object: { style: shape, explode },
          allowReserved,
        })),
      ),
    ),
  );
  test.each([{}, { array: { style: 'form' as const, explode: false } }, ...styles])('as %j', (options) => {
    const [theirs, ours] = [createQuerySerializer(options), querySerializerOf(options)];
    expect(ours(values)).toBe(theirs(values));
    for (const [name, value] of Object.entries(values)) expect(ours({ [name]: value })).toBe(theirs({ [name]: value }));
    expect(ours({})).toBe(theirs({}));
  });

  test('and rejects what is nested', () => {
    for (const nested of [{ a: [{}] }, { a: { b: {} } }]) {
      expect(() => createQuerySerializer()(nested)).toThrow();
      expect(() => querySerializerOf({})(nested)).toThrow('querySerializer');
    }
  });
});

test('forms are sent as forms, and no length is kept for them', async () => {
  const { apig, requests } = recorded(ok);
  const form = new FormData();
  form.set('a', '1');
  await apig.POST(channels, { body: form as never, bodySerializer: (given) => given });
  expect(requests[0]?.headers.get('Content-Type')).toMatch(/^multipart\/form-data; boundary=/);
});
