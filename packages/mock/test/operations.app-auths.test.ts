// What apps may call, and from where: authorizations for APIs, access control, and what goes with an app, an API or an environment.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../src/index.ts';
import { type Caller, changing, lives } from './calling.ts';
import { type Body, instance, project } from './support.ts';

const app = '356de8eb7a8742168586e5daf5339965';
const other = '9ed8b7fe84224de681e7d7a5587e76dc';
const http = '5f918d104dc84480a75166ba99efff21';
const orders = '2b6c1d0e9f8a47b6953c84d7e5f6a102';
/** Published nowhere. */
const mock = '3a955b791bd24b1c9cd94c745f8d1aad';
const release = 'DEFAULT_ENVIRONMENT_RELEASE_ID';
const dev = '7a1ad0c350844ee69479b47df9a881cb';
const [made, skipped] = [{ status: 'SUCCESS' }, { status: 'SKIPPED' }];

describe.each(lives)('$edition, $rules, $room', (variant) => {
  let call: Caller;
  let store: Store;
  beforeEach(async () => {
    ({ call, store } = await changing(variant));
  });

  const seen = async (path: string): Promise<Body> => (await call('GET', path)).body;
  const authorize = (app_ids: string[], api_ids: string[], env_id = release) =>
    call('POST', '/app-auths', { env_id, app_ids, api_ids });
  const kept = (kind: string) => store.read({ project, instance }, (documents) => documents.list<Body>(kind));

  describe('authorizations', () => {
    it('are of each app for each API, whatever becomes of the others', async () => {
      const { status, body } = await authorize([other, 'nobody', app, app], [orders, 'nothing', http]);
      expect(status).toBe(201);
      const missing = (what: string, id: string, code: string, names: object) => ({
        ...{ status: 'FAILED', error_code: code, error_msg: `${what} ${id} does not exist`, ...names },
      });
      const [named, both] = [
        { api_name: '', app_name: 'app_code_demo' },
        { api_name: '', app_name: '' },
      ];
      expect(body.auths.map(({ auth_result }: Body) => auth_result)).toEqual([
        ...[made, missing('App', 'nobody', 'APIG.3004', { ...both, api_name: 'Api_orders' }), made],
        ...[missing('API', 'nothing', 'APIG.3002', named), missing('API', 'nothing', 'APIG.3002', both)],
        missing('API', 'nothing', 'APIG.3002', { ...named, app_name: 'app_demo' }),
        ...[skipped, missing('App', 'nobody', 'APIG.3004', { ...both, api_name: 'Api_http' }), skipped],
      ]);
      expect(body.auths[0]).toMatchObject({ app_id: other, api_id: orders, auth_role: 'PROVIDER' });
      expect(body.auths[0].auth_time).toMatch(/\.\d{9}Z$/);
      expect([body.auths[1].id, body.auths[1].auth_time]).toEqual(['', '']);
      expect(body.auths[6]).toMatchObject({ app_id: other, id: '0f7a3c58d2e64b19a4c8e5d17b92f063' });
      // In another environment, it is another one.
      expect((await authorize([app], [http], dev)).body.auths[0].auth_result).toEqual(made);
      expect((await authorize([], ['nothing'])).body.error_code).toBe('APIG.3002');
      expect((await authorize([], [])).body).toEqual({ auths: [] });
    });

    it('are not made by a square of what a body names', async () => {
      const ids = Array.from({ length: 101 }, (_, index) => `id-${index}`);
      expect(await authorize([app, ...ids], [http, ...ids])).toMatchObject({
        ...{ status: 400, body: { error_code: 'APIG.2011' } },
      });
    });

    it('are listed by app and by API, and end', async () => {
      const [auth] = (await authorize([app], [mock], dev)).body.auths;
      expect((await seen(`/apps?id=${app}`)).apps[0].bind_num).toBe(2);
      await authorize([app], [mock]);
      expect((await seen(`/apps?id=${app}`)).apps[0].bind_num).toBe(2);

      const apis = async (query: string) =>
        (await seen(`/app-auths/binded-apis?app_id=${app}${query}`)).auths.map(
          ({ api_name, env_name }: Body) => `${api_name} ${env_name}`,
        );
      expect(await apis('')).toEqual(['Api_http RELEASE', 'Api_sample DEV', 'Api_sample RELEASE']);
      expect(await apis('&api_name=Api_sample')).toEqual(['Api_sample DEV', 'Api_sample RELEASE']);
      expect(await apis(`&api_id=${mock}&env_id=${dev}`)).toEqual(['Api_sample DEV']);
      expect(await apis('&api_name=Api_')).toEqual([]);
      expect(await apis('&group_name=group_001&env_id=none')).toEqual([]);
      expect(await apis('&group_name=group_001')).toHaveLength(3);
      expect(await apis('&group_id=1f4e2d3c5b6a49788796a5b4c3d2e1f0')).toEqual([]);
      const { auths } = await seen(`/app-auths/binded-apis?app_id=${app}`);
      expect(auths[0]).toMatchObject({
        ...{ id: 'dd29b33ae4394e3b924b582c6b40880b', api_id: http, app_name: 'app_demo', app_remark: 'Demo app' },
        ...{ publish_id: '40e7162dc6b94bbbbb1a60d2a24b1b0c', auth_time: '2020-08-04T04:02:22Z', env_id: release },
      });
      expect(auths[1]).not.toHaveProperty('publish_id');
      expect(auths[1].auth_time).toMatch(/:\d\dZ$/);

      const apps = async (query: string) =>
        (await seen(`/app-auths/binded-apps?${query}`)).auths.map(({ app_name }: Body) => app_name);
      expect(await apps(`api_id=${http}`)).toEqual(['app_demo', 'app_code_demo']);
      expect(await apps(`api_id=${http}&app_name=code`)).toEqual(['app_code_demo']);
      expect(await apps(`app_id=${other}`)).toEqual(['app_code_demo']);
      expect(await apps(`env_id=${dev}`)).toEqual(['app_demo']);

      expect((await call('DELETE', `/app-auths/${auth.id}`)).status).toBe(204);
      expect((await call('DELETE', `/app-auths/${auth.id}`)).body.error_code).toBe('APIG.3009');
      expect(await apis('')).toEqual(['Api_http RELEASE', 'Api_sample RELEASE']);
    });

    it('can still be made for other APIs, published or not', async () => {
      const free = async (env: string, query = '') =>
        (await seen(`/app-auths/unbinded-apis?app_id=${app}&env_id=${env}${query}`)).apis as Body[];
      const names = (apis: Body[]) => apis.map(({ name, run_env_name }) => `${name} ${run_env_name}`);
      const all = ['Api_orders RELEASE', 'Api_order_create RELEASE', 'Api_sample '];
      expect(names(await free(release))).toEqual(all);
      expect((await free(release))[2]).toMatchObject({
        publish_id: '',
        run_env_id: '',
        req_uri: '/orders/samples',
      });
      expect(names(await free(dev))[0]).toEqual('Api_http ');
      expect(names(await free(release, '&api_name=Api_sample'))).toEqual(['Api_sample ']);
      expect(names(await free(release, `&api_id=${orders}`))).toEqual(all.slice(0, 1));
      expect(await free(release, '&group_id=none')).toEqual([]);
      await authorize([app], [mock]);
      expect(names(await free(release))).toEqual(all.slice(0, 2));
    });

    it('go with the app, the API and the environment', async () => {
      await authorize([app, other], [mock, orders], dev);
      expect(await kept('app-auth')).toHaveLength(6);
      await call('DELETE', `/apis/${mock}`);
      expect(await kept('app-auth')).toHaveLength(4);
      await call('DELETE', `/envs/${dev}`);
      expect(await kept('app-auth')).toHaveLength(2);
      await call('DELETE', `/apps/${other}`);
      expect(await kept('app-auth')).toMatchObject([{ app_id: app, api_id: http }]);
    });
  });

  it('access control of an app is set, shown, set again, deleted, and goes with the app', async () => {
    const path = `/apps/${other}/app-acl`;
    const unknown = { status: 404, body: { error_code: 'APIG.3004', error_msg: `App ${other} does not exist` } };
    expect(await call('GET', path)).toEqual(unknown);
    const sent = { app_acl_type: 'DENY', app_acl_values: ['203.0.113.7', '10.20.0.0/16'] };
    const acl = { app_id: other, ...sent };
    expect(await call('PUT', path, sent)).toEqual({ status: 201, body: acl });
    expect(await call('GET', path)).toEqual({ status: 200, body: acl });
    const changed = { ...acl, app_acl_type: 'PERMIT' };
    expect((await call('PUT', path, { ...changed, app_id: app })).body).toEqual(changed);
    expect((await seen(`/apps/${app}/app-acl`)).app_acl_values).toHaveLength(3);
    for (const _ of ['once', 'again']) expect((await call('DELETE', path)).status).toBe(204);
    expect(await call('GET', path)).toEqual(unknown);

    const orders = '0f2c8d6b4a1e4b3f9c7d5e6f70819203';
    expect((await seen(`/throttles/${orders}`)).is_inclu_special_throttle).toBe(1);
    await call('DELETE', `/apps/${app}`);
    expect(await kept('app-acl')).toEqual([]);
    // Nor has it a limit of its own any more.
    expect((await seen(`/throttles/${orders}`)).is_inclu_special_throttle).toBe(2);
  });
});
