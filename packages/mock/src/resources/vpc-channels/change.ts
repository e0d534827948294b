// From a body to a channel: what a create makes, and what an update leaves and replaces.

import { invalidField } from '../../protocol/errors.ts';
import { inSeconds } from '../../protocol/stamp.ts';
import type { ChannelBody, GroupBody, HealthCheckBody, MemberBody } from './body.ts';
import {
  type Channel,
  type ChannelKind,
  type Group,
  type HealthCheck,
  type Member,
  portsOf,
  type Stamp,
} from './channel.ts';
import { firstOfEach } from './first.ts';
import { changedMicroservice } from './microservice.ts';

/** @returns a new channel */
export function createdChannel(body: ChannelBody, stamp: Stamp): Channel {
  const blank = {
    id: stamp.newId(),
    create_time: stamp.now,
    kind: kindOf(body),
    dict_code: '',
    member_groups: [],
    members: [],
  };
  return changed(blank, body, stamp);
}

/**
 * @returns the channel with the body's settings. A list replaces the list, an empty one deletes all; what is left out (a
 * list, the health check, the microservice, the dictionary code) stays; the kind stays whatever the body says.
 * @throws ApigError 400 where servers are sent to a reference channel, under observed rules
 */
export function updatedChannel(channel: Channel, body: ChannelBody, stamp: Stamp): Channel {
  return changed(channel, body, stamp);
}

/** `vpc_channel_type` decides; where it is absent or empty, `type`, whose 3 counts only beside a microservice. */
function kindOf({ vpc_channel_type, type, microservice_info }: ChannelBody): ChannelKind {
  if (vpc_channel_type) return vpc_channel_type;
  return type === 3 && microservice_info?.service_type ? 'microservice' : 'builtin';
}

/** What a body always sets is the only thing that a blank channel lacks. */
type Blank = Omit<Channel, 'name' | 'port' | 'balance_strategy' | 'member_type'> & { port?: number };

function changed(channel: Blank, body: ChannelBody, stamp: Stamp): Channel {
  const { kind, vpc_health_config: check, microservice_info: microservice } = channel;
  // The documented default.
  const { vpc_health_config: newCheck, microservice_info: newMicroservice } = body;
  const member_type = body.member_type || 'ecs';
  if (stamp.rules === 'observed' && kind === 'reference' && body.members?.length) throw invalidField('members');
  const nextCheck = newCheck ? changedCheck(check, newCheck, stamp) : check;
  const nextMicroservice =
    kind === 'microservice' && newMicroservice
      ? changedMicroservice(microservice, newMicroservice, stamp)
      : microservice;
  return {
    ...channel,
    name: body.name,
    port: body.port,
    balance_strategy: body.balance_strategy,
    member_type,
    dict_code: body.dict_code ?? channel.dict_code,
    member_groups: body.member_groups ? changedGroups(channel, body.member_groups, stamp) : channel.member_groups,
    // A reference channel borrows its servers.
    members:
      body.members && kind !== 'reference'
        ? changedMembers(channel, body.members, member_type, stamp)
        : channel.members,
    ...(nextCheck && { vpc_health_config: nextCheck }),
    ...(nextMicroservice && { microservice_info: nextMicroservice }),
  };
}

/** A group that keeps its name keeps its id. Of several with one name the first counts. */
export function changedGroups(
  { kind, member_groups: before }: Pick<Channel, 'kind' | 'member_groups'>,
  bodies: GroupBody[],
  stamp: Stamp,
): Group[] {
  const known = firstOfEach(before, nameOf);
  return Array.from(firstOfEach(bodies, nameOf), ([name, body]) => changedGroup(kind, known.get(name), body, stamp));
}

/** A group with the body's settings, and with id and time of the one before, if any. */
export function changedGroup(kind: ChannelKind, group: Group | undefined, body: GroupBody, stamp: Stamp): Group {
  const { microservice_version = '', microservice_port = 0 } = body;
  const microservice_labels = body.microservice_labels ?? [];
  const microservice = kind === 'microservice';
  return {
    member_group_id: group?.member_group_id ?? stamp.newId(),
    create_time: group?.create_time ?? stamp.now,
    update_time: stamp.now,
    member_group_name: body.member_group_name,
    member_group_remark: body.member_group_remark ?? '',
    ...(body.member_group_weight !== undefined && { member_group_weight: body.member_group_weight }),
    ...(body.dict_code !== undefined && { dict_code: body.dict_code }),
    microservice_version: microservice ? microservice_version : '',
    microservice_port: microservice ? microservice_port : 0,
    ...(microservice && microservice_labels.length > 0 && { microservice_labels }),
    ...(kind === 'reference' && {
      // A revision that does not show it cannot send it back.
      reference_vpc_channel_id: body.reference_vpc_channel_id ?? group?.reference_vpc_channel_id ?? '',
    }),
  };
}

/**
 * A server that keeps its address keeps its id. Of several with one address the first counts. One without a port and one with
 * the port at which that is reached are the same: it is sent back with the port that it was shown with.
 */
export function changedMembers(
  channel: Blank,
  bodies: MemberBody[],
  type: Channel['member_type'],
  stamp: Stamp,
): Member[] {
  const byAddress = type === 'ip';
  const portOf = portsOf(channel);
  // Two servers on one host differ by their port.
  const addressOf = (member: MemberBody | Member) => `${member.host || member.ecs_id} ${portOf(member)}`;
  const known = firstOfEach(channel.members, addressOf);
  const created = inSeconds(stamp.now);
  return Array.from(firstOfEach(bodies, addressOf), ([address, member]): Member => {
    const same = known.get(address);
    const { host = '', ecs_id = '', ecs_name = '' } = member;
    return {
      id: same?.id ?? stamp.newId(),
      create_time: same?.create_time ?? created,
      host,
      ecs_id: byAddress ? host : ecs_id,
      ecs_name: byAddress ? host : ecs_name,
      ...(member.weight !== undefined && { weight: member.weight }),
      is_backup: member.is_backup ?? false,
      member_group_name: member.member_group_name ?? '',
      status: member.status || 1,
      port: member.port ?? 0,
      ...(same?.health_status && { health_status: same.health_status }),
    };
  });
}

function nameOf({ member_group_name }: GroupBody | Group): string {
  return member_group_name;
}

export function changedCheck(before: HealthCheck | undefined, body: HealthCheckBody, stamp: Stamp): HealthCheck {
  // TCP has no use for these, and reads back without them even where they were sent.
  const { path = '', http_code = '' } = body;
  const method = body.method || 'GET';
  const request =
    body.protocol === 'TCP' ? ({ path: '', method: '', http_code: '' } as const) : { path, method, http_code };
  return {
    id: before?.id ?? stamp.newId(),
    create_time: before?.create_time ?? inSeconds(stamp.now),
    protocol: body.protocol,
    ...request,
    port: body.port ?? 0,
    threshold_normal: body.threshold_normal,
    threshold_abnormal: body.threshold_abnormal,
    time_interval: body.time_interval,
    // Five seconds as in every example, or as many as the interval leaves.
    timeout: body.timeout || Math.max(Math.min(5, body.time_interval - 1), 1),
    enable_client_ssl: body.enable_client_ssl ?? false,
    status: body.status || 1,
  };
}
