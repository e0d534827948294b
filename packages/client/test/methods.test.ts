// openapi-fetch's methods on the client: what they send and how they answer, held against openapi-fetch itself.
import createClient, { type Client, type Middleware } from 'openapi-fetch';
import { describe, expect, test } from 'vitest';
import { ApigFault, type paths } from '../generated/2024-11.en.ts';
import { answer, body, channels, type Fetch, recorded, refusal } from './support.ts';

const instance = '/v2/{project_id}/apigw/instances/{instance_id}';

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

test('where there is no answer, they throw ApigFault', async () => {
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
  'an answer as text': [ok, (client) => client.GET(instance, { parseAs: 'text' })],
  'an answer as bytes': [ok, (client) => client.GET(instance, { parseAs: 'arrayBuffer' })],
  'no content, as text': [async () => answer(204), (client) => client.GET(instance, { parseAs: 'text' })],
  'a method in small letters': [ok, (client) => client.request('patch' as 'get', instance)],
  'no content': [async () => answer(204), (client) => client.GET(instance)],
  'an empty answer': [async () => new Response(null, { status: 200 }), (client) => client.GET(instance)],
  'a length of 0': [
    async () => new Response(null, { status: 500, headers: { 'Content-Length': '0' } }),
    (client) => client.GET(instance),
  ],
  'an error': [async () => refusal(404, 'APIG.3030'), (client) => client.GET(instance)],
  'an error that is no JSON': [async () => new Response('<html>', { status: 502 }), (client) => client.GET(instance)],
  'data that is no JSON': [async () => new Response('<html>'), (client) => client.GET(instance)],
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
  'a layer that changes the request and the answer': [
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
  'a layer that mends an error': [
    () => Promise.reject(new TypeError('failed')),
    async (client, log) => {
      client.use(logging('one', log), { onError: () => Response.json({ id: 'mended' }) }, logging('two', log));
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
