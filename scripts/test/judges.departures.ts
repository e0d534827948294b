// What fidelity is shown: editions that depart from their documents, and errata that are not so.
import type { JsonObject } from '../lib/json.ts';

/** What is wrong, in which edition, where, how, and what fidelity must say of it. */
export const departures: [string, string, string, (node: JsonObject) => void, string][] = [
  [
    'a field that is gone',
    '2024-11.en',
    '/components/schemas/VpcChannelInfo/properties',
    (node) => delete node['create_time'],
    '000/T15/create_time, type',
  ],
  [
    'a type',
    '2024-11.en',
    '/components/schemas/MemberBase/properties/weight',
    (node) => (node['type'] = 'number'),
    '000/T6/weight, type',
  ],
  [
    'required',
    '2023-11.en',
    '/components/schemas/VpcChannelCreate',
    (node) => (node['required'] = ['name']),
    '003/T3/port, required',
  ],
  [
    'optional',
    '2023-11.en',
    '/components/schemas/VpcHealthConfig',
    (node) => (node['required'] as string[]).push('port'),
    '003/T7/port, required',
  ],
  [
    'a pattern',
    '2024-11.en',
    '/components/schemas/ChannelName',
    (node) => (node['pattern'] = '^[A-Za-z][A-Za-z0-9_-]*$'),
    '000/T3/name, pattern',
  ],
  [
    'a pattern that is gone',
    '2023-11.zh-CN',
    '/components/schemas/AppName',
    (node) => delete node['pattern'],
    '004/createVpcChannel.T10/app_name, pattern',
  ],
  [
    'a length',
    '2023-05.zh-CN',
    '/components/schemas/MemberBase/properties/host',
    (node) => (node['maxLength'] = 255),
    '002/T6/host, maxLength',
  ],
  [
    'a bound of our own making',
    '2023-11.zh-CN',
    '/components/schemas/AppBoundQuota/properties/call_limits',
    (node) => (node['minimum'] = 0),
    '004/showAppBoundQuota.T3/call_limits, minimum',
  ],
  [
    'an enum entry',
    '2023-11.en',
    '/components/schemas/CheckMethod',
    (node) => (node['enum'] = ['GET']),
    '003/T7/method, enum',
  ],
  [
    'an enum entry too many',
    '2023-11.en',
    '/components/schemas/WorkloadType',
    (node) => (node['enum'] as string[]).push('Deployment', 'DEPLOYMENT'),
    '003/T10/workload_type, enum',
  ],
  [
    'a default',
    '2024-11.en',
    '/components/schemas/CheckMethod',
    (node) => delete node['default'],
    '000/T7/method, default',
  ],
  [
    'deprecation',
    '2024-11.en',
    '/components/schemas/VpcChannelBase/properties/type',
    (node) => delete node['deprecated'],
    '000/T3/type, deprecated',
  ],
  [
    'a rule in a schema',
    '2024-11.en',
    '/components/schemas/HttpCheck',
    (node) => (node['required'] = ['protocol']),
    '000/T7/path, rules',
  ],
  [
    'a rule in CEL',
    '2024-11.en',
    '/components/schemas/VpcHealthConfig',
    (node) => delete node['x-validations'],
    '000/T7/time_interval, rules',
  ],
  [
    'the number of elements',
    '2024-11.en',
    '/components/schemas/MicroServiceInfoNacosCreate/properties/server_config',
    (node) => (node['maxItems'] = 10),
    '000/T12/server_config, maxItems',
  ],
  [
    'a mandatory parameter',
    '2023-11.zh-CN',
    '/components/parameters/ThrottleIdQuery',
    (node) => delete node['required'],
    '004/listThrottleBoundApis.T2/throttle_id, required',
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
    '2024-11.en refuses "200,201,202,203"',
  ],
  [
    'one alternative without a field',
    '2024-11.en',
    '/components/schemas/ReferenceMemberGroup/properties',
    (node) => (node['dict_code'] = false),
    '000/T4/dict_code, type',
  ],
  [
    'one kind of channel without a field',
    '2024-11.en',
    '/components/schemas/ServerChannel/properties',
    (node) => (node['microservice_info'] = false),
    'refuses every value of it in the example',
  ],
  [
    'one kind of channel that takes no health check',
    '2024-11.en',
    '/components/schemas/ReferenceChannel/properties',
    (node) => (node['vpc_health_config'] = false),
    '2024-11.en refuses every value of it in the example reference-channel',
  ],
  [
    'more than an erratum says',
    '2024-11.en',
    '/components/schemas/VpcHealthConfigInfo/properties/protocol',
    (node) => (node['enum'] as string[]).push('QUIC'),
    'protocol-lower-case, 001/T14/protocol, values',
  ],
  [
    'a value of a list under an erratum',
    '2024-11.en',
    '/components/schemas/MicroServiceInfo/properties/service_type',
    (node) => (node['enum'] as string[]).push('EUREKA'),
    'unset-strings-in-answers, 001/T6/service_type, values',
  ],
  [
    'a pattern under an erratum',
    '2024-11.en',
    '/components/schemas/VpcHealthConfigInfo/properties/http_code',
    (node) => delete node['anyOf'],
    'unset-strings-in-answers, 001/T14/http_code, pattern',
  ],
  [
    'a form that an erratum decides',
    '2023-11.zh-CN',
    '/components/schemas/ResourceId',
    (node) => (node['pattern'] = '^[A-Za-z0-9_.-]{1,64}$'),
    'forms-of-ids, 004/',
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
    '/components/schemas/AppUpdate/properties/name',
    (node) => (node['maxLength'] = 63),
    'updateApp/request/name',
  ],
  [
    'a field that is gone where no document lists it',
    '2024-11.zh-CN',
    '/components/schemas/AppBoundQuota/properties',
    (node) => delete node['bound_app_num'],
    'showAppBoundQuota/200/bound_app_num',
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
    'departs: [{row: 000/T4/member_group_remark, instead: {maxLength: 255}}]',
    'Has another maxLength instead, but 2024-11.en agrees with the row without it.',
  ],
  [
    'a fact too many',
    'departs: [{row: 000/T3/port, instead: {maximum: 65535, minimum: 1}}]',
    'Has another minimum instead',
  ],
  [
    'a row that is not there',
    'departs: [{row: 000/T99/name, instead: {type: Integer}}]',
    'There is no row 000/T99/name.',
  ],
  [
    'a row that departs twice',
    'departs: [{rows: [000/T7/method, 000/T3/dict_code], instead: {enum: [GET]}}]',
    '000/T7/method departs twice in enum.',
  ],
  [
    'another value than the row states',
    'facts: [{row: 000/T3/name, fact: maxLength, states: 65}]',
    '000/T3/name does not state maxLength 65.',
  ],
  [
    'a place of no edition',
    'touches: [createVpcChannel/request/nam]',
    'It touches createVpcChannel/request/nam, which no edition has.',
  ],
  ['evidence of no row', 'facts: [{row: 000/T3/nam, fact: default}]', 'There is no row 000/T3/nam.'],
  ['an absent row of no table', 'facts: [{row: 000/T99/name, fact: absent}]', 'There is no table 000/T99.'],
  [
    'another value than the example holds',
    'facts: [{example: 000/01-createVpcChannel-request, pointer: /port, states: 23}]',
    '000/01-createVpcChannel-request holds 22 at /port.',
  ],
  [
    'evidence of no example',
    'facts: [{example: 000/01-create-request, pointer: /port, states: 22}]',
    'There is no example 000/01-create-request.',
  ],
  [
    'evidence of no document',
    "facts: [{document: '009', section: Function, says: {en: a, zh-CN: a}}]",
    'There is no document 009.',
  ],
  [
    'evidence of no section',
    "facts: [{document: '000', section: Prologue, says: {en: a, zh-CN: a}}]",
    "'Prologue' is no section",
  ],
  [
    'evidence of no field of a table',
    "facts: [{document: '004', section: 'updateApp Table 4, creator and type', says: {en: a, zh-CN: a}}]",
    'There is no row 004/updateApp.T4/type.',
  ],
  [
    'evidence of no page of the sibling reference',
    'facts: [{sibling: updateApps, says: {en: a, zh-CN: a}}]',
    'The sibling has no page of updateApps.',
  ],
  [
    'a response that no document has, under another status',
    "departs: [{answer: 004/showAppCode/201, instead: {status: '200'}}]",
    'There is no answer 004/showAppCode/201.',
  ],
  [
    'a rule of an operation without requests',
    'rules: [{says: a, operation: showVpcChannel, accepts: [{}]}]',
    'No document has an example of a request of showVpcChannel.',
  ],
  ['a rule that tries nothing', 'rules: [{says: a}]', 'It tries nothing.'],
  ['a rule of no revision', 'rules: [{says: a, revisions: [2024-12], accepts: [{}]}]', 'There is no revision 2024-12.'],
];
