// The server groups of a channel, which stand in the channel's document. Servers name theirs, so that a new name is theirs too.
import { invalidField } from '../../protocol/errors.ts';
import type { Writer } from '../../store/store.ts';
import type { Call } from '../handler.ts';
import type { Act } from '../resource.ts';
import type { GroupBody } from './body.ts';
import { changedGroup, changedGroups } from './change.ts';
import type { Channel, Group } from './channel.ts';
import { channelOf, groupNotFound } from './found.ts';
import { groupInfo } from './view.ts';

export const groupOperations: Readonly<Record<string, Act<Channel>>> = {
  listVpcChannelMemberGroups: {
    does: 'list',
    items: 'member_groups',
    filters: { dict_code: 'dict_code', member_group_name: { part: 'member_group_name' } },
    rows: (call) => channelOf(call).member_groups.map((group) => groupInfo(group, call)),
    shown: (group) => group,
  },
  createVpcChannelMemberGroups: {
    writes(call) {
      const channel = channelOf(call);
      const { member_groups } = call.body as { member_groups?: GroupBody[] | null };
      const sent = sentGroups(channel, member_groups ?? [], call);
      const byId = new Map(sent.map((group) => [group.member_group_id, group]));
      const known = new Set(channel.member_groups.map(({ member_group_id }) => member_group_id));
      // New groups stand first.
      const groups = [
        ...sent.filter(({ member_group_id }) => !known.has(member_group_id)),
        ...channel.member_groups.map((each) => byId.get(each.member_group_id) ?? each),
      ];
      put(channel, { member_groups: groups }, call);
      const shown = groups.map((group) => groupInfo(group, call));
      return { total: shown.length, size: shown.length, member_groups: shown };
    },
  },
  showVpcChannelMemberGroup: { reads: (call) => groupInfo(groupOf(channelOf(call), call), call) },
  updateVpcChannelMemberGroup: {
    writes(call) {
      const channel = channelOf(call);
      const before = groupOf(channel, call);
      const body = call.body as GroupBody;
      const name = body.member_group_name;
      check(channel, body, call);
      const others = channel.member_groups.filter((each) => each !== before);
      if (others.some(({ member_group_name }) => member_group_name === name)) throw invalidField('member_group_name');
      const after = changedGroup(channel.kind, before, body, call);
      const member_groups = channel.member_groups.map((each) => (each === before ? after : each));
      put(channel, { member_groups, members: renamed(channel, before, name) }, call);
      return groupInfo(after, call);
    },
  },
  deleteVpcChannelMemberGroup: {
    writes(call) {
      const channel = channelOf(call);
      const group = groupOf(channel, call);
      const member_groups = channel.member_groups.filter((each) => each !== group);
      put(channel, { member_groups, members: renamed(channel, group, '') }, call);
      return undefined;
    },
  },
};

/** @throws ApigError 404 where the channel has no such group */
function groupOf({ member_groups }: Channel, { params }: Call): Group {
  const id = params['member_group_id'] ?? '';
  const group = member_groups.find(({ member_group_id }) => member_group_id === id);
  if (!group) throw groupNotFound(id);
  return group;
}

function put(channel: Channel, change: Partial<Channel>, { documents }: Call<Writer>): void {
  documents.put('vpc-channel', channel.id, { ...channel, ...change });
}

/** The servers of the channel, those of the group under its new name. */
function renamed({ members }: Channel, { member_group_name: before }: Group, name: string): Channel['members'] {
  return members.map((each) => (each.member_group_name === before ? { ...each, member_group_name: name } : each));
}

function sentGroups(channel: Channel, bodies: GroupBody[], call: Call): Group[] {
  for (const body of bodies) check(channel, body, call);
  return changedGroups(channel, bodies, call);
}

/**
 * The body does not say what kind of channel its group is for: what the body of a channel rejects is rejected here.
 *
 * @throws ApigError 400 where a group has what only those of channels of another kind have
 */
function check({ kind, microservice_info }: Channel, body: GroupBody, { revision, rules }: Call): void {
  const { microservice_version, microservice_port, microservice_labels, reference_vpc_channel_id: reference } = body;
  if (kind !== 'microservice') {
    if (microservice_version) throw invalidField('microservice_version');
    if (microservice_port) throw invalidField('microservice_port');
    if (microservice_labels?.length) throw invalidField('microservice_labels');
  }
  if (kind !== 'reference' && reference) throw invalidField('reference_vpc_channel_id');
  // The weights of these come from Nacos; one that is sent back is ignored there, too.
  const weighed = rules === 'observed' ? Boolean(body.member_group_weight) : body.member_group_weight !== undefined;
  const isNew = !('member_group_id' in body);
  if (weighed && isNew && microservice_info?.service_type === 'NACOS' && revision >= '2024-11') {
    throw invalidField('member_group_weight');
  }
}
