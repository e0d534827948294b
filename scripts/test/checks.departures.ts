// What fidelity is shown: editions that depart from their documents, and errata that are not so.
import type { JsonObject } from '@apig-spec/model/json';

/** What is wrong, in which edition, where, how, and what fidelity must say of it. */
export const departures: [string, string, string, (node: JsonObject) => void, ...says: string[]][] = [
  [
    'a bound',
    '2024-11.en',
    '/components/schemas/VpcHealthConfigBase/properties/threshold_normal',
    (node) => (node['maximum'] = 12),
    'en-2024-11-create-vpc-channel/createVpcChannel/request/vpc_health_config/threshold_normal, maximum',
    'en-2024-11-show-vpc-channel/showVpcChannel/200/vpc_health_config/threshold_normal, maximum',
    'The document states maximum 10; 2024-11.en accepts 11.',
  ],
  [
    'a field that is gone',
    '2024-11.en',
    '/components/schemas/VpcChannelInfo/properties',
    (node) => delete node['create_time'],
    'en-2024-11-create-vpc-channel/createVpcChannel/201/create_time, type',
  ],
  [
    'a type',
    '2024-11.en',
    '/components/schemas/MemberBase/properties/weight',
    (node) => (node['type'] = 'number'),
    'en-2024-11-create-vpc-channel/createVpcChannel/request/members/0/weight, type',
  ],
  [
    'required',
    '2023-11.en',
    '/components/schemas/VpcChannelCreate',
    (node) => (node['required'] = ['name']),
    'en-2023-11-update-vpc-channel/updateVpcChannel/request/port, required',
  ],
  [
    'optional',
    '2023-11.en',
    '/components/schemas/VpcHealthConfig',
    (node) => (node['required'] as string[]).push('port'),
    'en-2023-11-update-vpc-channel/updateVpcChannel/request/vpc_health_config/port, required',
  ],
  [
    'a pattern',
    '2024-11.en',
    '/components/schemas/ChannelName',
    (node) => (node['pattern'] = '^[A-Za-z][A-Za-z0-9_-]*$'),
    'en-2024-11-create-vpc-channel/createVpcChannel/request/name, pattern',
  ],
  [
    'a pattern that is gone',
    '2023-11.zh-CN',
    '/components/schemas/AppName',
    (node) => delete node['pattern'],
    'zh-handbook/createVpcChannel/request/microservice_info/cce_info/app_name, pattern',
  ],
  [
    'a length',
    '2023-05.zh-CN',
    '/components/schemas/MemberBase/properties/host',
    (node) => (node['maxLength'] = 255),
    'zh-2023-05-create-vpc-channel/createVpcChannel/request/members/0/host, maxLength',
  ],
  [
    'a bound of our own making',
    '2023-11.zh-CN',
    '/components/schemas/AppQuotaInfo/properties/call_limits',
    (node) => (node['minimum'] = 0),
    'zh-handbook/showAppBoundQuota/200/call_limits, minimum',
  ],
  [
    'an enum entry',
    '2023-11.en',
    '/components/schemas/CheckMethod',
    (node) => (node['enum'] = ['GET']),
    'en-2023-11-update-vpc-channel/updateVpcChannel/request/vpc_health_config/method, enum',
  ],
  [
    'an enum entry too many',
    '2023-11.en',
    '/components/schemas/WorkloadType',
    (node) => (node['enum'] as string[]).push('Deployment', 'DEPLOYMENT'),
    'en-2023-11-update-vpc-channel/updateVpcChannel/request/microservice_info/cce_info/workload_type, enum',
  ],
  [
    'a default',
    '2024-11.en',
    '/components/schemas/CheckMethod',
    (node) => delete node['default'],
    'en-2024-11-create-vpc-channel/createVpcChannel/request/vpc_health_config/method, default',
  ],
  [
    'deprecation',
    '2024-11.en',
    '/components/schemas/VpcChannelBase/properties/type',
    (node) => delete node['deprecated'],
    'en-2024-11-create-vpc-channel/createVpcChannel/request/type, deprecated',
  ],
  [
    'a rule in a schema',
    '2024-11.en',
    '/components/schemas/HttpCheck',
    (node) => (node['required'] = ['protocol']),
    'en-2024-11-create-vpc-channel/createVpcChannel/request/vpc_health_config/path, rules',
  ],
  [
    'a rule in CEL',
    '2024-11.en',
    '/components/schemas/VpcHealthConfig',
    (node) => delete node['x-validations'],
    'en-2024-11-create-vpc-channel/createVpcChannel/request/vpc_health_config/time_interval, rules',
  ],
  [
    'the number of elements',
    '2024-11.en',
    '/components/schemas/MicroServiceInfoNacosCreate/properties/server_config',
    (node) => (node['maxItems'] = 10),
    'en-2024-11-create-vpc-channel/createVpcChannel/request/microservice_info/nacos_info/server_config, maxItems',
  ],
  [
    'a required parameter',
    '2023-11.zh-CN',
    '/components/parameters/ThrottleIdQuery',
    (node) => delete node['required'],
    'zh-handbook/listThrottleBoundApis/query/throttle_id, required',
  ],
  [
    'the format of a Long',
    '2023-11.zh-CN',
    '/components/schemas/ThrottleBoundApis/properties/total',
    (node) => delete node['format'],
    '2023-11.zh-CN does not say int64',
  ],
  [
    'a pattern that takes only short lists',
    '2024-11.en',
    '/components/schemas/HttpCode',
    (node) => (node['pattern'] = String(node['pattern']).replace(/\*\$$/, '{0,2}$')),
    '2024-11.en rejects "200,201,202,203"',
  ],
  [
    'one alternative without a field',
    '2024-11.en',
    '/components/schemas/ReferenceMemberGroup/properties',
    (node) => (node['dict_code'] = false),
    'en-2024-11-create-vpc-channel/createVpcChannel/request/member_groups/0/dict_code, type',
  ],
  [
    'one kind of channel without a field',
    '2024-11.en',
    '/components/schemas/ServerChannel/properties',
    (node) => (node['microservice_info'] = false),
    'rejects every value of it in the example',
  ],
  [
    'one kind of channel that takes no health check',
    '2024-11.en',
    '/components/schemas/ReferenceChannel/properties',
    (node) => (node['vpc_health_config'] = false),
    '2024-11.en rejects every value of it in the example reference-channel',
  ],
  [
    'more than an erratum says',
    '2024-11.en',
    '/components/schemas/VpcHealthConfigInfo/properties/protocol',
    (node) => (node['enum'] as string[]).push('QUIC'),
    'protocol-lower-case, en-2024-11-show-vpc-channel/showVpcChannel/200/vpc_health_config/protocol, values',
  ],
  [
    'a value of a list under an erratum',
    '2024-11.en',
    '/components/schemas/MicroServiceInfo/properties/service_type',
    (node) => (node['enum'] as string[]).push('EUREKA'),
    'unset-strings-in-answers, en-2024-11-show-vpc-channel/showVpcChannel/200/microservice_info/service_type, values',
  ],
  [
    'a pattern under an erratum',
    '2024-11.en',
    '/components/schemas/VpcHealthConfigInfo/properties/http_code',
    (node) => delete node['anyOf'],
    'unset-strings-in-answers, en-2024-11-show-vpc-channel/showVpcChannel/200/vpc_health_config/http_code, pattern',
  ],
  [
    'a form that an erratum decides',
    '2023-11.zh-CN',
    '/components/schemas/ResourceId',
    (node) => (node['pattern'] = '^[A-Za-z0-9_.-]{1,64}$'),
    'forms-of-ids, zh-handbook/',
  ],
  [
    'a rule that an erratum decides',
    '2023-11.en',
    '/components/schemas/WorkloadByLabel',
    (node) => (node['required'] = ['label_key']),
    'cce-workload-selection, rules/0',
  ],
  [
    'an open object',
    '2023-05.en',
    '/components/schemas/IpMember',
    (node) => delete node['unevaluatedProperties'],
    '2023-05.en, createVpcChannel: accepts {"members":[{"host":"10.0.0.1","colour":"blue"}]}',
  ],
  [
    'a bound where no document states one',
    '2023-05.en',
    '/components/schemas/AppBase/properties/name',
    (node) => (node['maxLength'] = 63),
    'updateApp/request/name',
  ],
  [
    'a field that is gone where no document lists it',
    '2024-11.zh-CN',
    '/components/schemas/AppQuotaInfo/properties',
    (node) => delete node['bound_app_num'],
    'showAppBoundQuota/200/bound_app_num',
  ],
  [
    'a code that no source has',
    '2023-11.en',
    '/components/responses/GatewayNotFound',
    (node) => (node['x-error-codes'] = ['APIG.3030']),
    "The sibling's page has APIC.7302, and the edition does not.",
    'No source has APIG.3030 with this status.',
  ],
  [
    'a status that is gone, and one that no source has',
    '2023-11.en',
    '/paths/~1v2~1{project_id}~1apigw~1instances~1{instance_id}/get/responses',
    (node) => {
      node['409'] = node['404'] ?? {};
      delete node['403'];
    },
    'showInstance/403',
    "The sibling's page has this status, and the edition does not.",
    'showInstance/409',
    'No source has this status.',
  ],
  [
    'a value that the sibling shows',
    '2024-11.en',
    '/components/schemas/InstanceNetwork/properties/eip_address',
    (node) => (node['type'] = 'string'),
    'null-in-gateways, sibling/showInstance/200/eip_address',
    'With what the erratum has instead, the row states also [null]; 2024-11.en rejects null.',
  ],
];

/** An erratum in the way of what is to be shown. */
export function erratum(id: string, more: string): string {
  return `- {id: ${id}, kind: gap, title: {en: a, zh-CN: a}, decision: {en: a, zh-CN: a}, reason: {en: a, zh-CN: a}, ${more}}\n`;
}

/** What is wrong with an erratum, the erratum, and what fidelity must say of it. */
export const errata: [string, string, string][] = [
  [
    'a fact that does not depart',
    'departs: [{row: en-2024-11-create-vpc-channel/createVpcChannel/request/member_groups/0/member_group_remark, instead: {maxLength: 255}}]',
    'Has another maxLength instead, but 2024-11.en agrees with the row without it.',
  ],
  [
    'a fact too many',
    'departs: [{row: en-2024-11-create-vpc-channel/createVpcChannel/request/port, instead: {maximum: 65535, minimum: 1}}]',
    'Has another minimum instead',
  ],
  [
    'a row that is not there',
    'departs: [{row: zh-handbook/updateApp/202/name, instead: {type: Integer}}]',
    'There is no row zh-handbook/updateApp/202/name.',
  ],
  [
    'a row that departs twice',
    'departs: [{rows: [en-2024-11-create-vpc-channel/createVpcChannel/request/vpc_health_config/method, en-2024-11-create-vpc-channel/createVpcChannel/request/dict_code], instead: {enum: [GET]}}]',
    'en-2024-11-create-vpc-channel/createVpcChannel/request/vpc_health_config/method departs twice in enum.',
  ],
  [
    'another value than the row states',
    'facts: [{row: en-2024-11-create-vpc-channel/createVpcChannel/request/name, fact: maxLength, states: 65}]',
    'en-2024-11-create-vpc-channel/createVpcChannel/request/name does not state maxLength 65.',
  ],
  [
    'a place of no edition',
    'touches: [createVpcChannel/request/nam]',
    'It touches createVpcChannel/request/nam, which no edition has.',
  ],
  [
    'evidence of no row',
    'facts: [{row: en-2024-11-create-vpc-channel/createVpcChannel/request/nam, fact: default}]',
    'There is no row en-2024-11-create-vpc-channel/createVpcChannel/request/nam.',
  ],
  [
    'an absent row of no table',
    'facts: [{row: zh-handbook/createApp/request/name, fact: absent}]',
    'There is no table of createApp in zh-handbook.',
  ],
  [
    'another value than the example holds',
    'facts: [{example: en-2024-11-create-vpc-channel/01-createVpcChannel-request, pointer: /port, states: 23}]',
    'en-2024-11-create-vpc-channel/01-createVpcChannel-request holds 22 at /port.',
  ],
  [
    'evidence of no example',
    'facts: [{example: en-2024-11-create-vpc-channel/01-create-request, pointer: /port, states: 22}]',
    'There is no example en-2024-11-create-vpc-channel/01-create-request.',
  ],
  [
    'evidence of no document',
    "facts: [{document: '009', section: Function, says: {en: a, zh-CN: a}}]",
    'There is no document 009.',
  ],
  [
    'evidence of no section',
    'facts: [{document: en-2024-11-create-vpc-channel, section: Prologue, says: {en: a, zh-CN: a}}]',
    "'Prologue' is not a known section",
  ],
  [
    'evidence of no field of a table',
    "facts: [{document: zh-handbook, section: 'updateApp Table 4, creator and type', says: {en: a, zh-CN: a}}]",
    'There is no row zh-handbook/updateApp/201/type.',
  ],
  [
    'evidence of no page of the sibling reference',
    'facts: [{sibling: updateApps, says: {en: a, zh-CN: a}}]',
    'The sibling has no page of updateApps.',
  ],
  [
    'a response that no document has, under another status',
    "departs: [{response: zh-handbook/showAppCode/201, instead: {status: '200'}}]",
    'There is no response zh-handbook/showAppCode/201.',
  ],
  [
    'a rule of an operation without requests',
    'rules: [{says: a, operation: showVpcChannel, accepts: [{}]}]',
    'There is no example of a request of showVpcChannel.',
  ],
  ['a rule that tries nothing', 'rules: [{says: a}]', 'It tries nothing.'],
  ['a rule of no revision', 'rules: [{says: a, revisions: [2024-12], accepts: [{}]}]', 'There is no revision 2024-12.'],
];
