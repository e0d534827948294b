// What a client sends and how it answers, against a fetch that records.
import { expect, test } from 'vitest';
import { createApigClient } from '../generated/2024-11.en.ts';

const channels = '/v2/{project_id}/apigw/instances/{instance_id}/vpc-channels';

/** A client whose requests are kept, and all answered alike. */
function recorded(answer: () => Response) {
  const requests: Request[] = [];
  const apig = createApigClient({
    endpoint: 'https://apig.example/',
    projectId: 'a project',
    instanceId: 'an/instance',
    token: 'secret',
    fetch: (request) => {
      requests.push(request);
      return Promise.resolve(answer());
    },
  });
  return { apig, requests };
}

const body = { name: 'VPC_demo', port: 80, balance_strategy: 1, member_type: 'ip' } as const;

test('project, instance and token are bound, and IDs are encoded', async () => {
  const { apig, requests } = recorded(() => Response.json({ id: 'c' }, { status: 201 }));
  const { data, error, response } = await apig.POST(channels, { body });
  expect(data?.id).toBe('c');
  expect(error).toBeUndefined();
  expect(response.status).toBe(201);
  const [request] = requests;
  expect(request?.method).toBe('POST');
  expect(request?.url).toBe('https://apig.example/v2/a%20project/apigw/instances/an%2Finstance/vpc-channels');
  expect(request?.headers.get('X-Auth-Token')).toBe('secret');
  expect(request?.headers.get('Content-Type')).toBe('application/json');
  expect(await request?.json()).toEqual(body);
});

test('a call may name another instance, and other parameters and headers go through', async () => {
  const { apig, requests } = recorded(() => Response.json({}));
  await apig.GET('/v2/{project_id}/apigw/instances/{instance_id}/throttle-bindings/binded-apis', {
    params: { path: { instance_id: 'other' }, query: { throttle_id: 't', offset: 20 } },
    headers: { 'X-Trace': '1' },
  });
  expect(requests[0]?.url).toBe(
    'https://apig.example/v2/a%20project/apigw/instances/other/throttle-bindings/binded-apis?throttle_id=t&offset=20',
  );
  expect(requests[0]?.headers.get('X-Trace')).toBe('1');
});

test('every way to call is bound', async () => {
  const { apig, requests } = recorded(() => new Response(null, { status: 204 }));
  const throttle = '/v2/{project_id}/apigw/instances/{instance_id}/throttles/{throttle_id}';
  const params = { path: { throttle_id: 't' } };
  await apig.DELETE(throttle, { params });
  await apig.request('delete', throttle, { params });
  await apig.GET('/v2/{project_id}/apigw/instances/{instance_id}');
  expect(requests.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
    'DELETE /v2/a%20project/apigw/instances/an%2Finstance/throttles/t',
    'DELETE /v2/a%20project/apigw/instances/an%2Finstance/throttles/t',
    'GET /v2/a%20project/apigw/instances/an%2Finstance',
  ]);
});

test('an error answer is told apart from data', async () => {
  const refusal = {
    error_code: 'APIG.2001',
    error_msg: 'The request parameters must be specified, parameter name:name',
  };
  const { apig } = recorded(() => Response.json(refusal, { status: 400 }));
  const { data, error } = await apig.POST(channels, { body });
  expect(data).toBeUndefined();
  expect(error?.error_code).toBe('APIG.2001');
});

test('middleware sees bound parameters', async () => {
  const { apig } = recorded(() => Response.json({}));
  const seen: unknown[] = [];
  apig.use({ onRequest: ({ params }) => void seen.push(params.path) });
  await apig.GET('/v2/{project_id}/apigw/instances/{instance_id}');
  expect(seen).toEqual([{ project_id: 'a project', instance_id: 'an/instance' }]);
});
