// Which APIs have a plug-in, by API and environment: one of a type at most. Where an API is taken offline, it keeps its plug-ins.
import type { Schemas } from '../../../generated/contract.ts';
import { rejection } from '../../protocol/errors.ts';
import { publicationIn } from '../apis/publications.ts';
import { apiNotFound } from '../apis/published.ts';
import { wholeApi } from '../apis/view.ts';
import type { Api, Environment, Plugin, PluginBinding, Publication } from '../documents.ts';
import { environmentNotFound } from '../envs/envs.ts';
import type { Call, Change } from '../handler.ts';
import type { Resource } from '../resource.ts';
import { pluginBindingsOf, pluginNotFound, pluginTime } from './found.ts';
import { shownPlugin } from './plugins.ts';

const notPublished = rejection('APIG.3707');

const apiFilters = {
  ...{ env_id: 'env_id', group_id: 'group_id', api_id: 'api_id', api_name: { part: 'api_name' } },
  ...{ req_method: 'req_method', req_uri: 'req_uri' },
};

export const pluginBindings: Resource<PluginBinding> = {
  kind: 'plugin-binding',
  form: { id: 'string', plugin_id: 'string', api_id: 'string', env_id: 'string', attached_time: 'string' },
  references: {
    plugin_id: { kind: 'plugin', missing: pluginNotFound },
    api_id: { kind: 'api', missing: apiNotFound },
    env_id: { kind: 'environment', missing: environmentNotFound },
  },
  shownAs: ({ id, plugin_id, api_id, env_id, attached_time }) => ({
    operation: 'bindPluginToApis',
    body: {
      attached_plugins: [
        {
          ...{ plugin_attach_id: id, plugin_id, api_id, env_id, attached_time },
          ...{ plugin_name: 'any', plugin_type: 'cors', plugin_scope: 'global', api_name: 'any', env_name: 'any' },
        },
      ],
    },
  }),
  operations: {
    bindPluginToApis: { writes: (call) => bound(pairsOfPlugin(call), call) },
    bindPluginsToApi: { writes: (call) => bound(pairsOfApi(call), call) },
    unbindPluginFromApis: { writes: (call) => unbound(pairsOfPlugin(call), call) },
    unbindPluginsFromApi: { writes: (call) => unbound(pairsOfApi(call), call) },
    listPluginBoundApis: {
      ...{ does: 'list', items: 'apis', filters: apiFilters, shown: (row) => row },
      rows: (call) =>
        pluginBindingsOf('plugin_id', pluginIn(call).id, call).flatMap((binding) => boundApi(binding, binding, call)),
    },
    listPluginBindableApis: {
      ...{ does: 'list', items: 'apis', filters: apiFilters, rows: bindableApis, shown: (row) => row },
    },
    listApiBoundPlugins: {
      ...{ does: 'list', items: 'plugins', rows: pluginsOfApi, shown: (row) => row },
      filters: {
        ...{ env_id: 'env_id', env_name: 'env_name' },
        ...{ plugin_id: 'plugin_id', plugin_name: { part: 'plugin_name' }, plugin_type: 'plugin_type' },
      },
    },
  },
};

/** A plug-in and an API in an environment. */
interface Pair {
  plugin: Plugin;
  api: Api;
  environment: Environment;
}

/** @throws ApigError where something that is named does not exist */
function pairsOfPlugin(call: Call): Pair[] {
  const { env_id, api_ids } = call.body as Schemas['PluginApis'];
  const plugin = pluginIn(call);
  const environment = environmentOf(env_id, call);
  return api_ids.map((id) => ({ plugin, api: apiOf(id, call), environment }));
}

/** @throws ApigError where something that is named does not exist */
function pairsOfApi(call: Call): Pair[] {
  const { env_id, plugin_ids } = call.body as Schemas['ApiPlugins'];
  const api = apiOf(call.params['api_id'] ?? '', call);
  const environment = environmentOf(env_id, call);
  return plugin_ids.map((id) => ({ plugin: pluginOf(id, call), api, environment }));
}

function pluginIn(call: Call): Plugin {
  return pluginOf(call.params['plugin_id'] ?? '', call);
}

function pluginOf(id: string, { documents }: Call): Plugin {
  const plugin = documents.get<Plugin>('plugin', id);
  if (!plugin) throw pluginNotFound(id);
  return plugin;
}

function apiOf(id: string, { documents }: Call): Api {
  const api = documents.get<Api>('api', id);
  if (!api) throw apiNotFound(id);
  return api;
}

function environmentOf(id: string, { documents }: Call): Environment {
  const environment = documents.get<Environment>('environment', id);
  if (!environment) throw environmentNotFound(id);
  return environment;
}

/** What an API has in an environment. */
function bindingsAt({ api, environment }: Pick<Pair, 'api' | 'environment'>, call: Call): PluginBinding[] {
  return pluginBindingsOf('api_id', api.id, call).filter(({ env_id }) => env_id === environment.id);
}

/** @throws ApigError where an API is not published in the environment */
function bound(pairs: readonly Pair[], call: Change): Schemas['BoundPlugins'] {
  const { documents, newId, now } = call;
  if (!pairs.every(({ api, environment }) => publicationIn(environment.id, api.id, call))) throw notPublished('');
  const shown = pairs.map((pair): Schemas['BoundPlugin'] => {
    const { plugin, api, environment } = pair;
    const before = bindingsAt(pair, call);
    const known = before.find(({ plugin_id }) => plugin_id === plugin.id);
    for (const { id, plugin_id } of before) {
      if (!known && pluginOf(plugin_id, call).plugin_type === plugin.plugin_type)
        documents.delete('plugin-binding', id);
    }
    const place = { plugin_id: plugin.id, api_id: api.id, env_id: environment.id };
    const binding = known ?? { id: newId(), ...place, attached_time: now };
    if (!known) documents.put('plugin-binding', binding.id, binding);
    const { plugin_name, plugin_type, plugin_scope } = plugin;
    return {
      ...{ plugin_attach_id: binding.id, plugin_name, plugin_type, plugin_scope, ...place },
      ...{ env_name: environment.name, api_name: api.name, attached_time: pluginTime(binding.attached_time, call) },
    };
  });
  // Of several of one type in a body, the last one stays.
  return { attached_plugins: shown.filter(({ plugin_attach_id: id }) => documents.has('plugin-binding', id)) };
}

/** What is not bound is left as it is. */
function unbound(pairs: readonly Pair[], call: Change): undefined {
  for (const pair of pairs) {
    for (const { id, plugin_id } of bindingsAt(pair, call)) {
      if (plugin_id === pair.plugin.id) call.documents.delete('plugin-binding', id);
    }
  }
}

/** An API in an environment, published or not, with the binding of a plug-in, if there is one. */
function boundApi(
  { api_id, env_id }: Pick<Publication, 'api_id' | 'env_id'>,
  binding: PluginBinding | undefined,
  call: Call,
): Schemas['PluginApi'][] {
  const { documents } = call;
  const api = documents.get<Api>('api', api_id);
  const environment = documents.get<Environment>('environment', env_id);
  if (!api || !environment) return [];
  const { id, name, type, req_protocol, req_method, req_uri, auth_type, match_mode, ...rest } = wholeApi(
    api,
    documents,
  );
  const { remark, group_id, group_name } = rest;
  return [
    {
      ...{ api_id: id, api_name: name, type, req_method, req_uri, auth_type, match_mode },
      // The page does not know gRPC, which is by HTTPS.
      req_protocol: req_protocol === 'GRPCS' ? 'HTTPS' : req_protocol,
      ...{ remark, group_id, group_name, roma_app_id: '', env_id, env_name: environment.name },
      publish_id: publicationIn(env_id, api_id, call)?.id ?? '',
      plugin_attach_id: binding?.id ?? '',
      attached_time: binding ? pluginTime(binding.attached_time, call) : '',
    },
  ];
}

/** The APIs of the environment that do not have the plug-in, with the binding of the one that is of its type. */
function bindableApis(call: Call): Schemas['PluginApi'][] {
  const { documents, query } = call;
  const plugin = pluginIn(call);
  const published = documents.list<Publication>('publication').filter(({ env_id }) => env_id === query['env_id']);
  return published.flatMap((publication) => {
    const { api_id, env_id } = publication;
    const here = pluginBindingsOf('api_id', api_id, call).filter((binding) => binding.env_id === env_id);
    if (here.some(({ plugin_id }) => plugin_id === plugin.id)) return [];
    const alike = here.find(({ plugin_id }) => pluginOf(plugin_id, call).plugin_type === plugin.plugin_type);
    return boundApi(publication, alike, call);
  });
}

/** The plug-ins of an API, each with where it works. */
function pluginsOfApi(call: Call): Schemas['ApiBoundPlugin'][] {
  const { id: api } = apiOf(call.params['api_id'] ?? '', call);
  return pluginBindingsOf('api_id', api, call).map(({ id, plugin_id, env_id, attached_time }) => ({
    ...shownPlugin(pluginOf(plugin_id, call), call),
    ...{ plugin_attach_id: id, env_id, env_name: environmentOf(env_id, call).name },
    attached_time: pluginTime(attached_time, call),
  }));
}
