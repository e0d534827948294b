// Mistakes in a channel of 2024-11 that must not compile. Each `@ts-expect-error` is itself an error where none is found.
import { createApigClient, type VpcChannelCreate } from '../generated/2024-11.en.ts';

const needed = { name: 'VPC_demo', port: 80, balance_strategy: 1 } as const;
const check = { threshold_normal: 2, threshold_abnormal: 5, time_interval: 10, timeout: 5 };

export const valid: VpcChannelCreate = {
  ...needed,
  member_type: 'ip',
  vpc_channel_type: 'builtin',
  vpc_health_config: { ...check, protocol: 'HTTP', path: '/', http_code: '200' },
  member_groups: [{ member_group_name: 'default' }],
  members: [{ host: '192.168.0.5', member_group_name: 'default' }],
};

// @ts-expect-error no name
export const noName: VpcChannelCreate = { port: 80, balance_strategy: 1, member_type: 'ip' };

// @ts-expect-error no member_type
export const noMemberType: VpcChannelCreate = { ...needed };

// @ts-expect-error a port is a number
export const portAsText: VpcChannelCreate = { ...needed, member_type: 'ip', port: '80' };

// @ts-expect-error strategies are 1 to 4
export const unknownStrategy: VpcChannelCreate = { ...needed, member_type: 'ip', balance_strategy: 9 };

export const misspeltInMember: VpcChannelCreate = {
  ...needed,
  member_type: 'ip',
  // @ts-expect-error a member has a member_group_name
  members: [{ host: '192.168.0.5', group_name: 'default' }],
};

// @ts-expect-error a channel has members
export const misspelt: VpcChannelCreate = { ...needed, member_type: 'ip', member: [] };

// @ts-expect-error type and vpc_channel_type do not contradict each other
export const bothTypes: VpcChannelCreate = { ...needed, member_type: 'ip', type: 3, vpc_channel_type: 'builtin' };

// @ts-expect-error an ip member has a host
export const noHost: VpcChannelCreate = { ...needed, member_type: 'ip', members: [{ weight: 1 }] };

// @ts-expect-error an ecs member has a name
export const noEcsName: VpcChannelCreate = { ...needed, member_type: 'ecs', members: [{ ecs_id: 'ecs-1' }] };

export const noHttpCode: VpcChannelCreate = {
  ...needed,
  member_type: 'ip',
  // @ts-expect-error an HTTP check has an http_code
  vpc_health_config: { ...check, protocol: 'HTTP', path: '/' },
};

export const noProtocol: VpcChannelCreate = {
  ...needed,
  member_type: 'ip',
  // @ts-expect-error a check has a protocol
  vpc_health_config: { ...check, path: '/' },
};

export const noCseInfo: VpcChannelCreate = {
  ...needed,
  member_type: 'ip',
  type: 3,
  // @ts-expect-error CSE has its cse_info
  microservice_info: { service_type: 'CSE' },
};

export const unknownCenter: VpcChannelCreate = {
  ...needed,
  member_type: 'ip',
  type: 3,
  // @ts-expect-error no such center
  microservice_info: { service_type: 'ZOOKEEPER' },
};

// @ts-expect-error only groups of a reference channel refer
export const referenceInServerChannel: VpcChannelCreate = {
  ...needed,
  member_type: 'ip',
  vpc_channel_type: 'builtin',
  member_groups: [{ member_group_name: 'default', reference_vpc_channel_id: '105c6902457144a4820dff8b1ad63331' }],
};

// @ts-expect-error only groups of a microservice channel have a version
export const versionInServerChannel: VpcChannelCreate = {
  ...needed,
  member_type: 'ip',
  vpc_channel_type: 'builtin',
  member_groups: [{ member_group_name: 'default', microservice_version: 'v1' }],
};

export const nothingSelectsTheWorkload: VpcChannelCreate = {
  ...needed,
  member_type: 'ip',
  type: 3,
  microservice_info: {
    service_type: 'CCE',
    // @ts-expect-error app_name, or label_key and label_value
    cce_info: { cluster_id: 'c', namespace: 'default', workload_type: 'deployment', label_key: 'app' },
  },
};

// The same in a call: project and instance are bound, and all else is checked.
const apig = createApigClient({ endpoint: 'https://localhost', projectId: 'p', instanceId: 'i', auth: { token: 't' } });
const channels = '/v2/{project_id}/apigw/instances/{instance_id}/vpc-channels';

export const calls = [
  () => apig.POST(channels, { body: valid }),
  () => apig.POST(channels, { body: valid, params: { path: { instance_id: 'another' } } }),
  () => apig.GET(`${channels}/{vpc_channel_id}`, { params: { path: { vpc_channel_id: 'c' } } }),
  // @ts-expect-error no body
  () => apig.POST(channels, {}),
  // @ts-expect-error no ID of the channel
  () => apig.GET(`${channels}/{vpc_channel_id}`, { params: { path: {} } }),
  // @ts-expect-error an ip member has a host
  () => apig.POST(channels, { body: { ...needed, member_type: 'ip', members: [{ weight: 1 }] } }),
  // @ts-expect-error misspelt
  () => apig.POST(channels, { body: { ...needed, member_type: 'ip', member: [] } }),
  // @ts-expect-error misspelt in a member
  () => apig.POST(channels, { body: { ...needed, member_type: 'ip', members: [{ host: 'h', group_name: 'g' }] } }),
];
