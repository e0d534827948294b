// Access control policies: their life, the APIs that they are bound to, and what keeps them.
import { beforeEach, describe, expect, it } from 'vitest';
import { type Caller, calling, lives } from './calling.ts';
import type { Body } from './support.ts';

const offices = '9d5a1f0b3c7e4826b1a0c4f8e2d76395';
const partners = '51c0e7d2a9b84f36bd17c5a8f2e90463';
const [http, orders, test] = ['c', 'd', 'f'].map((last) => `40e7162dc6b94bbbbb1a60d2a24b1b0${last}`);
const release = 'DEFAULT_ENVIRONMENT_RELEASE_ID';

describe.each(lives)('$edition, $rules, $room: access control policies', (variant) => {
  let call: Caller;
  beforeEach(async () => {
    call = await calling(variant);
  });

  const seen = async (path: string): Promise<Body> => (await call('GET', path)).body;
  const names = async (query: string) => (await seen(`/acls${query}`)).acls.map(({ acl_name }: Body) => acl_name);
  const bind = async (acl_id: string, ...publish_ids: (string | undefined)[]) =>
    (await call('POST', '/acl-bindings', { acl_id, publish_ids })).body.acl_bindings as Body[];

  it('are created, shown, listed, updated with what was read, and deleted', async () => {
    const sent = { acl_name: 'acl_scanners', acl_type: 'DENY', acl_value: '203.0.113.0/24', entity_type: 'IP' };
    const { status, body: created } = await call('POST', '/acls', sent);
    expect([status, created]).toEqual([
      201,
      { ...sent, id: expect.any(String), update_time: expect.stringMatching(/\.\d{9}Z$/) },
    ]);
    const path = `/acls/${created.id}`;
    const shown = await seen(path);
    expect(shown).toEqual({ ...created, update_time: created.update_time.replace(/\.\d{9}/, '') });

    expect(await names('')).toEqual(['acl_offices', 'acl_partners', 'acl_scanners']);
    expect(await names('?name=partner')).toEqual(['acl_partners']);
    expect(await names('?name=partner&precise_search=name')).toEqual([]);
    expect(await names('?acl_type=DENY')).toEqual(['acl_partners', 'acl_scanners']);
    expect(await names('?acl_type=DENY&entity_type=IP')).toEqual(['acl_scanners']);
    expect((await seen(`/acls?id=${created.id}`)).acls).toEqual([{ ...shown, bind_num: 0 }]);

    const changed = await call('PUT', path, { ...shown, acl_type: 'PERMIT' });
    expect(changed).toMatchObject({ status: 200, body: { ...sent, id: created.id, acl_type: 'PERMIT' } });
    expect(changed.body.update_time > created.update_time).toBe(true);
    const ofAccounts = { ...sent, entity_type: 'DOMAIN', acl_value: 'partner' };
    expect((await call('PUT', path, ofAccounts)).body.error_code).toBe('APIG.2011');
    expect((await call('DELETE', path)).status).toBe(204);
    expect(await call('GET', path)).toMatchObject({ status: 404, body: { error_code: 'APIG.3006' } });
  });

  it('are bound to publications, in the place of another, and unbound', async () => {
    const [made] = await bind(partners, orders, test);
    const at = { acl_id: partners, api_id: '2b6c1d0e9f8a47b6953c84d7e5f6a102', env_id: release };
    expect(made).toEqual({ ...at, id: expect.any(String), create_time: expect.stringMatching(/\.\d{9}Z$/) });
    expect((await bind(partners, orders))[0].id).toBe(made.id);
    expect((await seen('/acls')).acls.map(({ bind_num }: Body) => bind_num)).toEqual([1, 2]);

    const apis = async (what: string, query: string) =>
      (await seen(`/acl-bindings/${what}-apis?acl_id=${partners}${query}`)).apis as Body[];
    const [row] = await apis('binded', `&env_id=${release}`);
    const bind_time = made.create_time.replace(/\.\d{9}/, '');
    expect(row).toMatchObject({ api_name: 'Api_orders', env_name: 'RELEASE', publish_id: orders, bind_id: made.id });
    expect(row.bind_time).toBe(bind_time);
    const bound = async (query: string) => (await apis('binded', query)).map(({ publish_id }) => publish_id);
    expect(await bound('&group_id=1f4e2d3c5b6a49788796a5b4c3d2e1f0')).toEqual([orders, test]);
    expect(await bound('&group_id=c77f5e81d9cb4424bf704ef2b0ac7600')).toEqual([]);
    expect(await bound('&api_name=Api_order_create')).toEqual([test]);
    const free = await apis('unbinded', '');
    expect(free.map(({ publish_id }) => publish_id.at(-1))).toEqual(['c', 'e']);
    // The policy of the other one lists addresses, not accounts.
    expect(free.some((api) => 'acl_name' in api)).toBe(false);

    const [first] = await bind(partners, http);
    const ofApi = async (query: string) =>
      (await seen(`/acl-bindings/binded-acls?api_id=5f918d104dc84480a75166ba99efff21${query}`)).acls as Body[];
    expect(await ofApi('')).toMatchObject([{ acl_id: partners, acl_type: 'DENY', bind_id: first.id, env_id: release }]);
    expect(await ofApi(`&acl_id=${partners}&acl_name=acl_partners&env_name=RELEASE`)).toHaveLength(1);
    for (const query of [`acl_id=${offices}`, 'acl_name=acl_part', 'env_name=TEST', 'env_id=none']) {
      expect(await ofApi(`&${query}`)).toEqual([]);
    }
    const { body: ended } = await call('PUT', '/acl-bindings?action=delete', { acl_bindings: [first.id, first.id] });
    const error_msg = 'The access control policy binding record does not exist';
    expect(ended).toEqual({ success_count: 1, failure: [{ bind_id: first.id, error_code: 'APIG.3010', error_msg }] });
    expect((await call('DELETE', `/acl-bindings/${made.id}`)).status).toBe(204);
    expect(await bound('')).toEqual([test]);
  });

  it('are named where another one of their kind is bound', async () => {
    const body = { acl_name: 'acl_scanners', acl_type: 'DENY', acl_value: '203.0.113.0/24', entity_type: 'IP' };
    const { id } = (await call('POST', '/acls', body)).body;
    const { apis } = await seen(`/acl-bindings/unbinded-apis?acl_id=${id}`);
    const named = apis.flatMap(({ publish_id, acl_name }: Body) => (acl_name ? [[publish_id, acl_name]] : []));
    expect(named).toEqual([[http, 'acl_offices']]);
  });

  it('are no longer bound where an API is taken offline', async () => {
    const of = { env_id: release, api_id: '5f918d104dc84480a75166ba99efff21' };
    await call('POST', '/apis/action', { action: 'offline', ...of });
    await call('POST', '/apis/action', { action: 'online', ...of });
    expect((await seen(`/acl-bindings/binded-acls?api_id=${of.api_id}`)).acls).toEqual([]);
    expect((await call('DELETE', `/acls/${offices}`)).status).toBe(204);
  });

  it('stay while an API has them, one by one or many', async () => {
    const inUse = { error_code: 'APIG.3447', error_msg: 'The access control policy has been bound to APIs' };
    expect(await call('DELETE', `/acls/${offices}`)).toEqual({ status: 403, body: inUse });
    const { body } = await call('PUT', '/acls?action=delete', { acls: [offices, partners] });
    expect(body).toEqual({
      success_count: 1,
      failure: [{ acl_id: offices, acl_name: 'acl_offices', ...inUse }],
    });
    await call('DELETE', '/acl-bindings/6e2d90c7f3b14a58b1c8e5a7024d9f36');
    expect((await call('DELETE', `/acls/${offices}`)).status).toBe(204);
    expect(await names('')).toEqual([]);
  });
});
