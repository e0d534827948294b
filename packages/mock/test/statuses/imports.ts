import type { ResourceCases } from './cases.ts';

const group_id = '1f4e2d3c5b6a49788796a5b4c3d2e1f0';
const env_id = 'DEFAULT_ENVIRONMENT_RELEASE_ID';

/** A file with one operation, or with many. */
const file = (title: string, count = 1) => {
  const paths = Object.fromEntries(Array.from({ length: count }, (_, n) => [`/imported/${n}`, { get: {} }]));
  return JSON.stringify({ swagger: '2.0', info: { title, version: '1' }, paths });
};
const form = { file_name: file('shop') };
const invalid = {
  'APIG.2001': { form: { mock_mode: 'true' } },
  'APIG.2011': { form: { ...form, nonsense: '1' } },
};
/** No source says how long a file may be; a body that is too long is rejected before. */
const tooLong = 'APIG.3603';

const exporting = {
  body: { env_id, group_id },
  codes: { 'APIG.2001': { body: {} }, 'APIG.2011': { body: { env_id, group_id, nonsense: 1 } } },
};

const microservice = {
  group_info: { group_name: 'microservice_orders', app_id: '0f3b5d7a9c1e4826b0d2f4a6c8e0b135' },
  service_type: 'CSE',
  apis: [{ req_uri: '/orders' }],
  cse_info: { engine_id: 'engine', service_id: 'orders', version: '1.4.0' },
};
const inGroup = (name: string, req_uri: string) => ({
  ...microservice,
  group_info: { group_id },
  apis: [{ name, req_uri, match_mode: 'NORMAL', req_method: 'GET' }],
});
const cce_info = { cluster_id: 'nothing', namespace: 'default', workload_type: 'deployment', port: 80 };

export const imports: ResourceCases = {
  operations: {
    importApiDefinitions: {
      path: '/openapi/import',
      form,
      codes: {
        ...invalid,
        'APIG.3001': { form: { ...form, is_create_group: 'false', group_id: 'nothing' } },
        'APIG.3201': { form: { file_name: file('api_group_shop') } },
        'APIG.3600': { form: { file_name: '{' } },
        'APIG.3601': { form: { file_name: '{"swagger":"1.2"}' } },
        'APIG.3602': { form: { file_name: '[]' } },
        'APIG.3609': { form: { file_name: ' ' } },
        'APIG.3127': { form: { file_name: file('shop', 301) } },
      },
      then: {
        'APIG.3102': { form: { file_name: file('shops') } },
        'APIG.3101': {
          form: { file_name: file('shops') },
          after: { operation: 'deleteApi', path: '/apis/3a955b791bd24b1c9cd94c745f8d1aad' },
        },
      },
      never: [tooLong],
    },
    importApiDefinitionsAsync: { path: '/openapi/async-import', form, codes: invalid, never: [tooLong] },
    exportApiDefinitions: {
      ...{ path: '/openapi/export', body: exporting.body },
      codes: {
        ...exporting.codes,
        'APIG.3001': { body: { env_id, group_id: 'nothing' } },
        'APIG.3002': { body: { env_id, group_id, apis: ['nothing'] } },
        'APIG.3003': { body: { env_id: 'nothing', group_id } },
      },
    },
    exportApiDefinitionsAsync: { path: '/openapi/async-export', ...exporting },
    showAsyncTask: {
      path: '/async-tasks/2b5e8f1c4a7d4039b6c9e2f5a8d1b470',
      codes: { 'APIG.3093': { path: '/async-tasks/nothing' } },
      // It has one code for every invalid parameter.
      never: ['APIG.2001', 'APIG.2011'],
    },
    importMicroservice: {
      path: '/microservice/import',
      body: microservice,
      codes: {
        ...{ 'APIG.2001': { body: {} }, 'APIG.2011': { body: { ...microservice, nonsense: 1 } } },
        'APIG.2041': { body: { ...microservice, service_type: 'CCE', cse_info: undefined, cce_info } },
        'APIG.3001': { body: { ...microservice, group_info: { group_id: 'nothing' } } },
        'APIG.3201': {
          body: { ...microservice, group_info: { ...microservice.group_info, group_name: 'api_group_shop' } },
        },
        'APIG.3202': { body: inGroup('Api_orders', '/another') },
        'APIG.3301': { body: inGroup('Api_another', '/orders') },
      },
      then: {
        'APIG.3109': { body: inGroup('Api_another', '/another') },
        'APIG.3101': {
          body: { ...microservice, group_info: { ...microservice.group_info, group_name: 'microservices' } },
          after: { operation: 'deleteVpcChannel', path: '/vpc-channels/56a7d7358e1b42459c9d730d65b14e59' },
        },
        'APIG.3102': { body: inGroup('Api_another', '/another') },
      },
    },
  },
};
