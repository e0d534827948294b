// What a channel is after a create and an update, as the documents and observed clients have it.
import { beforeEach, describe, expect, it } from 'vitest';
import { createMock, type Mock } from '../src/index.ts';
import { type Body, channels, fresh } from './support.ts';

const base = { name: 'VPC_demo', port: 80, balance_strategy: 1, member_type: 'ip' };
const server = { host: '192.168.0.5' };
const check = { threshold_normal: 2, threshold_abnormal: 5, time_interval: 10, timeout: 5 };
const cse = { service_type: 'CSE', cse_info: { engine_id: 'engine', service_id: 'service' } };

let mock: Mock;
beforeEach(() => {
  mock = createMock();
});

async function call(method: string, path: string, body?: unknown): Promise<{ status: number; body: Body }> {
  const response = await mock.fetch(
    new Request(`http://mock${path}`, {
      method,
      headers: { 'X-Auth-Token': 'any', 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
  );
  const text = await response.text();
  return { status: response.status, body: text && JSON.parse(text) };
}

/** Creates a channel and, where given, updates it; gives what is shown then. */
async function shown(create: object, update?: object): Promise<Body> {
  const created = await call('POST', channels, fresh({ ...base, ...create }));
  expect(created.body).not.toHaveProperty('error_msg');
  const path = `${channels}/${created.body.id}`;
  if (update)
    expect((await call('PUT', path, { ...base, name: created.body.name, ...update })).body).not.toHaveProperty(
      'error_msg',
    );
  return (await call('GET', path)).body;
}

describe('kind', () => {
  const microservice = { microservice_info: cse };
  it.each([
    ['builtin', 2, {}],
    ['builtin', 2, { type: 0 }],
    ['builtin', 2, { type: 2 }],
    ['builtin', 2, { type: 3 }],
    ['builtin', 2, { type: 3, microservice_info: {} }],
    ['builtin', 2, { type: 2, vpc_channel_type: '' }],
    ['builtin', 2, { type: 0, vpc_channel_type: 'builtin' }],
    ['builtin', 2, { type: 2, ...microservice }],
    ['microservice', 3, { type: 3, ...microservice }],
    ['microservice', 3, { vpc_channel_type: 'microservice', ...microservice }],
    ['reference', 2, { vpc_channel_type: 'reference' }],
  ])('is %s, type %i, for %j', async (kind, type, create) => {
    const channel = await shown(create);
    expect([channel.vpc_channel_type, channel.type]).toEqual([kind, type]);
    expect(channel.microservice_info.service_type).toBe(kind === 'microservice' ? 'CSE' : '');
  });

  it('never changes on an update', async () => {
    const channel = await shown(
      { type: 2 },
      { type: 3, microservice_info: cse, member_groups: [group({ microservice_port: 9 })] },
    );
    expect([channel.vpc_channel_type, channel.type, channel.microservice_info.service_type]).toEqual([
      'builtin',
      2,
      '',
    ]);
    expect(channel.member_groups[0].microservice_port).toBe(0);
  });
});

describe('servers', () => {
  it.each([
    [80, {}, {}],
    [80, { port: 0 }, {}],
    [81, { port: 81 }, {}],
    [90, {}, { microservice_port: 90 }],
    [80, {}, { microservice_port: 0 }],
    [81, { port: 81 }, { microservice_port: 90 }],
  ])('listen on port %i: member %j, group %j', async (port, member, fields) => {
    const create = { type: 3, microservice_info: cse, member_groups: [group(fields)] };
    const channel = await shown({ ...create, members: [{ ...server, member_group_name: 'default', ...member }] });
    expect(channel.members[0].port).toBe(port);
  });

  it('take the weight of their group, where it has one', async () => {
    const groups = [group({ member_group_weight: 7 }), group({ member_group_name: 'other' })];
    const members = ['default', 'other', 'nobody'].map((name, index) => ({
      host: `192.168.0.${index}`,
      weight: 3,
      member_group_name: name,
    }));
    const channel = await shown({ member_groups: groups, members });
    expect(channel.members.map((member: Body) => member.weight)).toEqual([7, 3, 3]);
    const [{ member_group_id: first }, { member_group_id: second }] = channel.member_groups;
    expect(channel.members.map((member: Body) => member.member_group_id)).toEqual([first, second, '']);
    expect(channel.members[2].member_group_name).toBe('nobody');
  });

  it('that are cloud servers read back as sent', async () => {
    const channel = await shown({ member_type: 'ecs', members: [{ ecs_id: 'one', ecs_name: 'web' }] });
    expect(channel.members[0]).toMatchObject({ host: '', ecs_id: 'one', ecs_name: 'web', health_status: 'unknown' });
  });

  it('with an IPv6 address read back with it as ID and name', async () => {
    const channel = await shown({ members: [{ host: '2001:db8::1' }] });
    expect(channel.members[0]).toMatchObject({ host: '2001:db8::1', ecs_id: '2001:db8::1', ecs_name: '2001:db8::1' });
  });

  it('count once for each address, groups once for each name', async () => {
    const channel = await shown({
      member_groups: [group({ member_group_remark: 'first' }), group({ member_group_remark: 'second' })],
      members: [{ ...server, status: 2 }, { ...server }, { ...server, port: 81 }],
    });
    expect(channel.member_groups.map((one: Body) => one.member_group_remark)).toEqual(['first']);
    expect(channel.members.map((one: Body) => [one.status, one.port])).toEqual([
      [2, 80],
      [1, 81],
    ]);
  });

  it('are not used by a reference channel', async () => {
    const create = { vpc_channel_type: 'reference', members: [server] };
    const channel = await shown({ ...create, member_groups: [group({ reference_vpc_channel_id: 'other' })] }, create);
    expect(channel.members).toEqual([]);
    expect(channel.member_groups[0].reference_vpc_channel_id).toBe('other');
  });
});

describe('health check', () => {
  it('by TCP reads back without what only HTTP uses', async () => {
    const { vpc_health_config: config } = await shown({
      vpc_health_config: { ...check, protocol: 'TCP', path: '/', http_code: '200' },
    });
    expect(config).toMatchObject({
      protocol: 'TCP',
      path: '',
      method: '',
      http_code: '',
      port: 0,
      enable_client_ssl: false,
      status: 1,
    });
  });

  it('keeps the spelling of its protocol, and asks with GET by default', async () => {
    const { vpc_health_config: config } = await shown({
      vpc_health_config: { ...check, protocol: 'https', path: '/' },
    });
    expect(config).toMatchObject({ protocol: 'https', path: '/', method: 'GET', http_code: '' });
  });
});

describe('update', () => {
  const full = {
    dict_code: 'dict',
    member_groups: [group({})],
    members: [server],
    vpc_health_config: { ...check, protocol: 'TCP' },
  };

  it('keeps what is left out', async () => {
    const channel = await shown(full, { name: 'VPC_other' });
    expect(channel.name).toBe('VPC_other');
    expect(channel.dict_code).toBe('dict');
    expect(channel.member_groups).toHaveLength(1);
    expect(channel.members).toHaveLength(1);
    expect(channel.vpc_health_config.protocol).toBe('TCP');
  });

  it('deletes with an empty list', async () => {
    const channel = await shown(full, { member_groups: [], members: [] });
    expect([channel.member_groups, channel.members]).toEqual([[], []]);
  });

  it('replaces a list, and keeps the ids of what stays', async () => {
    const { body: created } = await call('POST', channels, fresh({ ...base, ...full }));
    const path = `${channels}/${created.id}`;
    const { body: before } = await call('GET', path);
    await call('PUT', path, {
      ...base,
      members: [{ host: '192.168.0.6' }, { ...server, status: 2 }],
      member_groups: [group({ member_group_weight: 5 })],
    });
    const { body: after } = await call('GET', path);
    expect(after.members.map((member: Body) => [member.host, member.status])).toEqual([
      ['192.168.0.6', 1],
      ['192.168.0.5', 2],
    ]);
    expect(after.members[1].id).toBe(before.members[0].id);
    expect(after.member_groups[0].member_group_id).toBe(before.member_groups[0].member_group_id);
    expect(after.member_groups[0].member_group_weight).toBe(5);
  });
});

describe('microservice', () => {
  it('of Nacos gets the documented defaults', async () => {
    const nacos = {
      service_name: 'order-service',
      server_config: [
        { ip_address: '192.168.0.20', port: 8848 },
        { ip_address: '192.168.0.21', port: 65000 },
      ],
      user_info: { user_name: 'nacos', password: 'secret' },
    };
    const create = {
      vpc_channel_type: 'microservice',
      microservice_info: { service_type: 'NACOS', nacos_info: nacos },
    };
    const { microservice_info: info } = await shown(create);
    expect(info.nacos_info).toMatchObject({ namespace: '', cluster_name: 'DEFAULT', group_name: 'DEFAULT_GROUP' });
    expect(info.nacos_info.server_config.map((one: Body) => one.grpc_port)).toEqual([9848, undefined]);
  });

  it('uses the details of its own center only, and changes to another', async () => {
    const cce = { cluster_id: 'cluster', namespace: 'default', workload_type: 'deployment', app_name: 'app' };
    const create = { type: 3, microservice_info: { ...cse, cce_info: cce } };
    const { microservice_info: first } = await shown(create);
    expect(first.cce_info.cluster_id).toBe('');
    expect(first.cse_info).toMatchObject({ engine_id: 'engine', engine_name: '' });
    const { microservice_info: second } = await shown(create, {
      type: 3,
      microservice_info: { service_type: 'CCE', cce_info: cce },
    });
    expect(second).toMatchObject({
      service_type: 'CCE',
      cse_info: { engine_id: '' },
      cce_info: { ...cce, cluster_name: '' },
    });
  });
});

describe('isolation', () => {
  it('keeps the channels of each project apart', async () => {
    const { body } = await call('POST', channels, fresh(base));
    const other = channels.replace(/v2\/[^/]+/, 'v2/another');
    expect((await call('GET', `${other}/${body.id}`)).status).toBe(404);
    expect((await call('GET', `${channels}/${body.id}`)).status).toBe(200);
  });
});

function group(fields: object): object {
  return { member_group_name: 'default', ...fields };
}
