// Plug-ins: what the gateway does with the calls of APIs beyond passing them on.
import type { Schemas } from '../../../generated/contract.ts';
import { rejection } from '../../protocol/errors.ts';
import { publicationIn } from '../apis/publications.ts';
import { apiNotFound } from '../apis/published.ts';
import type { Plugin } from '../documents.ts';
import type { Call } from '../handler.ts';
import type { Resource } from '../resource.ts';
import { pluginBindingsOf, pluginNotFound, pluginTime } from './found.ts';

const filters = { plugin_id: 'id', plugin_name: { part: 'plugin_name' }, plugin_type: 'plugin_type' };

export const plugins: Resource<Plugin> = {
  kind: 'plugin',
  named: { parameter: 'plugin_id', missing: pluginNotFound },
  form: { id: 'string', plugin_name: 'string', plugin_type: 'string', plugin_content: 'string' },
  unique: { plugin_name: rejection('APIG.3326') },
  constant: ['plugin_type', 'plugin_scope'],
  blockedBy: [{ kind: 'plugin-binding', field: 'plugin_id', error: rejection('APIG.3462') }],
  made: (call) => withOwnChannel({ id: call.newId(), remark: '', create_time: call.now, ...setIn(call) }, call),
  changed: (before, call) => withOwnChannel({ ...before, ...setIn(call) }, call),
  shown: shownPlugin,
  shownAs: ({ id, ...plugin }) => ({ operation: 'showPlugin', body: { ...plugin, plugin_id: id } }),
  operations: {
    createPlugin: { does: 'create' },
    listPlugins: { does: 'list', items: 'plugins', filters: { ...filters, plugin_scope: 'plugin_scope' } },
    showPlugin: { does: 'show' },
    updatePlugin: { does: 'update' },
    deletePlugin: { does: 'delete' },
    listApiBindablePlugins: { does: 'list', items: 'plugins', filters, rows: bindableToApi },
  },
};

export function shownPlugin({ id, ...plugin }: Plugin, call: Call): Schemas['PluginInfo'] {
  const { create_time, update_time } = plugin;
  const times = { create_time: pluginTime(create_time, call), update_time: pluginTime(update_time, call) };
  return { plugin_id: id, ...plugin, ...times };
}

/** What a body says, but for what it has from a response. */
function setIn({ body, now }: Call): Omit<Plugin, 'id' | 'create_time'> {
  const { plugin_id: _, create_time: __, ...sent } = body as Schemas['PluginUpdate'];
  return { ...sent, update_time: now };
}

/** @throws ApigError where another plug-in that asks a service does so over the same VPC channel */
function withOwnChannel(plugin: Plugin, { documents }: Call): Plugin {
  const channel = channelOf(plugin);
  const isTaken = (other: Plugin) => other.id !== plugin.id && channelOf(other) === channel;
  if (channel && documents.list<Plugin>('plugin').some(isTaken)) throw rejection('APIG.3710')(channel);
  return plugin;
}

/** The VPC channel of a plug-in, if there is one in its content; all else in that is not looked at. */
function channelOf({ plugin_type, plugin_content }: Plugin): string | undefined {
  if (plugin_type !== 'third_auth') return undefined;
  try {
    const { auth_request } = JSON.parse(plugin_content);
    return auth_request?.vpc_channel_info?.vpc_id || undefined;
  } catch {
    return undefined;
  }
}

/** The plug-ins that the API does not have yet in the environment, if it is published there. */
function bindableToApi(call: Call): Plugin[] {
  const { documents, params, query } = call;
  const { api_id = '' } = params;
  const { env_id = '' } = query;
  if (!documents.has('api', api_id)) throw apiNotFound(api_id);
  if (!publicationIn(env_id, api_id, call)) return [];
  const bound = pluginBindingsOf('api_id', api_id, call).filter((binding) => binding.env_id === env_id);
  const taken = new Set(bound.map(({ plugin_id }) => plugin_id));
  return documents.list<Plugin>('plugin').filter(({ id }) => !taken.has(id));
}
