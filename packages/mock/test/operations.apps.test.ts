// Apps and their codes: from creation to deletion, as a client meets them.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../src/index.ts';
import { type Caller, changing, variants } from './calling.ts';
import { type Body, instance, project } from './support.ts';

const demo = '356de8eb7a8742168586e5daf5339965';
const other = '9ed8b7fe84224de681e7d7a5587e76dc';
const code = 'b3d34f746d0847fb95138670e10207ed';

describe.each(variants)('$edition, $rules, $room', (variant) => {
  let call: Caller;
  let store: Store;
  beforeEach(async () => {
    ({ call, store } = await changing(variant));
  });

  const shownSecret = (secret: string) =>
    variant.rules === 'observed' ? secret : `${secret.slice(0, 3)}************${secret.slice(-3)}`;
  const create = async (body: object): Promise<Body> => {
    const { status, body: app } = await call('POST', '/apps', body);
    expect(status).toBe(201);
    return app;
  };
  const names = async (query: string) => {
    const { body } = await call('GET', `/apps${query}`);
    expect(body.size).toBe(body.apps.length);
    return [body.total, body.apps.map(({ name }: Body) => name)];
  };

  describe('apps', () => {
    it('get a key and a secret where none is sent', async () => {
      const app = await create({ name: 'mobile_shop' });
      expect(app).toMatchObject({
        name: 'mobile_shop',
        remark: '',
        creator: 'USER',
        app_type: 'apig',
        status: 1,
        app_key: expect.stringMatching(/^[0-9a-f]{32}$/),
        register_time: app.update_time,
      });
      expect(app.app_key).not.toBe(app.id);
      expect((await call('GET', `/apps/${app.id}`)).body).toEqual(app);
    });

    it('keep a key and a secret that are sent', async () => {
      const app = await create({ name: 'mobile_shop', app_key: 'mobile-2026', app_secret: 'Mobile_shop!2026' });
      expect(app).toMatchObject({ app_key: 'mobile-2026', app_secret: shownSecret('Mobile_shop!2026') });
    });

    it('are checked without their credentials', async () => {
      const { body } = await call('GET', `/apps/validation/${demo}`);
      expect(body).toEqual({ id: demo, name: 'app_demo', remark: 'Demo app' });
    });

    it('are updated with what was shown, and keep their secret', async () => {
      const app = await create({ name: 'mobile_shop', app_secret: 'Mobile_shop!2026' });
      const { body: shown } = await call('GET', `/apps/${app.id}`);
      const { status, body } = await call('PUT', `/apps/${app.id}`, { ...shown, remark: 'Orders' });
      expect(status).toBe(200);
      expect(body).toEqual({ ...shown, remark: 'Orders', update_time: body.update_time });
    });

    it.each([
      ['', [3, ['app_demo', 'app_code_demo', 'mobile_shop']]],
      ['?name=demo', [2, ['app_demo', 'app_code_demo']]],
      ['?name=app_demo', [1, ['app_demo']]],
      ['?name=demo&precise_search=name', [0, []]],
      ['?name=app_demo&precise_search=name', [1, ['app_demo']]],
      [`?id=${other}`, [1, ['app_code_demo']]],
      ['?app_key=ee8f878c252747028f07eb116c2cd91b', [1, ['app_demo']]],
      ['?app_key=ee8f878c', [0, []]],
      ['?status=1', [3, ['app_demo', 'app_code_demo', 'mobile_shop']]],
      ['?status=2', [0, []]],
      ['?creator=MARKET', [0, []]],
      ['?creator=USER&limit=2', [3, ['app_demo', 'app_code_demo']]],
      ['?offset=2', [3, ['mobile_shop']]],
      ['?offset=3', [3, []]],
    ])('are listed%s', async (query, expected) => {
      await create({ name: 'mobile_shop' });
      expect(await names(query)).toEqual(expected);
    });

    it('are listed with the number of their APIs', async () => {
      const { body } = await call('GET', `/apps?id=${demo}`);
      const { body: shown } = await call('GET', `/apps/${demo}`);
      expect(body.apps).toEqual([{ ...shown, bind_num: 1 }]);
    });

    it('have their secret reset to a generated one, or to one that is sent', async () => {
      const before = (await call('GET', `/apps/${demo}`)).body;
      const { body: generated } = await call('PUT', `/apps/secret/${demo}`, {});
      expect(generated.app_secret).not.toBe(before.app_secret);
      expect(generated).toEqual({
        ...before,
        app_secret: generated.app_secret,
        update_time: generated.update_time,
      });
      const { body: own } = await call('PUT', `/apps/secret/${demo}`, { app_secret: 'Reset_secret#1' });
      expect(own.app_secret).toBe(shownSecret('Reset_secret#1'));
      const masked = await call('PUT', `/apps/secret/${demo}`, { app_secret: '1ff************9a4' });
      expect(masked).toMatchObject({ status: 400, body: { error_code: 'APIG.2011' } });
      expect((await call('GET', `/apps/${demo}`)).body).toEqual(own);
    });

    it('stay bound to their quota while they change', async () => {
      await call('PUT', `/apps/secret/${demo}`, {});
      expect((await call('GET', `/apps/${demo}/bound-quota`)).body.bound_app_num).toBe(1);
    });

    it('are deleted with their codes, and leave name and key to others', async () => {
      const deleted = await call('DELETE', `/apps/${other}`);
      expect(deleted).toEqual({ status: 204, body: undefined });
      for (const path of [`/apps/${other}`, `/apps/validation/${other}`]) {
        const gone = await call('GET', path);
        expect(gone).toMatchObject({ status: 404, body: { error_code: 'APIG.3002' } });
      }
      expect(await store.read({ project, instance }, (documents) => documents.list('app-code'))).toEqual([]);
      await create({ name: 'app_code_demo', app_key: '7d1f0c9e6b3a48529c8e4f6a1b2d3c50' });
    });

    it('no longer count for their quota once they are deleted', async () => {
      await call('DELETE', `/apps/${demo}`);
      const left = await store.read({ project, instance }, (documents) =>
        documents.having('app', 'app_quota_id', 'c900c5612dbe451bb43cbcc49cfaf2f3'),
      );
      expect(left).toEqual([]);
    });
  });

  describe('app codes', () => {
    const own = `Own+code/${'x'.repeat(60)}`;
    const codes = async (app: string, query = '') => (await call('GET', `/apps/${app}/app-codes${query}`)).body;

    it('are sent, or made up', async () => {
      const { status, body: sent } = await call('POST', `/apps/${demo}/app-codes`, { app_code: own });
      expect([status, sent.app_code, sent.app_id]).toEqual([201, own, demo]);
      const { body: made } = await call('PUT', `/apps/${demo}/app-codes`);
      expect(made.app_code).toMatch(/^[0-9a-f]{64}$/);
      expect((await codes(demo)).app_codes).toEqual([sent, made]);
      expect((await call('GET', `/apps/${demo}/app-codes/${made.id}`)).body).toEqual(made);
    });

    it('are listed by page, each app its own', async () => {
      expect(await codes(demo)).toEqual({ total: 0, size: 0, app_codes: [] });
      expect(await codes(other)).toMatchObject({ total: 1, size: 1, app_codes: [{ id: code, app_id: other }] });
      expect(await codes(other, '?offset=1')).toEqual({ total: 1, size: 0, app_codes: [] });
    });

    it('are deleted one by one', async () => {
      const { body: second } = await call('PUT', `/apps/${other}/app-codes`);
      expect((await call('DELETE', `/apps/${other}/app-codes/${code}`)).status).toBe(204);
      expect((await codes(other)).app_codes).toEqual([second]);
      const again = await call('DELETE', `/apps/${other}/app-codes/${code}`);
      expect(again).toMatchObject({ status: 404, body: { error_code: 'APIG.3082' } });
    });

    it('of another app are not found', async () => {
      for (const method of ['GET', 'DELETE']) {
        const { body } = await call(method, `/apps/${demo}/app-codes/${code}`);
        expect(body).toEqual({ error_code: 'APIG.3082', error_msg: `The AppCode does not exist,id:${code}` });
      }
      expect((await codes(other)).total).toBe(1);
    });
  });
});
