// What one operation changes, the others see; in every edition, under both rules.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../src/index.ts';
import type { App, AppCode, SignatureKey } from '../src/resources/documents.ts';
import { type Caller, changing, variants } from './calling.ts';
import { fresh, instance, project } from './support.ts';

const app = '356de8eb7a8742168586e5daf5339965';
const otherApp = '9ed8b7fe84224de681e7d7a5587e76dc';
const quota = 'c900c5612dbe451bb43cbcc49cfaf2f3';
const throttle = '3437448ad06f4e0c91a224183116e965';
const basicInstance = '6a29d4e9-69a0-412a-aabe-9898ec0903b0';

const hex = (length: number) => expect.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`));

describe.each(variants)('$edition, $rules, $room', (variant) => {
  const { rules } = variant;
  let call: Caller;
  let store: Store;
  beforeEach(async () => {
    ({ call, store } = await changing(variant));
  });

  const change = (kind: string, id: string, document: object) =>
    store.write({ project, instance }, (documents) => documents.put(kind, id, document));
  const kept = <Document extends object>(kind: string) =>
    store.read({ project, instance }, (documents) => documents.list<Document>(kind));

  describe('apps', () => {
    const update = (body: object) => call('PUT', `/apps/${app}`, body);

    it('keep what an update leaves out', async () => {
      const sent = { name: 'app_new', remark: 'new', app_key: 'new-app-key', app_secret: 'new-app-secret' };
      const first = await update(sent);
      expect(first.status).toBe(200);
      const app_secret = rules === 'observed' ? 'new-app-secret' : 'new************ret';
      expect(first.body).toMatchObject({ ...sent, app_secret, register_time: '2020-08-03T13:09:13', status: 1 });
      expect(first.body).not.toHaveProperty('app_quota_id');
      const second = await update({ name: 'app_again' });
      expect(second.body).toEqual({ ...first.body, name: 'app_again', update_time: expect.any(String) });
      expect(second.body.update_time > first.body.update_time).toBe(true);
      // The other app and the quota know nothing of it.
      expect((await kept<App>('app')).map(({ name }) => name)).toEqual(['app_again', 'app_code_demo']);
      expect((await call('GET', `/apps/${app}/bound-quota`)).body.app_quota_id).toBe(quota);
    });

    it('get a code of their own each time', async () => {
      const [one, two] = [await call('PUT', `/apps/${app}/app-codes`), await call('PUT', `/apps/${app}/app-codes`)];
      for (const { status, body } of [one, two]) {
        expect(status).toBe(201);
        expect(body).toEqual({ app_code: hex(64), id: hex(32), app_id: app, create_time: expect.any(String) });
      }
      expect(one.body.app_code).not.toBe(two.body.app_code);
      expect(await kept<AppCode>('app-code')).toEqual(expect.arrayContaining([one.body, two.body]));
    });
  });

  describe('quotas', () => {
    const show = (id = app) => call('GET', `/apps/${id}/bound-quota`);
    const unbind = (id = app) => call('DELETE', `/app-quotas/${quota}/bound-apps/${id}`);
    const none = (id = app) => ({
      status: 404,
      body: { error_code: 'APIG.3093', error_msg: `The App quota of App ${id} does not exist` },
    });

    it('are gone from an app when it is unbound', async () => {
      expect((await unbind()).status).toBe(204);
      expect(await show()).toEqual(none());
      expect(await unbind()).toEqual(none());
      // Both stay.
      expect((await call('PUT', `/apps/${app}`, { name: 'app_demo' })).status).toBeLessThan(300);
      expect(await kept('app-quota')).toHaveLength(2);
    });

    it('count their apps', async () => {
      expect(await show(otherApp)).toEqual(none(otherApp));
      const [, unbound] = await kept<App>('app');
      await change('app', otherApp, { ...unbound, app_quota_id: quota });
      expect((await show()).body).toEqual({ ...(await show(otherApp)).body, bound_app_num: 2 });
      await unbind();
      expect((await show(otherApp)).body.bound_app_num).toBe(1);
    });

    it('are not unbound from an app that has another', async () => {
      const [bound] = await kept<App>('app');
      await change('app', app, { ...bound, app_quota_id: 'another' });
      expect(await unbind()).toEqual(none());
      expect((await kept<App>('app'))[0]?.app_quota_id).toBe('another');
    });
  });

  describe('environments', () => {
    it('are deleted once, and not while APIs are published there', async () => {
      const used = ['DEFAULT_ENVIRONMENT_RELEASE_ID', 'b7f7a6c1d3f84e0fa5a1c2d3e4f50617'];
      for (const id of used) {
        const error_msg = 'The environment contains published APIs';
        const rejected = { status: 403, body: { error_code: 'APIG.3418', error_msg } };
        expect(await call('DELETE', `/envs/${id}`)).toEqual(rejected);
      }
      const free = '7a1ad0c350844ee69479b47df9a881cb';
      expect((await call('DELETE', `/envs/${free}`)).status).toBe(204);
      const error_msg = `Environment ${free} does not exist`;
      const gone = { status: 404, body: { error_code: 'APIG.3003', error_msg } };
      expect(await call('DELETE', `/envs/${free}`)).toEqual(gone);
      expect((await kept<{ id: string }>('environment')).map(({ id }) => id)).not.toContain(free);
    });
  });

  describe('signature keys', () => {
    const create = (body: object, of?: { instance: string }) => call('POST', '/signs', { ...fresh({}), ...body }, of);

    it('have a type, and what is not sent is generated', async () => {
      const { status, body } = await create({});
      expect(status).toBe(201);
      const secret = rules === 'observed' ? hex(32) : expect.stringMatching(/^[0-9a-f]{3}\*{12}[0-9a-f]{3}$/);
      const { create_time } = body;
      const stamps = { id: hex(32), create_time, update_time: create_time };
      expect(body).toEqual({ ...stamps, name: body.name, sign_type: 'hmac', sign_key: hex(32), sign_secret: secret });
      const key = (await kept<SignatureKey>('signature-key')).find(({ id }) => id === body.id);
      expect(key).toEqual({ ...body, sign_secret: hex(32) });
    });

    it.each([['secret-s', 'sec************t-s']])('show the secret %s as %s', async (sign_secret, masked) => {
      const { body } = await create({ sign_type: 'basic', sign_secret });
      expect(body.sign_secret).toBe(rules === 'observed' ? sign_secret : masked);
    });

    it('have an algorithm where they are of type aes', async () => {
      const sign_algorithm = 'aes-256-cfb';
      expect((await create({ sign_type: 'aes', sign_algorithm })).body.sign_algorithm).toBe(sign_algorithm);
      expect((await create({ sign_type: 'aes' })).body.sign_algorithm).toBe('aes-128-cfb');
      expect((await create({ sign_type: 'hmac', sign_algorithm })).body.error_code).toBe('APIG.2011');
      expect((await create({ sign_type: 'hmac', sign_algorithm: '' })).body).not.toHaveProperty('sign_algorithm');
    });

    it('are of type public_key where the instance supports it', async () => {
      const features = async (of?: { instance: string }) =>
        (await call('GET', '', undefined, of)).body.supported_features.includes('public_key');
      expect([await features(), await features({ instance: basicInstance })]).toEqual([true, false]);
      expect((await create({ sign_type: 'public_key' })).body.sign_type).toBe('public_key');
      const error_msg = `sign_type=public_key not supported by instance ${basicInstance}`;
      expect(await create({ sign_type: 'public_key' }, { instance: basicInstance })).toEqual({
        status: 412,
        body: { error_code: 'APIG.3548', error_msg },
      });
      expect((await create({ sign_type: 'aes' }, { instance: basicInstance })).status).toBe(201);
    });
  });

  it.each([
    ['project', { project: 'another' }],
    ['instance', { instance: basicInstance }],
  ])('another %s has another state', async (_name, of) => {
    const changes = [
      ['DELETE', `/app-quotas/${quota}/bound-apps/${app}`],
      ['DELETE', `/throttles/${throttle}`],
      ['DELETE', '/envs/7a1ad0c350844ee69479b47df9a881cb'],
      ['DELETE', '/vpc-channels/56a7d7358e1b42459c9d730d65b14e59/members/be63c6260a1043888187f84af39c9f0e'],
    ] as const;
    // What is done here has not been done there.
    for (const where of [undefined, of]) {
      for (const [method, path] of changes) expect((await call(method, path, undefined, where)).status).toBe(204);
      for (const [method, path] of changes) expect((await call(method, path, undefined, where)).status).toBe(404);
    }
  });
});
