import type { ResourceCases } from './cases.ts';

const cors = '/plugins/2b9d6f04c1e84a7390d5e8b7f1c46a25';
const headers = '/plugins/c07a4be92d5f4813a6d9f0e8b3715c24';
const partners = '/plugins/e3a91c5f7d2048b6a0f4c8e6b1d72395';
const api = '5f918d104dc84480a75166ba99efff21';
const env_id = 'DEFAULT_ENVIRONMENT_RELEASE_ID';
const dev = '7a1ad0c350844ee69479b47df9a881cb';
const plugin404 = (part = '') => ({ 'APIG.3068': { path: `/plugins/nothing${part}` } });
const api404 = (part: string) => ({ 'APIG.3002': { path: `/apis/nothing/${part}` } });
/** Pages have one code for every invalid parameter. */
const never = ['APIG.2011'];

/** A plug-in that asks a service which is behind a VPC channel. */
const asking = {
  ...{ plugin_name: 'check_by_shop', plugin_type: 'third_auth', plugin_scope: 'global' },
  plugin_content: JSON.stringify({ auth_request: { vpc_channel_enabled: true, vpc_channel_info: { vpc_id: 'a' } } }),
};
const another = { operation: 'createPlugin', path: '/plugins', body: asking } as const;
const sameChannel = { 'APIG.3710': { after: another, body: { ...asking, plugin_name: 'check_again' } } };
const bodied = {
  ...{ 'APIG.2001': { body: {} }, 'APIG.2011': { body: { ...asking, nonsense: 1 } } },
  'APIG.3326': { body: { ...asking, plugin_name: 'headers_of_shop' } },
};
const updated = { plugin_name: 'cors_of_web', plugin_type: 'cors', plugin_scope: 'global', plugin_content: '{}' };

const apis = { env_id, api_ids: [api] };
const plugins = { env_id, plugin_ids: [headers.slice(9)] };
const ofPlugin = (part: string) => ({
  ...{ 'APIG.2001': { body: {} }, 'APIG.2011': { body: { ...apis, nonsense: 1 } }, ...plugin404(part) },
  'APIG.3002': { body: { ...apis, api_ids: ['nothing'] } },
  'APIG.3003': { body: { ...apis, env_id: 'nothing' } },
});
const ofApi = (part: string) => ({
  ...{ 'APIG.2001': { body: {} }, 'APIG.2011': { body: { ...plugins, nonsense: 1 } }, ...api404(part) },
  'APIG.3003': { body: { ...plugins, env_id: 'nothing' } },
  'APIG.3068': { body: { ...plugins, plugin_ids: ['nothing'] } },
});

export const pluginCases: ResourceCases = {
  operations: {
    createPlugin: {
      path: '/plugins',
      body: { ...asking, plugin_name: 'check_first', plugin_content: '{}' },
      codes: { ...bodied, ...sameChannel },
    },
    listPlugins: { path: '/plugins', never },
    showPlugin: { path: cors, codes: plugin404(), never },
    updatePlugin: {
      path: cors,
      body: updated,
      codes: {
        ...{ ...bodied, 'APIG.3326': { body: { ...updated, plugin_name: 'headers_of_shop' } }, ...plugin404() },
        'APIG.3710': { ...sameChannel['APIG.3710'], path: partners },
      },
    },
    deletePlugin: { path: headers, codes: { ...plugin404(), 'APIG.3462': { path: cors } }, never },
    bindPluginToApis: {
      path: `${headers}/attach`,
      body: apis,
      codes: { ...ofPlugin('/attach'), 'APIG.3707': { body: { ...apis, env_id: dev } } },
    },
    bindPluginsToApi: {
      path: `/apis/${api}/plugins/attach`,
      body: plugins,
      codes: { ...ofApi('plugins/attach'), 'APIG.3707': { body: { ...plugins, env_id: dev } } },
    },
    unbindPluginFromApis: { path: `${cors}/detach`, body: apis, codes: ofPlugin('/detach') },
    unbindPluginsFromApi: { path: `/apis/${api}/plugins/detach`, body: plugins, codes: ofApi('plugins/detach') },
    listPluginBoundApis: { path: `${cors}/attached-apis`, codes: plugin404('/attached-apis'), never },
    listPluginBindableApis: {
      path: `${cors}/attachable-apis?env_id=${env_id}`,
      codes: {
        'APIG.2001': { path: `${cors}/attachable-apis` },
        ...plugin404(`/attachable-apis?env_id=${env_id}`),
      },
      never,
    },
    listApiBoundPlugins: { path: `/apis/${api}/attached-plugins`, codes: api404('attached-plugins'), never },
    listApiBindablePlugins: {
      path: `/apis/${api}/attachable-plugins?env_id=${env_id}`,
      codes: {
        'APIG.2001': { path: `/apis/${api}/attachable-plugins` },
        ...api404(`attachable-plugins?env_id=${env_id}`),
      },
      never,
    },
  },
};
