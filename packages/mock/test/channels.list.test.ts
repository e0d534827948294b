// VPC channels: listed by each filter, page by page, and deleted where no other channel refers to them.
import { beforeEach, describe, expect, it } from 'vitest';
import { type Caller, calling, variants } from './calling.ts';
import type { Body } from './support.ts';

const channel = (name: string, more: object) => ({ name, port: 80, balance_strategy: 1, member_type: 'ip', ...more });

describe.each(variants)('$edition, $rules, $room: channels', (variant) => {
  let call: Caller;
  let ids: Record<string, string>;
  let group: string;

  const create = async (body: object): Promise<Body> => {
    const created = await call('POST', '/vpc-channels', body);
    expect(created.status).toBe(201);
    return created.body;
  };
  const list = async (query: string) => (await call('GET', `/vpc-channels?${query}`)).body;

  beforeEach(async () => {
    call = await calling(variant);
    const groups = [
      { member_group_name: 'blue', member_group_weight: 1 },
      { member_group_name: 'blue-canary', member_group_weight: 0 },
    ];
    const members = [{ host: '10.0.0.7', port: 9090, weight: 1, member_group_name: 'blue' }];
    const list_a = await create(channel('list_a', { members: [{ host: '10.0.0.5', weight: 1 }] }));
    const list_ab = await create(channel('list_ab', { member_groups: groups, members, dict_code: 'code.ab' }));
    ids = { list_a: list_a.id, list_ab: list_ab.id };
    group = list_ab.member_groups.find((each: Body) => each.member_group_name === 'blue').member_group_id;
  });

  it.each([
    ['name=list_', ['list_ab', 'list_a']],
    ['name=list_a', ['list_ab', 'list_a']],
    ['name=list_a&precise_search=name', ['list_a']],
    ['name=list_a&precise_search=member_group_name,name', ['list_a']],
    ['name=list_a&precise_search=', ['list_ab', 'list_a']],
    ['name=list_&dict_code=code.ab', ['list_ab']],
    ['name=list_&dict_code=code', []],
    ['name=list_&member_host=10.0.0.5', ['list_a']],
    ['name=list_&member_host=10.0.0', []],
    ['name=list_&member_port=9090', ['list_ab']],
    // A server without a port of its own is reached at the channel's.
    ['name=list_&member_port=80', ['list_a']],
    ['name=list_&member_group_name=canary', ['list_ab']],
    ['name=list_&member_group_name=canary&precise_search=member_group_name', []],
    ['name=list_&member_group_name=blue&precise_search=member_group_name', ['list_ab']],
    ['name=list_a&member_host=10.0.0.7', ['list_ab']],
    ['name=list_&limit=1', ['list_ab']],
    ['name=list_&limit=1&offset=1', ['list_a']],
    ['name=list_&offset=2', []],
  ])('list by %s', async (query, names) => {
    const page = await list(query);
    expect(page.vpc_channels.map(({ name }: Body) => name)).toEqual(names);
    expect(page.size).toBe(names.length);
  });

  it('list by the ID of a channel and of a group', async () => {
    expect((await list(`id=${ids['list_a']}`)).vpc_channels).toMatchObject([{ name: 'list_a' }]);
    expect((await list(`member_group_id=${group}`)).vpc_channels).toMatchObject([{ name: 'list_ab' }]);
  });

  it('say how many match beside the page', async () => {
    expect(await list('name=list_&limit=1')).toMatchObject({ total: 2, size: 1 });
    expect(await list('name=list_&offset=2')).toEqual({ total: 2, size: 0, vpc_channels: [] });
  });

  it.each(['http', '-1', '65536', '1e3'])('reject member_port=%s', async (port) => {
    const { status, body } = await call('GET', `/vpc-channels?member_port=${port}`);
    expect([status, body.error_code, body.error_msg.includes('parameterName:member_port.')]).toEqual([
      ...[400, 'APIG.2012', true],
    ]);
  });

  it('accept every port', async () => {
    for (const port of [0, 65535]) expect(await list(`member_port=${port}`)).toMatchObject({ size: 0 });
  });

  it('are deleted once, with all that they hold', async () => {
    const path = `/vpc-channels/${ids['list_ab']}`;
    expect(await call('DELETE', path)).toMatchObject({ status: 204 });
    expect(await call('DELETE', path)).toMatchObject({ status: 404, body: { error_code: 'APIG.3023' } });
    expect(await call('GET', path)).toMatchObject({ status: 404 });
    expect((await list('name=list_')).total).toBe(1);
    await create(channel('list_ab', {}));
  });

  it.runIf(variant.edition >= '2024-11')('are not deleted while a reference channel refers to them', async () => {
    const reference_vpc_channel_id = ids['list_a'];
    const member_groups = [{ member_group_name: 'borrowed', reference_vpc_channel_id }];
    const reference = await create(channel('reference', { vpc_channel_type: 'reference', member_groups }));

    const rejected = await call('DELETE', `/vpc-channels/${ids['list_a']}`);
    expect(rejected).toMatchObject({ status: 409, body: { error_code: 'APIG.3719' } });
    expect(await call('GET', `/vpc-channels/${ids['list_a']}`)).toMatchObject({ status: 200 });

    expect(await call('DELETE', `/vpc-channels/${reference.id}`)).toMatchObject({ status: 204 });
    expect(await call('DELETE', `/vpc-channels/${ids['list_a']}`)).toMatchObject({ status: 204 });
  });
});
