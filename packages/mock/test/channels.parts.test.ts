// Servers, server groups and the health check of a channel, each by operations of its own.
import { beforeEach, describe, expect, it } from 'vitest';
import { type Caller, calling, variants } from './calling.ts';
import { type Body, bundled, newest } from './support.ts';

const hex = expect.stringMatching(/^[0-9a-f]{32}$/);

describe.each(variants)('$edition, $rules, $room: in a channel', (variant) => {
  const { edition, rules } = variant;
  let call: Caller;
  let path: string;

  const create = async (more: object) => {
    const body = { name: 'VPC_parts', port: 80, balance_strategy: 1, member_type: 'ip', ...more };
    const created = await call('POST', '/vpc-channels', body);
    expect(created.body.error_msg).toBeUndefined();
    return `/vpc-channels/${created.body.id}`;
  };
  const shown = async () => (await call('GET', path)).body;
  const hosts = ({ members }: Body) => members.map(({ host }: Body) => host);
  const names = ({ member_groups }: Body) => member_groups.map((group: Body) => group.member_group_name);
  const rejected = (status: number, error_code: string, parameter: string) => ({
    status,
    body: { error_code, error_msg: expect.stringContaining(parameter) },
  });

  beforeEach(async () => {
    call = await calling(variant);
    path = await create({
      member_groups: [{ member_group_name: 'blue', member_group_weight: 5 }, { member_group_name: 'green' }],
      members: [{ host: 'a', member_group_name: 'blue' }, { host: 'b', member_group_name: 'green' }, { host: 'c' }],
    });
  });

  describe('servers', () => {
    const add = (...members: object[]) => call('POST', `${path}/members`, { members });
    const update = (body: object) => call('PUT', `${path}/members`, body);
    /** As lists show them: no document tells their health there. */
    const inLists = (members: Body[]) =>
      variant.rules === 'observed' ? members : members.map(({ health_status: _, ...member }) => member);
    const list = async (query = '') => (await call('GET', `${path}/members?${query}`)).body;

    it('are added, or replaced where they have the address', async () => {
      const before = await shown();
      const { status, body } = await add(
        { host: 'd', weight: 3, member_group_name: 'green' },
        { host: 'd', weight: 4 },
        { host: 'a', weight: 7, port: 80 },
      );
      expect([status, body.total, body.size, hosts(body)]).toEqual([201, 4, 4, ['d', 'a', 'b', 'c']]);
      expect(body.members[0]).toMatchObject({ id: hex, weight: 3, member_group_name: 'green', ecs_id: 'd', port: 80 });
      const { id, create_time } = before.members[0];
      expect(body.members[1]).toMatchObject({ id, create_time, weight: 7, member_group_name: '', member_group_id: '' });
      expect(body.members.slice(2)).toEqual(inLists(before.members.slice(1)));
      expect(inLists((await shown()).members)).toEqual(body.members);
    });

    it('are one where two bodies name one port in two ways', async () => {
      expect(hosts((await add({ host: 'a', port: 80 }, { host: 'a' })).body)).toEqual(['a', 'b', 'c']);
      expect(hosts((await update({ members: [{ host: 'a', port: 80 }, { host: 'a' }] })).body)).toEqual(['a']);
    });

    it('are replaced all together, or those of a group', async () => {
      const [a, b, c] = (await shown()).members;
      const members = [
        { host: 'a', member_group_name: 'blue', weight: 2 },
        { host: 'b', member_group_name: 'blue' },
        { host: 'e', member_group_name: 'green' },
      ];
      const group = await update({ member_group_name: 'blue', members });
      // The server of another group moves to this one, and the one that is sent for another is not used.
      expect([group.status, hosts(group.body)]).toEqual([200, ['a', 'b', 'c']]);
      expect(group.body.members).toMatchObject([{ id: a.id }, { id: b.id, member_group_name: 'blue' }, { id: c.id }]);
      const all = await update({ members, member_group_name: '' });
      expect(all.body.members).toMatchObject([{ id: a.id }, { id: b.id }, { id: hex, host: 'e' }]);
      expect(hosts((await update({})).body)).toEqual(['a', 'b', 'e']);
      expect(hosts((await update({ member_group_name: 'blue', members: [] })).body)).toEqual(['e']);
      expect((await update({ members: [] })).body).toEqual({ total: 0, size: 0, members: [] });
    });

    it('are sent back as they were returned', async () => {
      const { members } = await shown();
      expect((await update({ members })).body.members).toEqual(inLists(members));
      expect((await add(...members)).body.members).toEqual(inLists(members));
    });

    it('have what the channel names its servers by', async () => {
      expect(await add({ ecs_id: 'ecs-1', ecs_name: 'web' })).toEqual(rejected(400, 'APIG.2001', 'host'));
      expect(await update({ members: [{ ecs_id: 'ecs-1', ecs_name: 'web' }] })).toEqual(
        rejected(400, 'APIG.2001', 'host'),
      );
      path = await create({ name: 'VPC_cloud', member_type: 'ecs' });
      expect(await add({ host: 'a' })).toEqual(rejected(400, 'APIG.2001', 'ecs_id'));
      const { body } = await add({ ecs_id: 'ecs-1', ecs_name: 'web.1' }, { host: '', ecs_id: 'ecs-2', ecs_name: 'db' });
      expect(body.members).toMatchObject([{ ecs_id: 'ecs-1', ecs_name: 'web.1' }, { ecs_name: 'db' }]);
      expect((await list('name=we')).members).toMatchObject([{ ecs_id: 'ecs-1' }]);
      expect(await list('name=we&precise_search=name')).toMatchObject({ total: 0 });
    });

    it('are listed by group, and page by page', async () => {
      const id = (await shown()).member_groups.find(
        (group: Body) => group.member_group_name === 'blue',
      ).member_group_id;
      expect(hosts(await list(`member_group_id=${id}`))).toEqual(['a']);
      expect(hosts(await list('member_group_name=e'))).toEqual(['a', 'b']);
      expect(hosts(await list('member_group_name=e&precise_search=name,member_group_name'))).toEqual([]);
      expect(await list('limit=1&offset=1')).toMatchObject({ total: 3, size: 1, members: [{ host: 'b' }] });
      expect((await list('name=')).members).toEqual(inLists((await shown()).members));
    });

    it('are disabled and enabled, all of them or none', async () => {
      const ids = (await shown()).members.map(({ id }: Body) => id);
      const statuses = async () => (await shown()).members.map(({ status }: Body) => status);
      const batch = (act: string, ...member_ids: string[]) =>
        call('POST', `${path}/members/batch-${act}`, { member_ids });
      expect(await batch('disable', ids[0], ids[2])).toEqual({ status: 204, body: undefined });
      expect(await statuses()).toEqual([2, 1, 2]);
      expect(await batch('enable', ids[0], 'nobody')).toEqual(rejected(404, 'APIG.3024', 'nobody'));
      expect(await statuses()).toEqual([2, 1, 2]);
      expect((await batch('enable', ids[0], ids[0])).status).toBe(204);
      expect(await statuses()).toEqual([1, 1, 2]);
      expect((await call('POST', `${path}/members/batch-enable`, {})).status).toBe(204);
      expect(await statuses()).toEqual([1, 1, 2]);
    });
  });

  describe('server groups', () => {
    const groups = () => `${path}/member-groups`;
    const add = (...member_groups: object[]) => call('POST', groups(), { member_groups });
    const list = async (query = '') => (await call('GET', `${groups()}?${query}`)).body;

    it('are added, or replaced where they have the name', async () => {
      const [blue, green] = (await shown()).member_groups;
      const { status, body } = await add(
        { member_group_name: 'red', dict_code: 'code.red' },
        { member_group_name: 'red', member_group_weight: 1 },
        { member_group_name: 'blue', member_group_remark: 'again' },
      );
      expect([status, body.total, body.size, names(body)]).toEqual([201, 3, 3, ['red', 'blue', 'green']]);
      const { member_group_weight: _, update_time: __, ...rest } = blue;
      expect(body.member_groups[1]).toEqual({ ...rest, member_group_remark: 'again', update_time: expect.any(String) });
      expect(body.member_groups[2]).toEqual(green);
      expect((await list()).member_groups).toEqual((await shown()).member_groups);
      expect(names(await list('dict_code=code.red'))).toEqual(['red']);
      expect(names(await list('member_group_name=re'))).toEqual(['red', 'green']);
      expect(names(await list('member_group_name=red&precise_search=member_group_name'))).toEqual(['red']);
      expect(await list('limit=1')).toMatchObject({ total: 3, size: 1 });
      expect((await call('POST', groups(), {})).body).toMatchObject({ total: 3 });
    });

    it('are shown, renamed with their servers, and deleted without', async () => {
      const [blue] = (await shown()).member_groups;
      const one = `${groups()}/${blue.member_group_id}`;
      expect(await call('GET', one)).toEqual({ status: 200, body: blue });
      const updated = await call('PUT', one, { ...blue, member_group_name: 'azure' });
      expect(updated).toMatchObject({
        status: 200,
        body: { ...blue, member_group_name: 'azure', update_time: expect.any(String) },
      });
      const member_group_id = blue.member_group_id;
      expect((await shown()).members[0]).toMatchObject({ member_group_name: 'azure', member_group_id, weight: 5 });
      expect(await call('PUT', one, { member_group_name: 'green' })).toEqual(
        rejected(400, 'APIG.2011', 'member_group_name'),
      );
      expect(await call('DELETE', one)).toEqual({ status: 204, body: undefined });
      expect((await shown()).members[0]).toMatchObject({ host: 'a', member_group_name: '', member_group_id: '' });
      for (const method of ['GET', 'DELETE'])
        expect(await call(method, one)).toEqual(rejected(404, 'APIG.3023', member_group_id));
    });

    it('have no fields of channels of another kind', async () => {
      const foreign = [
        ['microservice_version', 'v1'],
        ['microservice_port', 80],
        ['microservice_labels', [{ label_name: 'version', label_value: 'v1' }]],
        ...(edition >= '2024-11' ? [['reference_vpc_channel_id', 'another'] as const] : []),
      ] as const;
      const [{ member_group_id: id }] = (await shown()).member_groups;
      for (const [field, value] of foreign) {
        const body = { member_group_name: 'red', [field]: value };
        expect(await add(body)).toEqual(rejected(400, 'APIG.2011', field));
        expect(await call('PUT', `${groups()}/${id}`, body)).toEqual(rejected(400, 'APIG.2011', field));
      }
      const cse_info = { engine_id: 'engine', service_id: 'service' };
      path = await create({ name: 'VPC_micro', type: 3, microservice_info: { service_type: 'CSE', cse_info } });
      const own = { microservice_version: 'v1', microservice_port: 80 };
      expect((await add({ member_group_name: 'red', ...own })).body.member_groups).toMatchObject([own]);
    });

    it.runIf(edition >= '2024-11')('have no weight beside Nacos, unless it is sent back', async () => {
      const { microservice_info } = bundled(newest).components.examples['nacos-channel'].value;
      path = await create({ name: 'VPC_nacos', vpc_channel_type: 'microservice', microservice_info });
      const weighed = { member_group_name: 'red', member_group_weight: 3 };
      expect(await add(weighed)).toEqual(rejected(400, 'APIG.2011', 'member_group_weight'));
      const zero = await add({ ...weighed, member_group_weight: 0 });
      expect(zero.status).toBe(rules === 'observed' ? 201 : 400);
      expect((await add({ ...weighed, member_group_id: 'returned' })).status).toBe(201);
    });
  });

  it.runIf(edition >= '2024-11')('that borrows its servers none are changed', async () => {
    const reference_vpc_channel_id = path.slice('/vpc-channels/'.length);
    path = await create({ name: 'VPC_reference', vpc_channel_type: 'reference' });
    const members = [{ host: 'a' }];
    for (const [method, at, body] of [
      ['POST', 'members', { members }],
      ['PUT', 'members', {}],
      ['POST', 'members/batch-enable', {}],
      ['POST', 'members/batch-disable', {}],
    ] as const)
      expect(await call(method, `${path}/${at}`, body)).toEqual(rejected(403, 'APIG.3471', 'type of VPC channel'));
    const group = { member_group_name: 'borrowed', reference_vpc_channel_id };
    expect((await call('POST', `${path}/member-groups`, { member_groups: [group] })).body.member_groups).toMatchObject([
      group,
    ]);
    // From now on the other channel is in use.
    expect((await call('DELETE', `/vpc-channels/${reference_vpc_channel_id}`)).status).toBe(409);
    const { body } = await call('GET', `${path}/member-groups`);
    await call('DELETE', `${path}/member-groups/${body.member_groups[0].member_group_id}`);
    expect((await call('DELETE', `/vpc-channels/${reference_vpc_channel_id}`)).status).toBe(204);
  });

  it('a health check is added, then replaced under its ID', async () => {
    expect(await shown()).not.toHaveProperty('vpc_health_config');
    const put = (body: object) => call('PUT', `${path}/health-config`, body);
    const bounds = { threshold_normal: 3, threshold_abnormal: 4, time_interval: 20, timeout: 8 };
    const first = await put({ ...bounds, protocol: 'HTTP', path: '/', http_code: '200', method: 'HEAD', port: 81 });
    expect(first).toMatchObject({ status: 200, body: { id: hex, method: 'HEAD', port: 81, status: 1 } });
    const { id, vpc_channel_id, create_time } = first.body;
    expect(path).toBe(`/vpc-channels/${vpc_channel_id}`);
    const second = await put({ ...first.body, protocol: 'TCP', enable_client_ssl: true });
    const unused = { path: '', method: '', http_code: '' };
    expect(second.body).toEqual({ ...first.body, ...unused, protocol: 'TCP', enable_client_ssl: true });
    const third = await put({ ...bounds, protocol: 'TCP' });
    expect(third.body).toMatchObject({ id, create_time, port: 0, enable_client_ssl: false });
    expect((await shown()).vpc_health_config).toEqual(third.body);
  });
});
