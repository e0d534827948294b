// Custom authorizers: their life, what a body leaves out, and what keeps them.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../src/index.ts';
import { type Caller, changing, lives } from './calling.ts';
import { type Body, instance, project } from './support.ts';

const checking = '7c41d8e6b0f94a2d9e35a1c60b7f82d4';
const authorizer_uri = 'urn:fss:cn-north-4:9f1c6d2e8a7b4503b6d4e0f1a2c3958b:function:default:check_again:latest';
const sent = { name: 'check_again', type: 'FRONTEND', authorizer_type: 'FUNC', authorizer_uri };
const unset = {
  ...{ network_type: 'V1', authorizer_version: 'latest', authorizer_alias_uri: '', identities: [] },
  ...{ ttl: 0, user_data: '', need_body: false },
};

describe.each(lives)('$edition, $rules, $room: custom authorizers', (variant) => {
  let call: Caller;
  let store: Store;
  beforeEach(async () => {
    ({ call, store } = await changing(variant));
  });

  it('are created, shown, listed, updated with what was read, and deleted', async () => {
    const { status, body: created } = await call('POST', '/authorizers', sent);
    const create_time = expect.stringMatching(/:\d\dZ$/);
    expect([status, created]).toEqual([201, { ...sent, ...unset, id: expect.any(String), create_time }]);
    const path = `/authorizers/${created.id}`;
    expect((await call('GET', path)).body).toEqual(created);
    const names = async (query: string) =>
      (await call('GET', `/authorizers${query}`)).body.authorizer_list.map(({ name }: Body) => name);
    expect(await names('')).toEqual(['check_shop_caller', 'sign_for_warehouse', 'check_again']);
    expect(await names('?type=FRONTEND')).toEqual(['check_shop_caller', 'check_again']);
    expect(await names(`?id=${created.id}`)).toEqual(['check_again']);
    expect(await names('?name=check')).toEqual([]);
    expect(await names('?name=check_again')).toEqual(['check_again']);

    const more = { network_type: 'V2', identities: [{ name: 'shop', location: 'QUERY', validation: null }], ttl: 60 };
    const updated = await call('PUT', path, { ...created, ...more, roma_app_name: 'none' });
    const written = (time: string) => (variant.rules === 'observed' ? time : time.replace('Z', '.000+0000'));
    const time = written(created.create_time);
    expect(updated).toEqual({ status: 200, body: { ...created, ...more, create_time: time } });
    expect((await call('GET', path)).body).toEqual({ ...created, ...more });
    // An update replaces all settings.
    await call('PUT', path, variant.rules === 'observed' ? { ...sent, network_type: '', identities: null } : sent);
    expect((await call('GET', path)).body).toEqual(created);
    expect((await call('PUT', `/authorizers/${checking}`, sent)).body.error_code).toBe('APIG.3211');
    const kept = await call('PUT', `/authorizers/${checking}`, { ...sent, name: 'check_shop_caller' });
    expect(kept.body).toMatchObject({ id: checking, create_time: written('2024-04-09T13:52:08Z') });
    expect((await call('PUT', path, { ...sent, type: 'BACKEND' })).body.error_code).toBe('APIG.2011');
    expect((await call('DELETE', path)).status).toBe(204);
    const error_msg = `authorizer with id: ${created.id} not found`;
    expect(await call('GET', path)).toEqual({ status: 404, body: { error_code: 'APIG.3081', error_msg } });
  });

  it.each([
    ['callers', { authorizer_id: checking }],
    ['a backend', { backend_api: { authorizer_id: checking } }],
    ['a backend of a policy', { policy_https: [{ authorizer_id: '' }, { authorizer_id: checking }] }],
  ])('stay while an API names them for %s', async (_, named) => {
    const id = '5f918d104dc84480a75166ba99efff21';
    const kept = (more: object) =>
      store.write({ project, instance }, (documents) => {
        documents.put('api', id, { ...documents.get<Body>('api', id), ...more });
      });
    await kept(named);
    expect(await call('DELETE', `/authorizers/${checking}`)).toMatchObject({
      ...{ status: 400, body: { error_code: 'APIG.2011' } },
    });
    await kept(Object.fromEntries(Object.keys(named).map((field) => [field, undefined])));
    expect((await call('DELETE', `/authorizers/${checking}`)).status).toBe(204);
  });
});
