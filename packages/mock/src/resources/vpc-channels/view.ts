// From a channel to a response, as the documents' examples and observed clients show it.
import { inSeconds } from '../../protocol/stamp.ts';
import type { Channel, Group, HealthCheck, Member, View } from './channel.ts';
import { firstOfEach } from './first.ts';
import { microserviceInfo } from './microservice.ts';

/** The response to a create and an update: without servers and health check. */
export function channelInfo(channel: Channel, view: View): object {
  return {
    name: channel.name,
    id: channel.id,
    balance_strategy: channel.balance_strategy,
    dict_code: channel.dict_code,
    create_time: shown(channel.create_time, view),
    member_type: channel.member_type,
    port: channel.port,
    status: 1,
    member_groups: channel.member_groups.map((group) => groupInfo(group, view)),
    type: channel.kind === 'microservice' ? 3 : 2,
    ...(view.revision >= '2024-11' && { vpc_channel_type: channel.kind }),
    microservice_info: microserviceInfo(channel.microservice_info, view),
  };
}

/** The response to a show. */
export function channelDetails(channel: Channel, view: View): object {
  const { vpc_health_config: check } = channel;
  return {
    ...channelInfo(channel, view),
    members: memberInfos(channel, view),
    ...(check && { vpc_health_config: checkInfo(check, channel) }),
  };
}

/** The servers of a channel, as responses show them. */
export function memberInfos(channel: Channel, { unhealthy }: Pick<View, 'unhealthy'>): { health_status?: string }[] {
  const groups = firstOfEach(channel.member_groups, ({ member_group_name }) => member_group_name);
  return channel.members.map((member) => {
    const { health_status = unhealthy.has(member.host) ? 'unhealthy' : 'healthy' } = member;
    const status = channel.vpc_health_config ? health_status : 'unknown';
    return memberInfo(member, status, groups.get(member.member_group_name), channel);
  });
}

/** The documents' examples have nine fractional digits; live clients see them only in the response to what set the time. */
function shown(time: string, { now, rules }: View): string {
  return rules === 'documented' || time === now ? time : inSeconds(time);
}

/** A server group, as responses show it. */
export function groupInfo(group: Group, view: View): object {
  return {
    ...group,
    create_time: shown(group.create_time, view),
    update_time: shown(group.update_time, view),
    // JSON leaves out what is undefined.
    reference_vpc_channel_id: view.revision >= '2024-11' ? group.reference_vpc_channel_id : undefined,
  };
}

function memberInfo(member: Member, health_status: string, group: Group | undefined, channel: Channel) {
  const weight = group?.member_group_weight ?? member.weight;
  return {
    ...member,
    // Every server of a group takes its weight, where it has one.
    ...(weight !== undefined && { weight }),
    port: member.port || group?.microservice_port || channel.port,
    vpc_channel_id: channel.id,
    member_group_id: group?.member_group_id ?? '',
    health_status,
  };
}

/** A health check, as responses show it. */
export function checkInfo(check: HealthCheck, channel: Channel): object {
  return { ...check, vpc_channel_id: channel.id };
}
