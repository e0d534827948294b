// The quotas of apps: their life, the apps that are bound to them, and what is left once a quota or an app is gone.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../src/index.ts';
import { type Caller, changing, lives } from './calling.ts';
import { type Body, instance, project } from './support.ts';

const demo = 'c900c5612dbe451bb43cbcc49cfaf2f3';
const bound = '356de8eb7a8742168586e5daf5339965';
const free = '9ed8b7fe84224de681e7d7a5587e76dc';
const never = '0001-01-01T00:00:00Z';

describe.each(lives)('$edition, $rules, $room: quotas', (variant) => {
  let call: Caller;
  let store: Store;
  beforeEach(async () => {
    ({ call, store } = await changing(variant));
  });

  const seen = async (path: string): Promise<Body> => (await call('GET', path)).body;
  const apps = async (id: string, what: string, query = '') =>
    (await seen(`/app-quotas/${id}/${what}-apps${query}`)).apps.map(({ app_id }: Body) => app_id);

  /** What an app keeps of its quota. */
  const keptOf = async (id: string) => {
    const app = await store.read({ project, instance }, (documents) => documents.get<object>('app', id));
    return Object.keys(app ?? {}).filter((field) => field.includes('quota'));
  };

  it('are created, shown, listed, updated with what was read, and deleted', async () => {
    const sent = { name: 'mobile_daily', call_limits: 20000, time_unit: 'DAY', time_interval: 1 };
    const first = { reset_time: '2026-04-01 00:00:00', remark: 'Calls from the mobile shop' };
    const { status, body: created } = await call('POST', '/app-quotas', { ...sent, ...first });
    expect([status, created]).toMatchObject([201, { ...sent, ...first, bound_app_num: 0 }]);
    const path = `/app-quotas/${created.app_quota_id}`;
    const shown = await seen(path);
    const create_time = created.create_time.replace(/\.\d{9}/, '');
    expect(shown).toEqual({ ...created, create_time, reset_time: '2026-04-01 00:00:00 +0000 +0000' });
    expect(await seen('/app-quotas')).toMatchObject({ total: 3, size: 3 });
    expect((await seen('/app-quotas?name=mobile')).quotas).toEqual([shown]);

    const changed = await call('PUT', path, { ...shown, call_limits: 7, bound_app_num: 9, app_quota_id: demo });
    expect(changed).toEqual({ status: 200, body: { ...shown, call_limits: 7 } });
    expect((await call('PUT', path, sent)).body).toEqual({ ...shown, call_limits: 20000 });
    expect((await call('PUT', path, { ...sent, name: 'nightly_batch' })).body.error_code).toBe('APIG.3325');
    expect((await call('DELETE', path)).status).toBe(204);
    expect(await call('GET', path)).toMatchObject({ status: 404, body: { error_code: 'APIG.3093' } });
    expect((await call('POST', '/app-quotas', sent)).status).toBe(201);
  });

  it('are bound to apps, one to each, and unbound', async () => {
    expect([await apps(demo, 'bound'), await apps(demo, 'bindable')]).toEqual([[bound], [free]]);
    const binding = await call('POST', `/app-quotas/${demo}/binding-apps`, { app_ids: [free, bound] });
    const [newest, former] = binding.body.applies;
    expect(binding.status).toBe(201);
    expect(newest).toEqual({ app_quota_id: demo, app_id: free, bound_time: expect.stringMatching(/\.\d{9}Z$/) });
    expect(former).toEqual({ app_quota_id: demo, app_id: bound, bound_time: '2020-09-19T07:43:11Z' });
    expect((await seen(`/app-quotas/${demo}`)).bound_app_num).toBe(2);
    const page = await seen(`/app-quotas/${demo}/bound-apps?app_name=code`);
    const bound_time = newest.bound_time.replace(/\.\d{9}/, '');
    expect(page).toMatchObject({ total: 1, apps: [{ app_id: free, app_quota_name: 'ClientQuota_demo', bound_time }] });
    expect(await apps(demo, 'bindable')).toEqual([]);

    // Another one takes its place.
    const { app_quota_id } = (await seen('/app-quotas?name=batch')).quotas[0];
    await call('POST', `/app-quotas/${app_quota_id}/binding-apps`, { app_ids: [free] });
    expect([await apps(demo, 'bound'), await apps(app_quota_id, 'bound')]).toEqual([[bound], [free]]);
    expect((await seen(`/apps/${free}/bound-quota`)).name).toBe('nightly_batch');
    expect((await call('DELETE', `/app-quotas/${app_quota_id}/bound-apps/${free}`)).status).toBe(204);
    const { apps: rows } = await seen(`/app-quotas/${app_quota_id}/bindable-apps`);
    expect(rows).toMatchObject([{ app_id: free, bound_time: never }]);
    expect(rows[0]).not.toHaveProperty('app_quota_id');
    expect(await keptOf(free)).toEqual([]);
    // All or none.
    await call('POST', `/app-quotas/${demo}/binding-apps`, { app_ids: [free, 'nothing'] });
    expect(await apps(demo, 'bound')).toEqual([bound]);
  });

  it('let their apps go when they are deleted, and are let go by apps', async () => {
    await call('POST', `/app-quotas/${demo}/binding-apps`, { app_ids: [free] });
    await call('DELETE', `/apps/${free}`);
    expect(await apps(demo, 'bound')).toEqual([bound]);
    expect((await call('DELETE', `/app-quotas/${demo}`)).status).toBe(204);
    expect(await call('GET', `/apps/${bound}/bound-quota`)).toMatchObject({ body: { error_code: 'APIG.3093' } });
    expect(await keptOf(bound)).toEqual([]);
  });

  it('do not say since when an app of an earlier version was bound', async () => {
    await store.write({ project, instance }, (documents) => {
      const { app_quota_since: _, ...app } = documents.get<Body>('app', bound);
      documents.put('app', bound, app);
    });
    expect((await seen(`/app-quotas/${demo}/bound-apps`)).apps).toMatchObject([{ app_id: bound, bound_time: '' }]);
  });
});
