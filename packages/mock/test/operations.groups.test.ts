// API groups and their gateway responses.
import { beforeEach, describe, expect, it } from 'vitest';
import { type Caller, changing, lives } from './calling.ts';
import type { Body } from './support.ts';

const shop = '1f4e2d3c5b6a49788796a5b4c3d2e1f0';
const service =
  '{"error_code":"$context.error.code","error_msg":"$context.error.message","request_id":"$context.requestId"}';

/** Without the fractions of its times. */
const read = (body: Body, ...times: string[]) => ({
  ...body,
  ...Object.fromEntries(times.map((time) => [time, body[time].replace(/\.\d+/, '')])),
});

describe.each(lives)('$edition, $rules, $room', (variant) => {
  let call: Caller;
  beforeEach(async () => {
    ({ call } = await changing(variant));
  });

  it('a group is created, found, checked, changed, sent back and deleted', async () => {
    const name = 'orders/api(v2.1)';
    const checked = async () => (await call('POST', '/api-groups/check', { group_name: name })).status;
    expect(await checked()).toBe(204);
    const { status, body: created } = await call('POST', '/api-groups', { name, remark: 'Orders', version: 'V1' });
    expect(status).toBe(201);
    const subdomain = `${created.id}.apic.cn-north-4.huaweicloudapis.com`;
    expect(created).toMatchObject({
      ...{ name, remark: 'Orders', version: 'V1', status: 1, is_default: 2, on_sell_status: 2 },
      ...{ sl_domain: subdomain, sl_domains: [subdomain], sl_domain_access_enabled: true },
    });
    expect(created.register_time).toMatch(/\.\d{9}Z$/);
    expect(await checked()).toBe(400);

    const at = `/api-groups/${created.id}`;
    const shown = (await call('GET', at)).body;
    expect(shown).toEqual(read(created, 'register_time', 'update_time'));
    const found = async (query: string) =>
      ((await call('GET', `/api-groups?${query}`)).body.groups as Body[]).map(({ id }) => id);
    expect(await found(`id=${created.id}`)).toEqual([created.id]);
    expect(await found('name=ders/api')).toEqual([created.id]);
    expect(await found('name=ders/api&precise_search=name')).toEqual([]);
    expect((await call('GET', '/api-groups?offset=1&limit=2')).body).toMatchObject({ total: 5, size: 2 });

    const sentBack = await call('PUT', at, { ...shown, remark: 'Invoices' });
    const { update_time } = sentBack.body;
    expect(sentBack).toEqual({ status: 200, body: { ...shown, remark: 'Invoices', update_time } });
    expect(update_time).not.toBe(created.update_time);
    expect((await call('PUT', at, { name: 'renamed' })).body).toMatchObject({ name: 'renamed', remark: '' });

    const variable = { group_id: created.id, env_id: 'DEFAULT_ENVIRONMENT_RELEASE_ID', variable_name: 'port' };
    const { body: port } = await call('POST', '/env-variables', { ...variable, variable_value: '80' });
    expect((await call('DELETE', at)).status).toBe(204);
    expect((await call('GET', at)).body.error_code).toBe('APIG.3001');
    expect((await call('GET', `${at}/gateway-responses`)).status).toBe(404);
    expect((await call('GET', `/env-variables/${port.id}`)).status).toBe(404);
    expect(await checked()).toBe(204);
  });

  it('lists of APIs show a group by its name of now', async () => {
    await call('PUT', `/api-groups/${shop}`, { name: 'api_group_store' });
    const { apis } = (await call('GET', `/throttle-bindings/binded-apis?throttle_id=0f2c8d6b4a1e4b3f9c7d5e6f70819203`))
      .body;
    expect(new Set(apis.map(({ group_name }: Body) => group_name))).toEqual(new Set(['api_group_store']));
    // It has APIs.
    expect((await call('DELETE', `/api-groups/${shop}`)).body.error_code).toBe('APIG.3415');
  });

  it('a group comes with a default response, which keeps its name and stays', async () => {
    const { id } = (await call('POST', '/api-groups', { name: 'api_group_new' })).body;
    const at = `/api-groups/${id}/gateway-responses`;
    const { responses } = (await call('GET', at)).body;
    expect(responses).toMatchObject([{ name: 'default', default: true }]);
    const ofDefault = `${at}/${responses[0].id}`;
    expect((await call('DELETE', ofDefault)).body.error_code).toBe('APIG.3491');
    expect((await call('PUT', ofDefault, { name: 'other' })).body.error_code).toBe('APIG.3492');
    const set = await call('PUT', ofDefault, { name: 'default', responses: { NOT_FOUND: { body: 'gone' } } });
    expect(set.body.responses.NOT_FOUND).toEqual({ status: 404, body: 'gone', default: false });
    // The response of another group is not one of this.
    expect((await call('GET', `/api-groups/${shop}/gateway-responses/${responses[0].id}`)).body).toEqual({
      error_code: 'APIG.3001',
      error_msg: `API group ${shop} does not exist`,
    });
  });

  it('a gateway response sets some types of error, and marks all others as default', async () => {
    const at = `/api-groups/${shop}/gateway-responses`;
    const THROTTLED = { status: 430, body: 'slow down', headers: [{ key: 'Retry-After', value: '60' }] };
    const { status, body: created } = await call('POST', at, { name: 'mine', responses: { THROTTLED } });
    expect(status).toBe(201);
    expect(created.responses.THROTTLED).toEqual({ ...THROTTLED, default: false });
    expect(created.responses.NOT_FOUND).toEqual({ status: 404, body: service, default: true });
    expect(created.responses.DEFAULT_4XX).toEqual({ body: service, default: true });
    expect((await call('POST', at, { name: 'mine' })).body.error_code).toBe('APIG.3216');
    const another = (await call('POST', at.replace(shop, 'c77f5e81d9cb4424bf704ef2b0ac7600'), { name: 'mine' })).status;
    expect(another).toBe(201);

    const shown = (await call('GET', `${at}/${created.id}`)).body;
    expect(shown).toEqual(read(created, 'create_time', 'update_time'));
    const { responses: _, ...listed } = shown;
    expect((await call('GET', at)).body.responses.at(-1)).toEqual(listed);
    // Sent back as it was, nothing more is set; another type is set beside the first.
    const BACKEND_TIMEOUT = { status: 503, body: 'late', default: true };
    const changed = { ...shown, name: 'ours', responses: { ...shown.responses, BACKEND_TIMEOUT } };
    const updated = (await call('PUT', `${at}/${created.id}`, changed)).body;
    const responses = { ...shown.responses, BACKEND_TIMEOUT: { ...BACKEND_TIMEOUT, default: false } };
    expect(updated).toEqual({ ...shown, name: 'ours', responses, update_time: updated.update_time });
    // What is left out is the service's again, as everything is where only the name is sent.
    const { THROTTLED: __, ...less } = changed.responses;
    const without = (await call('PUT', `${at}/${created.id}`, { ...changed, responses: less })).body.responses;
    expect([without.THROTTLED.default, without.BACKEND_TIMEOUT.default]).toEqual([true, false]);
    const renamed = (await call('PUT', `${at}/${created.id}`, { name: 'ours' })).body.responses;
    expect([renamed.THROTTLED.default, renamed.BACKEND_TIMEOUT.default]).toEqual([true, true]);
    await call('PUT', `${at}/${created.id}`, changed);

    const ofType = `${at}/${created.id}/BACKEND_TIMEOUT`;
    expect((await call('GET', ofType)).body).toEqual({ BACKEND_TIMEOUT: responses.BACKEND_TIMEOUT });
    const own = { BACKEND_TIMEOUT: { status: 504, body: service, default: true } };
    const reset = await call('PUT', ofType, { status: 599 });
    expect(reset.body).toEqual({ BACKEND_TIMEOUT: { status: 599, body: service, default: false } });
    expect((await call('DELETE', ofType)).status).toBe(204);
    expect((await call('GET', ofType)).body).toEqual(own);
    expect((await call('PUT', ofType, { ...reset.body.BACKEND_TIMEOUT, status: 429 })).body).not.toEqual(own);
    expect((await call('PUT', ofType, own.BACKEND_TIMEOUT)).body).toEqual(own);

    expect((await call('DELETE', `${at}/${created.id}`)).status).toBe(204);
    expect((await call('GET', `${at}/${created.id}`)).status).toBe(404);
  });
});
