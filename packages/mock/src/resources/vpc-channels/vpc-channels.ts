// VPC channels.
import { rejection } from '../../protocol/errors.ts';
import { readerOf } from '../../store/memory.ts';
import type { Scope } from '../../store/store.ts';
import { apisHaving } from '../apis/used.ts';
import type { Resource } from '../resource.ts';
import type { ChannelBody, HealthCheckBody } from './body.ts';
import { changedCheck, createdChannel, updatedChannel } from './change.ts';
import { type Channel, channelProblem, portsOf, type View } from './channel.ts';
import { channelNotFound, channelOf } from './found.ts';
import { groupOperations } from './groups.ts';
import { memberOperations } from './members.ts';
import { microserviceInfo } from './microservice.ts';
import { channelDetails, channelInfo, checkInfo } from './view.ts';

const group = { member_group_id: 'string', create_time: 'string', update_time: 'string', member_group_name: 'string' };
const member = { id: 'string', create_time: 'string', host: 'string', port: 'number', member_group_name: 'string' };

export const vpcChannels: Resource<Channel> = {
  kind: 'vpc-channel',
  named: { parameter: 'vpc_channel_id', missing: channelNotFound },
  form: {
    ...{ id: 'string', create_time: 'string', kind: ['builtin', 'microservice', 'reference'], name: 'string' },
    ...{ port: 'number', member_groups: { items: group }, members: { items: member } },
  } as Resource<Channel>['form'],
  problem: channelProblem,
  shownAs: (channel, scope) => ({ operation: 'showVpcChannel', body: channelAsKept(channel, scope) }),
  limit: {
    most: 30,
    exceeded: rejection('APIG.3109'),
  },
  blockedBy: [
    {
      kind: 'vpc-channel',
      field: 'member_groups.reference_vpc_channel_id',
      error: rejection('APIG.3719'),
    },
    ...['backend_api', 'policy_https']
      .flatMap((backend) => apisHaving(`${backend}.vpc_channel_info.vpc_channel_id`))
      .map((referrer) => ({ ...referrer, error: rejection('APIG.3414') })),
  ],
  unique: { name: rejection('APIG.3208') },
  made: (call) => createdChannel(call.body as ChannelBody, call),
  changed: (channel, call) => updatedChannel(channel, call.body as ChannelBody, call),
  shown: channelInfo,
  operations: {
    createVpcChannel: { does: 'create' },
    showVpcChannel: { does: 'show', shown: channelDetails },
    updateVpcChannel: { does: 'update' },
    deleteVpcChannel: { does: 'delete' },
    listVpcChannels: {
      does: 'list',
      items: 'vpc_channels',
      filters: {
        id: 'id',
        name: { part: 'name' },
        dict_code: 'dict_code',
        member_host: 'members.host',
        member_port: 'members.port',
        member_group_name: { part: 'member_groups.member_group_name' },
        member_group_id: 'member_groups.member_group_id',
      },
      rows: ({ documents }) => documents.list<Channel>('vpc-channel').toReversed().map(withPorts),
    },
    updateVpcChannelHealthCheck: {
      writes(call) {
        const channel = channelOf(call);
        const check = changedCheck(channel.vpc_health_config, call.body as HealthCheckBody, call);
        call.documents.put('vpc-channel', channel.id, { ...channel, vpc_health_config: check });
        return checkInfo(check, channel);
      },
    },
    ...groupOperations,
    ...memberOperations,
  },
};

/** Servers that name no port are found by the one at which they are reached. */
function withPorts(channel: Channel): Channel {
  const portOf = portsOf(channel);
  return { ...channel, members: channel.members.map((member) => ({ ...member, port: portOf(member) })) };
}

function channelAsKept(channel: Channel, scope: Scope): object {
  const { kind, microservice_info, members, vpc_health_config: check, ...rest } = channel;
  // Revisions compare as strings: this one knows everything.
  const view: View = {
    ...{ scope, revision: '9999', rules: 'documented', now: '' },
    ...{ documents: readerOf(new Map()), unhealthy: new Set() },
  };
  return {
    ...rest,
    status: 1,
    type: kind === 'microservice' ? 3 : 2,
    vpc_channel_type: kind,
    microservice_info: microserviceInfo(microservice_info, view),
    members: members.map((each) => ({
      health_status: 'unknown',
      ...each,
      port: each.port === 0 ? channel.port : each.port,
      vpc_channel_id: channel.id,
      member_group_id: '',
    })),
    ...(check !== undefined && { vpc_health_config: withChannel(check, channel.id) }),
  };
}

/** Anything but an object is shown as it is, and found to be none. */
function withChannel(check: unknown, id: string): unknown {
  return typeof check === 'object' && check !== null ? { ...check, vpc_channel_id: id } : check;
}
