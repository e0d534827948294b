// Plug-ins and their bindings, as requests name them.
import { rejection } from '../../protocol/errors.ts';
import { inSeconds } from '../../protocol/stamp.ts';
import type { PluginBinding } from '../documents.ts';
import type { Call } from '../handler.ts';

export const pluginNotFound = rejection('APIG.3068');

export function pluginBindingsOf(field: 'plugin_id' | 'api_id', id: string, { documents }: Call): PluginBinding[] {
  return documents
    .having('plugin-binding', field, id)
    .flatMap((each) => documents.get<PluginBinding>('plugin-binding', each) ?? []);
}

/** A time with milliseconds in the response of the call that set it, in seconds from then on. */
export function pluginTime(time: string, { now }: Call): string {
  return time === now ? time.replace(/(\.\d{3})\d+/, '$1') : inSeconds(time);
}
