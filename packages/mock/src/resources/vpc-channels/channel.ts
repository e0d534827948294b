// A VPC channel as the mock keeps it: what was sent, with ids and times. What a response derives from it (a server's port,
// its group's id, empty strings) is derived when it is shown, so that it is never out of date.
import type { Schemas } from '../../../generated/contract.ts';
import type { Call } from '../handler.ts';
import { firstOfEach } from './first.ts';

/** What a channel is; it never changes. */
export type ChannelKind = 'builtin' | 'microservice' | 'reference';

export interface Channel
  extends Pick<
    Schemas['VpcChannelInfo'],
    'id' | 'create_time' | 'name' | 'port' | 'balance_strategy' | 'member_type' | 'dict_code'
  > {
  kind: ChannelKind;
  member_groups: Group[];
  members: Member[];
  vpc_health_config?: HealthCheck;
  microservice_info?: Microservice;
}

export type Group = Schemas['MemberGroupInfo'];

export type Member = Omit<Schemas['VpcMemberInfo'], 'vpc_channel_id' | 'member_group_id' | 'health_status'> & {
  host: string;
  /** What the health check found; absent: that all is well. */
  health_status?: 'unhealthy';
};

export type HealthCheck = Omit<Schemas['VpcHealthConfigInfo'], 'vpc_channel_id'>;

export interface Microservice {
  id: string;
  create_time: string;
  update_time: string;
  service_type: 'CSE' | 'CCE' | 'CCE_SERVICE' | 'NACOS';
  /** The details of that center. */
  info: object;
}

/** The port at which a server of the channel is reached: its own, its group's, or the channel's. */
export function portsOf({ member_groups, port = 0 }: Pick<Channel, 'member_groups'> & { port?: number }) {
  const groups = firstOfEach(member_groups, ({ member_group_name }) => member_group_name);
  return (member: Pick<Partial<Member>, 'port' | 'member_group_name'>): number =>
    member.port || groups.get(member.member_group_name ?? '')?.microservice_port || port;
}

const services = ['CSE', 'CCE', 'CCE_SERVICE', 'NACOS'];

/** What the mock relies on beside the form of a channel; undefined where all is well. */
export function channelProblem({ member_groups, members, microservice_info }: Channel): string | undefined {
  const member = repeated(members.map(({ id }) => id));
  if (member !== undefined) return `repeats the id of members[${member}]`;
  const group = repeated(member_groups.map(({ member_group_id }) => member_group_id));
  if (group !== undefined) return `repeats the id of member_groups[${group}]`;
  if (microservice_info === undefined) return undefined;
  const { info, service_type } = microservice_info ?? {};
  if (!services.includes(service_type as string)) return `lacks microservice_info.service_type: ${services.join(', ')}`;
  return typeof info !== 'object' || info === null || Array.isArray(info) ? 'lacks microservice_info.info' : undefined;
}

/** The index of the first that was there before. */
function repeated(values: readonly string[]): number | undefined {
  const seen = new Set<string>();
  const index = values.findIndex((value) => seen.size === seen.add(value).size);
  return index < 0 ? undefined : index;
}

/** What a change needs of its call. */
export type Stamp = Pick<Call, 'now' | 'newId' | 'rules'>;

/** What a response needs of its call. */
export type View = Pick<Call, 'scope' | 'revision' | 'rules' | 'now' | 'documents' | 'unhealthy'>;
