// The limits of a project and of a gateway, as the mock keeps them; what it does not limit has the value that gateways usually have.
import type { Schemas } from '../../../generated/contract.ts';
import type { Instance } from '../documents.ts';
import type { Call } from '../handler.ts';
import type { List } from '../resource.ts';

type ConfigName = Schemas['ProjectConfig']['config_name'];

/** What a limit is about, its usual value, and the kind of documents that it limits. */
type Config = readonly [remark: string, value: string, kind?: string];

/** In the order of their IDs. */
const configs: Readonly<Record<ConfigName, Config>> = {
  API_NUM_LIMIT: ['maximum number of APIs', '400', 'api'],
  APP_NUM_LIMIT: ['maximum number of apps', '50', 'app'],
  APIGROUP_NUM_LIMIT: ['maximum number of API groups', '1500', 'api-group'],
  ENVIRONMENT_NUM_LIMIT: ['maximum number of environments', '10', 'environment'],
  VARIABLE_NUM_LIMIT: ['maximum number of variables of a group in an environment', '50', 'env-variable'],
  SIGN_NUM_LIMIT: ['maximum number of signature keys', '200', 'signature-key'],
  THROTTLE_NUM_LIMIT: ['maximum number of throttling policies', '300', 'throttle'],
  APIGROUP_DOMAIN_NUM_LIMIT: ['maximum number of domain names of a group', '5', 'domain'],
  API_VERSION_NUM_LIMIT: ['maximum number of versions of an API', '10'],
  VPC_NUM_LIMIT: ['maximum number of VPC channels', '30', 'vpc-channel'],
  VPC_INSTANCE_NUM_LIMIT: ['maximum number of servers of a channel', '500'],
  API_PARAM_NUM_LIMIT: ['maximum number of parameters of an API', '50'],
  API_USER_CALL_LIMIT: ['calls of an API per second', '200'],
  ACL_NUM_LIMIT: ['maximum number of access control policies', '100', 'acl'],
  APP_THROTTLE_LIMIT: ['maximum number of apps with limits of their own in a policy', '30'],
  USER_THROTTLE_LIMIT: ['maximum number of users with limits of their own in a policy', '30'],
  API_NUM_LIMIT_PER_GROUP: ['maximum number of APIs of a group', '1000'],
  API_POLICY_NUM_LIMIT: ['maximum number of backend policies of an API', '5'],
  API_CONDITION_NUM_LIMIT: ['maximum number of conditions of a backend policy', '5'],
  SL_DOMAIN_CALL_LIMIT: ['calls of a debugging domain name per day', '1000'],
  ELB_SWITCH: ['channels with a load balancer', '1'],
  AUTHORIZER_NUM_LIMIT: ['maximum number of custom authorizers', '50', 'authorizer'],
  AUTHORIZER_IDENTITY_NUM_LIMIT: ['maximum number of identity sources of an authorizer', '10'],
  APP_CODE_NUM_LIMIT: ['maximum number of codes of an app', '5', 'app-code'],
  REGION_MANAGER_WHITELIST_SERVICES: ['services that the region manager does not verify', ''],
  API_SWAGGER_NUM_LIMIT: ['maximum number of Swagger files of a group', '10'],
  API_TAG_NUM_LIMIT: ['maximum number of tags of an API', '10'],
  LTS_SWITCH: ['access logs in LTS', '1'],
  APP_KEY_SECRET_SWITCH: ['keys and secrets that apps choose', '1'],
  RESPONSE_NUM_LIMIT: ['maximum number of responses of a group', '10', 'gateway-response'],
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

/** Those of which a gateway may only have so many in all; of the others, what is limited stands in something else. */
const total: readonly ConfigName[] = [
  ...(['API_NUM_LIMIT', 'APP_NUM_LIMIT', 'APIGROUP_NUM_LIMIT', 'ENVIRONMENT_NUM_LIMIT', 'SIGN_NUM_LIMIT'] as const),
  ...(['THROTTLE_NUM_LIMIT', 'VPC_NUM_LIMIT', 'ACL_NUM_LIMIT', 'AUTHORIZER_NUM_LIMIT'] as const),
];

/** The value where there is no limit. */
const unlimited = 2_147_483_647;

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
  [remark, usual, kind = '']: Config,
  index: number,
  { limits, documents }: Call,
): Schemas['ProjectConfig'] {
  const most = limits[kind];
  return {
    config_id: String(index + 1),
    config_name,
    config_value: most === undefined ? usual : settingOf(most),
    config_time: '2024-02-01T08:00:00Z',
    remark,
    used: total.includes(config_name) ? documents.count(kind) : 0,
  };
}

function settingOf(most: number): string {
  return String(most || unlimited);
}
