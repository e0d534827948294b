// The limits of a project and of a gateway, as the mock keeps them; what it does not limit has the value that gateways usually have.
import type { Schemas } from '../../../generated/contract.ts';
import { mostVersions } from '../apis/publications.ts';
import { mostOfApi } from '../apis/rules.ts';
import { mostIdentities } from '../authorizers/authorizers.ts';
import type { Instance } from '../documents.ts';
import type { Call } from '../handler.ts';
import type { List } from '../resource.ts';

type ConfigName = Schemas['ProjectConfig']['config_name'];

/** The limit of a kind of documents; it counts all that the gateway has where they do not stand in something that has the limit. */
interface Limited {
  kind: string;
  counts?: true;
}

/** What a setting is about, and its value. */
type Config = readonly [remark: string, value: string | number | Limited];

/** The value of a limit that is none. */
const unlimited = 2_147_483_647;

/** In the order of their IDs. */
const configs: Readonly<Record<ConfigName, Config>> = {
  API_NUM_LIMIT: ['maximum number of APIs', { kind: 'api', counts: true }],
  APP_NUM_LIMIT: ['maximum number of apps', { kind: 'app', counts: true }],
  APIGROUP_NUM_LIMIT: ['maximum number of API groups', { kind: 'api-group', counts: true }],
  ENVIRONMENT_NUM_LIMIT: ['maximum number of environments', { kind: 'environment', counts: true }],
  VARIABLE_NUM_LIMIT: ['maximum number of variables of a group in an environment', { kind: 'env-variable' }],
  SIGN_NUM_LIMIT: ['maximum number of signature keys', { kind: 'signature-key', counts: true }],
  THROTTLE_NUM_LIMIT: ['maximum number of throttling policies', { kind: 'throttle', counts: true }],
  APIGROUP_DOMAIN_NUM_LIMIT: ['maximum number of domain names of a group', { kind: 'domain' }],
  API_VERSION_NUM_LIMIT: ['maximum number of versions of an API', mostVersions],
  VPC_NUM_LIMIT: ['maximum number of VPC channels', { kind: 'vpc-channel', counts: true }],
  VPC_INSTANCE_NUM_LIMIT: ['maximum number of servers of a channel', unlimited],
  API_PARAM_NUM_LIMIT: ['maximum number of parameters of an API', mostOfApi.params],
  API_USER_CALL_LIMIT: ['calls of an API per second', '200'],
  ACL_NUM_LIMIT: ['maximum number of access control policies', { kind: 'acl', counts: true }],
  APP_THROTTLE_LIMIT: ['maximum number of apps with separate limits in a policy', '30'],
  USER_THROTTLE_LIMIT: ['maximum number of users with separate limits in a policy', '30'],
  API_NUM_LIMIT_PER_GROUP: ['maximum number of APIs of a group', mostOfApi.inGroup],
  API_POLICY_NUM_LIMIT: ['maximum number of backend policies of an API', mostOfApi.policies],
  API_CONDITION_NUM_LIMIT: ['maximum number of conditions of a backend policy', mostOfApi.conditions],
  SL_DOMAIN_CALL_LIMIT: ['calls of a debugging domain name per day', '1000'],
  ELB_SWITCH: ['channels with a load balancer', '1'],
  AUTHORIZER_NUM_LIMIT: ['maximum number of custom authorizers', { kind: 'authorizer', counts: true }],
  AUTHORIZER_IDENTITY_NUM_LIMIT: ['maximum number of identity sources of an authorizer', mostIdentities],
  APP_CODE_NUM_LIMIT: ['maximum number of codes of an app', { kind: 'app-code' }],
  REGION_MANAGER_WHITELIST_SERVICES: ['services that the region manager does not verify', ''],
  API_SWAGGER_NUM_LIMIT: ['maximum number of Swagger files of a group', '10'],
  API_TAG_NUM_LIMIT: ['maximum number of tags of an API', mostOfApi.tags],
  LTS_SWITCH: ['access logs in LTS', '1'],
  APP_KEY_SECRET_SWITCH: ['keys and secrets that apps choose', '1'],
  RESPONSE_NUM_LIMIT: ['maximum number of responses of a group', { kind: 'gateway-response' }],
  CONFIG_NUM_LIMIT_PER_APP: ['maximum number of settings of an app', '5'],
  BACKEND_TOKEN_ALLOW_SWITCH: ['tokens that are passed to backends', '2'],
  APP_TOKEN_SWITCH: ['authentication of apps by token', '1'],
  API_DESIGNER_SWITCH: ['API designer', '2'],
  APP_API_KEY_SWITCH: ['authentication of apps by API key', '1'],
  APP_BASIC_SWITCH: ['authentication of apps by name and password', '1'],
  APP_JWT_SWITCH: ['authentication of apps by JWT', '1'],
  APP_ROUTE_SWITCH: ['calls by the address of the gateway', '1'],
  PUBLIC_KEY_SWITCH: ['signature keys of type public_key', '1'],
  APP_SECRET_SWITCH: ['authentication of apps by secret', '1'],
  CASCADE_SWITCH: ['cascaded gateways', '2'],
  IS_INIT_API_PATH_HASH: ['hashed paths of APIs', '1'],
};

const set = Date.parse('2024-02-01T08:00:00Z');

/** No document of a kind of its own: the limits are settings of the mock. */
const ofProject: List<Instance> = {
  does: 'list',
  items: 'configs',
  rows: ({ limits }) => [
    {
      ...{ config_id: '1', config_name: 'INSTANCE_NUM_LIMIT', config_value: settingOf(limits['instance'] ?? 0) },
      ...{ config_time: set, remark: 'maximum number of gateways' },
    },
  ],
  shown: (row) => row,
};

const ofInstance: List<Instance> = {
  does: 'list',
  items: 'configs',
  rows: (call) => Object.entries(configs).map(([name, config], index) => row(name as ConfigName, config, index, call)),
  shown: (row) => row,
};

export const configOperations = { listInstanceConfigs: ofProject, listProjectConfigs: ofInstance };

function row(
  config_name: ConfigName,
  [remark, value]: Config,
  index: number,
  { limits, documents }: Call,
): Schemas['ProjectConfig'] {
  const { kind = '', counts = false } = typeof value === 'object' ? value : {};
  return {
    config_id: String(index + 1),
    config_name,
    config_value: typeof value === 'object' ? settingOf(limits[kind] ?? 0) : String(value),
    config_time: '2024-02-01T08:00:00Z',
    remark,
    used: counts ? documents.count(kind) : 0,
  };
}

function settingOf(most: number): string {
  return String(most || unlimited);
}
