// The operations on VPC channels.

import { channelNameExists, channelNotFound, memberNotFound, tooManyChannels } from '../../protocol/errors.ts';
import type { Reader } from '../../store/store.ts';
import type { Call, Handler } from '../handler.ts';
import type { ChannelBody } from './body.ts';
import { createdChannel, updatedChannel } from './change.ts';
import type { Channel } from './channel.ts';
import { channelDetails, channelInfo } from './view.ts';

const kind = 'vpc-channel';

export const createVpcChannel: Handler = {
  writes(call) {
    const { channels: most } = call.limits;
    if (most > 0 && call.documents.count(kind) >= most) throw tooManyChannels();
    const channel = createdChannel(call.body as ChannelBody, call);
    refuseTaken(call, channel);
    call.documents.put(kind, channel.id, channel);
    return { status: 201, body: channelInfo(channel, call) };
  },
};

export const showVpcChannel: Handler = {
  reads: (call) => ({ status: 200, body: channelDetails(channelOf(call), call) }),
};

export const updateVpcChannel: Handler = {
  writes(call) {
    const before = channelOf(call);
    const channel = updatedChannel(before, call.body as ChannelBody, call);
    // Data of an earlier release may have a name twice: what keeps its name can still be changed.
    if (channel.name !== before.name) refuseTaken(call, channel);
    call.documents.put(kind, channel.id, channel);
    return { status: 200, body: channelInfo(channel, call) };
  },
};

export const deleteVpcChannelMember: Handler = {
  writes(call) {
    const channel = channelOf(call);
    const id = call.params['member_id'] ?? '';
    const members = channel.members.filter((member) => member.id !== id);
    if (members.length === channel.members.length) throw memberNotFound(id);
    call.documents.put(kind, channel.id, { ...channel, members });
    return { status: 204 };
  },
};

/** @throws ApigError 400 where another channel has the name */
function refuseTaken({ documents }: Call<Reader>, { name }: Channel): void {
  if (documents.named(kind, name).length > 0) throw channelNameExists();
}

/** @throws ApigError 404 where the channel that the path names does not exist */
function channelOf({ documents, params }: Call<Reader>): Channel {
  const id = params['vpc_channel_id'] ?? '';
  const channel = documents.get<Channel>(kind, id);
  if (!channel) throw channelNotFound(id);
  return channel;
}
