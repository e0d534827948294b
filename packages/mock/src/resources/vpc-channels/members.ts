// The servers of a channel: added, replaced, enabled, disabled and removed where they stand, in the channel's document.
import { missingField, rejection } from '../../protocol/errors.ts';
import type { Writer } from '../../store/store.ts';
import type { Call, Handler } from '../handler.ts';
import type { Act } from '../resource.ts';
import type { MemberBody } from './body.ts';
import { changedMembers } from './change.ts';
import type { Channel, Member } from './channel.ts';
import { channelOf, memberNotFound } from './found.ts';
import { memberInfos } from './view.ts';

const wrongKind = rejection('APIG.3471');

interface MembersBody {
  members?: MemberBody[] | null;
  member_group_name?: string;
}

export const memberOperations: Readonly<Record<string, Act<Channel>>> = {
  listVpcChannelMembers: {
    does: 'list',
    items: 'members',
    filters: {
      name: { part: 'ecs_name' },
      member_group_name: { part: 'member_group_name' },
      member_group_id: 'member_group_id',
    },
    rows: (call) => membersOf(channelOf(call), call),
    shown: (member) => member,
  },
  createVpcChannelMembers: { writes: (call) => page(changed(call, added), call) },
  updateVpcChannelMembers: { writes: (call) => page(changed(call, replaced), call) },
  enableVpcChannelMembers: switchingTo(1),
  disableVpcChannelMembers: switchingTo(2),
  deleteVpcChannelMember: {
    writes(call) {
      const channel = channelOf(call);
      const id = call.params['member_id'] ?? '';
      const members = channel.members.filter((each) => each.id !== id);
      if (members.length === channel.members.length) throw memberNotFound(id);
      call.documents.put('vpc-channel', channel.id, { ...channel, members });
      return undefined;
    },
  },
};

/** No document tells the health of the servers in a list; live clients read it. */
function membersOf(channel: Channel, call: Call): object[] {
  const all = memberInfos(channel, call);
  return call.rules === 'observed' ? all : all.map(({ health_status: _, ...member }) => member);
}

function page(channel: Channel, call: Call): object {
  const members = membersOf(channel, call);
  return { total: members.length, size: members.length, members };
}

/** @throws ApigError 403 where the channel borrows its servers */
function changed(call: Call<Writer>, changedBy: (channel: Channel, call: Call) => Member[]): Channel {
  const channel = channelOf(call);
  if (channel.kind === 'reference') throw wrongKind('');
  const after = { ...channel, members: changedBy(channel, call) };
  call.documents.put('vpc-channel', channel.id, after);
  return after;
}

/** New servers stand first. */
function added(channel: Channel, call: Call): Member[] {
  const { members } = call.body as MembersBody;
  const sent = sentMembers(channel, members ?? [], call);
  const byId = new Map(sent.map((member) => [member.id, member]));
  const known = new Set(channel.members.map(({ id }) => id));
  return [...sent.filter(({ id }) => !known.has(id)), ...channel.members.map((each) => byId.get(each.id) ?? each)];
}

/** A server of another group that is sent for this one moves to it. */
function replaced(channel: Channel, call: Call): Member[] {
  const { members, member_group_name: group } = call.body as MembersBody;
  if (!members) return channel.members;
  const isMeant = (each: MemberBody) => !group || each.member_group_name === group;
  const sent = sentMembers(channel, members.filter(isMeant), call);
  const moved = new Set(sent.map(({ id }) => id));
  return [...sent, ...channel.members.filter((each) => !isMeant(each) && !moved.has(each.id))];
}

/** @throws ApigError 400 where a server lacks what the channel names its servers by */
function sentMembers(channel: Channel, bodies: MemberBody[], call: Call): Member[] {
  const needed = channel.member_type === 'ip' ? (['host'] as const) : (['ecs_id', 'ecs_name'] as const);
  const lacking = bodies.flatMap((body) => needed.filter((field) => !body[field]))[0];
  if (lacking) throw missingField(lacking);
  return changedMembers(channel, bodies, channel.member_type, call);
}

function switchingTo(status: Member['status']): Handler {
  const switched = (channel: Channel, { body }: Call) => {
    const ids = new Set((body as { member_ids?: string[] | null }).member_ids);
    const members = channel.members.map((each) => (ids.delete(each.id) ? { ...each, status } : each));
    for (const unknown of ids) throw memberNotFound(unknown);
    return members;
  };
  return {
    writes(call) {
      changed(call, switched);
      return undefined;
    },
  };
}
