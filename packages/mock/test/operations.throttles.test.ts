// Request throttling policies: the APIs that they are bound to, page by page, and what goes with a policy.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../src/index.ts';
import { type Caller, changing, variants } from './calling.ts';
import { type Body, instance, project } from './support.ts';

const throttle = '3437448ad06f4e0c91a224183116e965';
const orders = '0f2c8d6b4a1e4b3f9c7d5e6f70819203';

describe.each(variants)('$edition, $rules: throttling policies', (variant) => {
  let call: Caller;
  let store: Store;
  beforeEach(async () => {
    ({ call, store } = await changing(variant));
  });

  const list = async (query: string, id = orders) =>
    (await call('GET', `/throttle-bindings/binded-apis?throttle_id=${id}${query}`)).body;
  const names = ({ apis }: Body) => apis.map(({ name, run_env_name }: Body) => `${name} ${run_env_name}`);
  const all = ['Api_orders RELEASE', 'Api_order_create RELEASE', 'Api_order_create TEST'];

  it.each([
    ['', all],
    ['&env_id=DEFAULT_ENVIRONMENT_RELEASE_ID', all.slice(0, 2)],
    ['&group_id=1f4e2d3c5b6a49788796a5b4c3d2e1f0', all],
    ['&group_id=c77f5e81d9cb4424bf704ef2b0ac7600', []],
    ['&api_id=2b6c1d0e9f8a47b6953c84d7e5f6a103', all.slice(1)],
    ['&api_name=Api_orders', all.slice(0, 1)],
    ['&api_name=Api_order', []],
    ['&api_name=', all],
    ['&api_name=Api_order_create&env_id=DEFAULT_ENVIRONMENT_RELEASE_ID', all.slice(1, 2)],
  ])('list their APIs%s', async (query, expected) => {
    const page = await list(query);
    expect(names(page)).toEqual(expected);
    expect([page.total, page.size]).toEqual([expected.length, expected.length]);
  });

  it.each([
    ['', 0, 20],
    ['&limit=7', 0, 7],
    ['&limit=0', 0, 20],
    ['&limit=-3', 0, 20],
    ['&limit=501', 0, 500],
    ['&offset=-1', 0, 20],
    ['&offset=3&limit=2', 3, 2],
    ['&offset=590&limit=20', 590, 13],
    ['&offset=603', 0, 0],
    ['&offset=9223372036854775807&limit=500', 0, 0],
  ])('list a page%s', async (query, first, size) => {
    await store.write({ project, instance }, (documents) => {
      for (let index = 3; index < 603; index += 1) {
        const publish_id = '40e7162dc6b94bbbbb1a60d2a24b1b0d';
        const binding = { id: `${index}`, throttle_id: orders, publish_id, apply_time: '2020-08-03T12:25:52Z' };
        documents.put('throttle-binding', binding.id, binding);
      }
    });
    const page = await list(query);
    expect([page.total, page.size, page.apis.length]).toEqual([603, size, size]);
    if (first > 0) expect(page.apis[0].throttle_apply_id).toBe(`${first}`);
  });

  it('take their bindings with them', async () => {
    expect((await call('DELETE', `/throttles/${orders}`)).status).toBe(204);
    const gone = {
      status: 404,
      body: { error_code: 'APIG.3005', error_msg: `Request throttling policy ${orders} does not exist` },
    };
    expect(await call('GET', `/throttle-bindings/binded-apis?throttle_id=${orders}`)).toEqual(gone);
    expect(await call('DELETE', `/throttles/${orders}`)).toEqual(gone);
    const kept = (kind: string) => store.read({ project, instance }, (documents) => documents.list(kind));
    expect(await kept('throttle-binding')).toMatchObject([{ throttle_id: throttle }]);
    expect((await list('', throttle)).total).toBe(1);
    expect(await kept('api')).toHaveLength(3);
  });
});
