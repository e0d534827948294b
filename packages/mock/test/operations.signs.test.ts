// Signature keys: their life, and the APIs that they are bound to.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../src/index.ts';
import { type Caller, changing, variants } from './calling.ts';
import { type Body, instance, project } from './support.ts';

const shop = '0b0e8f456b8742218af75f945307173c';
const [http, order] = ['40e7162dc6b94bbbbb1a60d2a24b1b0c', '40e7162dc6b94bbbbb1a60d2a24b1b0f'];

describe.each(variants)('$edition, $rules, $room: signature keys', (variant) => {
  let call: Caller;
  let store: Store;
  beforeEach(async () => {
    ({ call, store } = await changing(variant));
  });

  const listed = async (query: string) => (await call('GET', `/signs?${query}`)).body.signs as Body[];

  it('are listed, by name and ID', async () => {
    const { body: created } = await call('POST', '/signs', { name: 'signature_new' });
    expect(await listed('name=signature_n')).toEqual([{ ...created, bind_num: 0, ldapi_bind_num: 0 }]);
    expect(await listed('name=signature_n&precise_search=name')).toEqual([]);
    expect(await listed(`id=${shop}`)).toMatchObject([{ name: 'signature_shop', bind_num: 1 }]);
  });

  it('are sent back with changes; what is left out is generated anew', async () => {
    const [key] = await listed(`id=${shop}`);
    const { bind_num: _, ldapi_bind_num: __, update_time, ...kept } = key ?? {};
    const renamed = await call('PUT', `/signs/${shop}`, { ...key, name: 'signature_renamed' });
    expect(renamed).toMatchObject({ status: 200, body: { ...kept, name: 'signature_renamed' } });
    expect(renamed.body.update_time).not.toBe(update_time);
    // As documented the secret was masked, and is kept all the same.
    const secret = await store.read({ project, instance }, (documents) =>
      documents.get<{ sign_secret: string }>('signature-key', shop),
    );
    expect(secret).toMatchObject({ sign_secret: 'sign-secret-of-the-shop' });

    const { body: renewed } = await call('PUT', `/signs/${shop}`, { name: 'signature_renamed' });
    expect(renewed).toMatchObject({ id: shop, create_time: kept.create_time, sign_type: 'hmac' });
    expect(renewed.sign_key).not.toBe(kept.sign_key);
    expect(renewed.sign_secret).not.toBe(kept.sign_secret);
    const { body: other } = await call('PUT', `/signs/${shop}`, { name: 'signature_renamed', sign_type: 'aes' });
    expect(other).toMatchObject({ sign_type: 'aes', sign_algorithm: 'aes-128-cfb' });
  });

  it('are bound to publications, in the place of another, and go with their bindings', async () => {
    const { body: key } = await call('POST', '/signs', { name: 'signature_new', sign_type: 'basic', sign_key: 'user' });
    const unbound = async (query = '') =>
      (await call('GET', `/sign-bindings/unbinded-apis?sign_id=${key.id}${query}`)).body.apis as Body[];
    expect(await unbound()).toHaveLength(4);
    expect(await unbound('&api_name=Api_http')).toMatchObject([{ signature_name: 'signature_shop' }]);

    const bound = await call('POST', '/sign-bindings', { sign_id: key.id, publish_ids: [http, order] });
    const shown = { sign_id: key.id, sign_name: 'signature_new', sign_type: 'basic', sign_key: 'user' };
    expect(bound).toMatchObject({
      status: 201,
      body: { bindings: [http, order].map((publish_id) => ({ ...shown, publish_id })) },
    });
    expect(bound.body.bindings[0].sign_secret).toBe(key.sign_secret);
    // Bound again, it stays as it is.
    expect((await call('POST', '/sign-bindings', { sign_id: key.id, publish_ids: [http] })).body.bindings).toEqual([
      bound.body.bindings[0],
    ]);
    expect(await unbound()).toHaveLength(2);

    const apis = async (query: string, id = key.id) =>
      (await call('GET', `/sign-bindings/binded-apis?sign_id=${id}${query}`)).body.bindings.map(
        ({ api_name, env_name }: Body) => `${api_name} ${env_name}`,
      );
    expect(await apis('', shop)).toEqual([]);
    expect(await apis('')).toEqual(['Api_http RELEASE', 'Api_order_create TEST']);
    expect(await apis('&group_id=c77f5e81d9cb4424bf704ef2b0ac7600')).toEqual(['Api_http RELEASE']);
    expect(await apis('&env_id=DEFAULT_ENVIRONMENT_RELEASE_ID')).toEqual(['Api_http RELEASE']);
    expect(await apis('&api_name=Api_order_create')).toEqual(['Api_order_create TEST']);

    const ofApi = async (query: string) =>
      (await call('GET', `/sign-bindings/binded-signs?api_id=5f918d104dc84480a75166ba99efff21${query}`)).body.bindings;
    expect(await ofApi('')).toEqual([bound.body.bindings[0]]);
    expect(await ofApi('&sign_name=signature_shop')).toEqual([]);
    expect(await ofApi('&env_id=b7f7a6c1d3f84e0fa5a1c2d3e4f50617')).toEqual([]);

    expect((await call('DELETE', `/sign-bindings/${bound.body.bindings[1].id}`)).status).toBe(204);
    expect(await apis('')).toEqual(['Api_http RELEASE']);
    expect((await call('DELETE', `/signs/${key.id}`)).status).toBe(204);
    expect(await ofApi('')).toEqual([]);
  });
});
