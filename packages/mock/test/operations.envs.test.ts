// Environments and the variables of groups in them.
import { beforeEach, describe, expect, it } from 'vitest';
import { seed } from '../src/index.ts';
import { type Caller, calling, changing, lives } from './calling.ts';
import { type Body, instance } from './support.ts';

const release = 'DEFAULT_ENVIRONMENT_RELEASE_ID';
const dev = '7a1ad0c350844ee69479b47df9a881cb';
const group = 'c77f5e81d9cb4424bf704ef2b0ac7600';
const otherGroup = '1f4e2d3c5b6a49788796a5b4c3d2e1f0';

describe.each(lives)('$edition, $rules, $room', (variant) => {
  let call: Caller;
  beforeEach(async () => {
    ({ call } = await changing(variant));
  });

  const environments = async (query = '') => (await call('GET', `/envs?${query}`)).body.envs as Body[];
  const variables = async (query: string) =>
    ((await call('GET', `/env-variables?${query}`)).body.variables as Body[]).map(
      ({ variable_value }) => variable_value,
    );

  it('an environment is created, listed, renamed, sent back and deleted with its variables', async () => {
    const { body: created } = await call('POST', '/envs', { name: 'PREVIEW', remark: 'For reviews' });
    expect(created).toMatchObject({ name: 'PREVIEW', remark: 'For reviews' });
    expect(created.create_time).toMatch(/\.\d{9}Z$/);
    const [listed] = await environments('name=PREV');
    expect(listed).toEqual({ ...created, create_time: created.create_time.replace(/\.\d+/, '') });
    expect((await environments('offset=1&limit=2')).map(({ name }) => name)).toEqual(['DEV', 'TEST']);

    const sentBack = await call('PUT', `/envs/${created.id}`, { ...listed, remark: 'For all' });
    expect(sentBack).toEqual({ status: 200, body: { ...listed, remark: 'For all' } });
    const renamed = await call('PUT', `/envs/${created.id}`, { name: 'REVIEW' });
    expect(renamed.body).toEqual({ ...listed, name: 'REVIEW', remark: '' });

    const variable = { group_id: group, env_id: created.id, variable_name: 'port', variable_value: '80' };
    const { body: made } = await call('POST', '/env-variables', variable);
    expect((await call('DELETE', `/envs/${created.id}`)).status).toBe(204);
    expect(await environments('name=REVIEW')).toEqual([]);
    expect((await call('GET', `/env-variables/${made.id}`)).status).toBe(404);
  });

  it('the environment of the gateway stays as it is, also where nothing is published in it', async () => {
    const { instance: gateway = {}, environment = {} } = seed[instance] ?? {};
    const empty = await calling({ ...variant, seed: { [instance]: { instance: gateway, environment } } });
    expect(await empty('PUT', `/envs/${release}`, { name: 'PRODUCTION' })).toMatchObject({ status: 403 });
    expect((await empty('DELETE', `/envs/${release}`)).body.error_code).toBe('APIG.3418');
  });

  it('a gateway has ten environments', async () => {
    for (let count = (await environments()).length; count < 10; count += 1)
      expect((await call('POST', '/envs', { name: `ENV_${count}` })).status).toBe(201);
    expect((await call('POST', '/envs', { name: 'ENV_10' })).body.error_code).toBe('APIG.3104');
  });

  it('a variable has one value in each group and environment', async () => {
    const sent = { group_id: group, env_id: dev, variable_name: 'Address', variable_value: 'a.example.com' };
    const { status, body: created } = await call('POST', '/env-variables', sent);
    expect([status, created]).toEqual([201, { ...sent, id: created.id }]);
    expect((await call('POST', '/env-variables', sent)).body.error_code).toBe('APIG.3303');
    for (const elsewhere of [{ group_id: otherGroup }, { env_id: release }])
      expect((await call('POST', '/env-variables', { ...sent, ...elsewhere })).status).toBe(201);

    expect(await variables(`group_id=${group}`)).toHaveLength(4);
    expect(await variables(`group_id=${group}&env_id=${dev}`)).toEqual(['orders.dev.internal:8080', 'a.example.com']);
    expect(await variables(`group_id=${group}&env_id=${dev}&variable_name=ddr`)).toHaveLength(2);
    const exact = `group_id=${group}&env_id=${dev}&precise_search=variable_name&variable_name=`;
    expect([await variables(`${exact}ddress`), await variables(`${exact}Address`)]).toEqual([[], ['a.example.com']]);
    expect(await variables('group_id=nothing')).toEqual([]);

    const at = `/env-variables/${created.id}`;
    // What is sent back of it does not move it.
    const moved = { ...created, env_id: release, variable_name: 'other', id: 'other' };
    const updated = await call('PUT', at, { ...moved, variable_value: 'b.example.com' });
    expect(updated).toEqual({ status: 200, body: { ...created, variable_value: 'b.example.com' } });
    expect((await call('GET', at)).body).toEqual(updated.body);
    expect((await call('DELETE', at)).status).toBe(204);
    expect((await call('DELETE', at)).body.error_code).toBe('APIG.3011');
  });

  it('fifty variables are allowed in each group and environment', async () => {
    const mine = await calling({ ...variant, limits: { 'env-variable': 2 } });
    const sent = { group_id: group, env_id: dev, variable_value: '1' };
    const codeOf = async (change: object) =>
      (await mine('POST', '/env-variables', { ...sent, ...change })).body.error_code;
    expect(await codeOf({ variable_name: 'one' })).toBeUndefined();
    expect(await codeOf({ variable_name: 'two' })).toBe('APIG.3106');
    expect(await codeOf({ variable_name: 'two', env_id: release })).toBeUndefined();
    expect(await codeOf({ variable_name: 'two', group_id: otherGroup })).toBeUndefined();
  });
});
