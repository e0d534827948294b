// The channel that a path names, and the errors where there is none, or none of what is in it.
import { rejection } from '../../protocol/errors.ts';
import type { Call } from '../handler.ts';
import type { Channel } from './channel.ts';

export const channelNotFound = rejection('APIG.3023');

export const memberNotFound = rejection('APIG.3024');

/** Groups have no code of their own. */
export const groupNotFound = (id: string) => channelNotFound(id);

/** @throws ApigError 404 where the channel does not exist */
export function channelOf({ documents, params }: Call): Channel {
  const id = params['vpc_channel_id'] ?? '';
  const channel = documents.get<Channel>('vpc-channel', id);
  if (!channel) throw channelNotFound(id);
  return channel;
}
