// The eleven mistakes that people make most, each in an otherwise valid channel. None compiles; mistakes.test.ts sees the
// validator reject the same bodies.
import type { VpcChannelCreate as OfNovember2023 } from '../generated/2023-11.en.ts';
import type { VpcChannelCreate } from '../generated/2024-11.en.ts';

const needed = { name: 'VPC_demo', port: 80, balance_strategy: 1 } as const;
const channel = { ...needed, member_type: 'ip' } as const;
const check = { threshold_normal: 2, threshold_abnormal: 5, time_interval: 10, timeout: 5 };

/** What the mistakes are made in: without one, it compiles and is accepted. */
export const valid: VpcChannelCreate & OfNovember2023 = {
  ...channel,
  members: [{ host: '192.168.0.5' }],
  member_groups: [{ member_group_name: 'default' }],
  vpc_health_config: { ...check, protocol: 'HTTP', path: '/', http_code: '200' },
};

// @ts-expect-error a channel has a name
export const noName: VpcChannelCreate = { port: 80, balance_strategy: 1, member_type: 'ip' };

// @ts-expect-error a port is a number
export const portAsText: VpcChannelCreate = { ...channel, port: '80' };

// @ts-expect-error strategies are 1 to 4
export const unknownValue: VpcChannelCreate = { ...channel, balance_strategy: 9 };

// @ts-expect-error a member has a member_group_name
export const misspelt: VpcChannelCreate = { ...channel, members: [{ host: '192.168.0.5', group_name: 'default' }] };

// @ts-expect-error type and vpc_channel_type do not contradict each other
export const bothTypes: VpcChannelCreate = { ...channel, type: 3, vpc_channel_type: 'builtin' };

// @ts-expect-error an ip member has a host
export const ipWithoutHost: VpcChannelCreate = { ...channel, members: [{ weight: 1 }] };

// @ts-expect-error an ecs member has a name
export const ecsWithoutName: VpcChannelCreate = { ...needed, member_type: 'ecs', members: [{ ecs_id: 'ecs-1' }] };

export const httpWithoutCode: VpcChannelCreate = {
  ...channel,
  // @ts-expect-error an HTTP check has an http_code
  vpc_health_config: { ...check, protocol: 'HTTP', path: '/' },
};

// @ts-expect-error CSE has its cse_info
export const cseWithoutInfo: VpcChannelCreate = { ...channel, type: 3, microservice_info: { service_type: 'CSE' } };

// @ts-expect-error NACOS came in 2024-11
export const nacosIn2023: OfNovember2023 = { ...channel, type: 3, microservice_info: { service_type: 'NACOS' } };

// @ts-expect-error only groups of a reference channel refer
export const referenceInBuiltin: VpcChannelCreate = {
  ...channel,
  vpc_channel_type: 'builtin',
  member_groups: [{ member_group_name: 'default', reference_vpc_channel_id: '105c6902457144a4820dff8b1ad63331' }],
};
