import type { ResourceCases } from './cases.ts';

const app = '356de8eb7a8742168586e5daf5339965';
const api = '2b6c1d0e9f8a47b6953c84d7e5f6a102';
const env_id = 'DEFAULT_ENVIRONMENT_RELEASE_ID';
const body = { env_id, app_ids: [app], api_ids: [api] };

export const appAuths: ResourceCases = {
  operations: {
    authorizeApps: {
      path: '/app-auths',
      body,
      codes: {
        ...{ 'APIG.2001': { body: {} }, 'APIG.2011': { body: { ...body, nonsense: 1 } } },
        'APIG.3002': { body: { ...body, api_ids: ['nothing'] } },
        'APIG.3003': { body: { ...body, env_id: 'nothing' } },
        'APIG.3004': { body: { ...body, app_ids: ['nothing'] } },
      },
    },
    deauthorizeApp: {
      path: '/app-auths/dd29b33ae4394e3b924b582c6b40880b',
      codes: { 'APIG.3009': { path: '/app-auths/nothing' } },
    },
    listAppBoundApis: {
      path: `/app-auths/binded-apis?app_id=${app}`,
      codes: {
        'APIG.2001': { path: '/app-auths/binded-apis' },
        'APIG.3004': { path: '/app-auths/binded-apis?app_id=nothing' },
      },
    },
    listApiBoundApps: {
      path: `/app-auths/binded-apps?api_id=${api}`,
      codes: { 'APIG.3002': { path: '/app-auths/binded-apps?api_id=nothing' } },
    },
    listAppUnboundApis: {
      path: `/app-auths/unbinded-apis?app_id=${app}&env_id=${env_id}`,
      codes: {
        'APIG.2001': { path: `/app-auths/unbinded-apis?app_id=${app}` },
        'APIG.3004': { path: `/app-auths/unbinded-apis?app_id=nothing&env_id=${env_id}` },
      },
    },
  },
};
