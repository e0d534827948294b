// What is wrong with a request: which field is blamed, with which code, in each edition that it concerns.
import { describe, expect, test } from 'vitest';
import { editions, example } from './editions.ts';

/** A body to break; only what the cases below touch. */
interface Body {
  [field: string]: unknown;
  vpc_health_config: Record<string, unknown>;
  member_groups: Record<string, unknown>[];
  members: (Record<string, unknown> | string)[];
}

interface Case {
  says: string;
  /** The first revision that it concerns; the oldest unless given. */
  since?: string;
  /** The first revision that it no longer concerns. */
  before?: string;
  /** Changes a valid server channel, or gives another body. */
  body: (body: Body) => unknown;
  /** Pointer, parameter, code. */
  blames: [string, string, string][];
}

const [missing, invalid] = ['APIG.2001', 'APIG.2011'];
const workload = { cluster_id: 'c', namespace: 'default', workload_type: 'deployment' };
const microservice = (microservice_info: object) => (body: Body) => Object.assign(body, { type: 3, microservice_info });
const check = (change: object) => (body: Body) => {
  Object.assign(body.vpc_health_config, change);
};
const members =
  (member_type: string, ...list: unknown[]) =>
  (body: Body) => {
    Object.assign(body, { member_type, members: list });
  };

const cases: Case[] = [
  // Something required is missing.
  { says: 'no name', body: (body) => delete body['name'], blames: [['/name', 'name', missing]] },
  { says: 'no port', body: (body) => delete body['port'], blames: [['/port', 'port', missing]] },
  {
    says: 'no member_type',
    body: (body) => delete body['member_type'],
    blames: [['/member_type', 'member_type', missing]],
  },
  {
    says: 'ip member without host',
    body: members('ip', { weight: 1 }),
    blames: [['/members/0/host', 'host', missing]],
  },
  {
    says: 'ecs member without name',
    body: members('ecs', { ecs_id: 'a', ecs_name: 'a' }, { ecs_id: 'b' }),
    blames: [['/members/1/ecs_name', 'ecs_name', missing]],
  },
  {
    says: 'group without name',
    body: (body) => delete body.member_groups[1]?.['member_group_name'],
    blames: [['/member_groups/1/member_group_name', 'member_group_name', missing]],
  },
  {
    says: 'check without protocol',
    body: (body) => delete body.vpc_health_config['protocol'],
    blames: [['/vpc_health_config/protocol', 'protocol', missing]],
  },
  {
    says: 'HTTP check without http_code',
    body: (body) => delete body.vpc_health_config['http_code'],
    blames: [['/vpc_health_config/http_code', 'http_code', missing]],
  },
  {
    says: 'HTTPS check without path',
    body: (body) => {
      body.vpc_health_config['protocol'] = 'HTTPS';
      delete body.vpc_health_config['path'];
    },
    blames: [['/vpc_health_config/path', 'path', missing]],
  },
  {
    says: 'CSE without cse_info',
    body: microservice({ service_type: 'CSE' }),
    blames: [['/microservice_info/cse_info', 'cse_info', missing]],
  },
  {
    says: 'CCE without cce_info',
    body: microservice({ service_type: 'CCE' }),
    blames: [['/microservice_info/cce_info', 'cce_info', missing]],
  },
  {
    says: 'NACOS without nacos_info',
    since: '2024-11',
    body: (body) => microservice({ service_type: 'NACOS' })({ ...body, member_groups: [] }),
    blames: [['/microservice_info/nacos_info', 'nacos_info', missing]],
  },
  {
    says: 'a workload that nothing selects',
    since: '2023-11',
    body: microservice({ service_type: 'CCE', cce_info: workload }),
    blames: [['/microservice_info/cce_info/app_name', 'app_name', missing]],
  },
  {
    says: 'a workload selected by half a label',
    since: '2023-11',
    body: microservice({ service_type: 'CCE', cce_info: { ...workload, label_key: 'app' } }),
    blames: [['/microservice_info/cce_info/label_value', 'label_value', missing]],
  },
  {
    says: 'nothing at all, in the order in which a channel is described',
    body: () => ({}),
    blames: ['name', 'port', 'balance_strategy', 'member_type'].map((field) => [`/${field}`, field, missing]),
  },
  { says: 'no body', body: () => undefined, blames: [['', 'body', missing]] },
  { says: 'a list for a body', body: () => [], blames: [['', 'body', missing]] },
  { says: 'null for a body', body: () => null, blames: [['', 'body', missing]] },

  // Something is invalid.
  { says: 'a port as text', body: (body) => Object.assign(body, { port: '80' }), blames: [['/port', 'port', invalid]] },
  { says: 'a port below 1', body: (body) => Object.assign(body, { port: 0 }), blames: [['/port', 'port', invalid]] },
  { says: 'half a port', body: (body) => Object.assign(body, { port: 80.5 }), blames: [['/port', 'port', invalid]] },
  {
    says: 'an unknown strategy',
    body: (body) => Object.assign(body, { balance_strategy: 9 }),
    blames: [['/balance_strategy', 'balance_strategy', invalid]],
  },
  { says: 'a short name', body: (body) => Object.assign(body, { name: 'ab' }), blames: [['/name', 'name', invalid]] },
  {
    says: 'an unknown member_type',
    body: (body) => Object.assign(body, { member_type: 'vm' }),
    blames: [['/member_type', 'member_type', invalid]],
  },
  { says: 'an unknown type', body: (body) => Object.assign(body, { type: 5 }), blames: [['/type', 'type', invalid]] },
  {
    says: 'an unknown protocol',
    body: check({ protocol: 'UDP' }),
    blames: [['/vpc_health_config/protocol', 'protocol', invalid]],
  },
  {
    says: 'tcp in lower case',
    body: check({ protocol: 'tcp' }),
    blames: [['/vpc_health_config/protocol', 'protocol', invalid]],
  },
  {
    says: 'a status code of 600',
    body: check({ http_code: '600' }),
    blames: [['/vpc_health_config/http_code', 'http_code', invalid]],
  },
  {
    says: 'an interval no longer than the timeout',
    body: check({ time_interval: 5, timeout: 5 }),
    blames: [['/vpc_health_config/time_interval', 'time_interval', invalid]],
  },
  {
    says: 'an unknown service_type',
    body: microservice({ service_type: 'ZOOKEEPER' }),
    blames: [['/microservice_info/service_type', 'service_type', invalid]],
  },
  {
    says: 'members that are not a list',
    body: (body) => Object.assign(body, { members: 'x' }),
    blames: [['/members', 'members', invalid]],
  },
  { says: 'a member that is not an object', body: members('ip', 'x'), blames: [['/members/0', 'members', invalid]] },
  {
    says: 'type 2 beside vpc_channel_type',
    since: '2024-11',
    body: (body) => Object.assign(body, { type: 3, vpc_channel_type: 'builtin' }),
    blames: [['/type', 'type', invalid]],
  },
  {
    says: 'type 3 beside vpc_channel_type',
    since: '2024-11',
    body: (body) => Object.assign(body, { type: 3, vpc_channel_type: 'builtin' }),
    blames: [['/type', 'type', invalid]],
  },
  {
    says: 'an unknown vpc_channel_type',
    since: '2024-11',
    body: (body) => Object.assign(body, { vpc_channel_type: 'Builtin' }),
    blames: [['/vpc_channel_type', 'vpc_channel_type', invalid]],
  },
  {
    says: 'a weight beside NACOS',
    since: '2024-11',
    body: microservice({
      service_type: 'NACOS',
      nacos_info: {
        service_name: 's',
        server_config: [{ ip_address: '192.168.0.20', port: 8848 }],
        user_info: { user_name: 'u', password: 'p' },
      },
    }),
    blames: [['/member_groups', 'member_groups', invalid]],
  },

  // Something is unknown, or known elsewhere.
  {
    says: 'a misspelt field',
    body: members('ip', { host: '192.168.0.5', group_name: 'default' }),
    blames: [['/members/0/group_name', 'group_name', invalid]],
  },
  {
    says: 'an unknown field',
    body: (body) => Object.assign(body, { 'a/b~c': 1 }),
    blames: [['/a~1b~0c', 'a/b~c', invalid]],
  },
  {
    says: 'a microservice field in the group of a server channel',
    body: (body) => Object.assign(body.member_groups[0] ?? {}, { microservice_version: 'v1' }) && body,
    blames: [['/member_groups/0/microservice_version', 'microservice_version', invalid]],
  },
  {
    says: 'a reference in the group of a server channel',
    body: (body) => Object.assign(body.member_groups[0] ?? {}, { reference_vpc_channel_id: 'x' }) && body,
    blames: [['/member_groups/0/reference_vpc_channel_id', 'reference_vpc_channel_id', invalid]],
  },
  {
    says: 'nacos_info before 2024-11',
    before: '2024-11',
    body: microservice({ nacos_info: {} }),
    blames: [['/microservice_info/nacos_info', 'nacos_info', invalid]],
  },
  {
    says: 'vpc_channel_type before 2024-11',
    before: '2024-11',
    body: (body) => Object.assign(body, { vpc_channel_type: 'builtin' }),
    blames: [['/vpc_channel_type', 'vpc_channel_type', invalid]],
  },
  {
    says: 'CCE_SERVICE before 2023-11',
    before: '2023-11',
    body: microservice({ service_type: 'CCE_SERVICE' }),
    blames: [['/microservice_info/service_type', 'service_type', invalid]],
  },
  {
    says: 'label_key before 2023-11',
    before: '2023-11',
    body: microservice({ service_type: 'CCE', cce_info: { ...workload, label_key: 'app' } }),
    blames: [['/microservice_info/cce_info/label_key', 'label_key', invalid]],
  },

  // Several at once: what is missing first, then from the top of the body down.
  {
    says: 'many mistakes',
    body: (body) => {
      delete body['name'];
      Object.assign(body, { port: 0, unknown: 1, members: [{ weight: 1 }] });
      body.vpc_health_config['threshold_normal'] = 99;
    },
    blames: [
      ['/name', 'name', missing],
      ['/members/0/host', 'host', missing],
      ['/port', 'port', invalid],
      ['/unknown', 'unknown', invalid],
      ['/vpc_health_config/threshold_normal', 'threshold_normal', invalid],
    ],
  },
];

/** Cases whose change is made in place give back what is not a body. */
function changed(change: Case['body'], body: Body): unknown {
  const result = change(body);
  return typeof result === 'boolean' || (result === undefined && change.length > 0) ? body : result;
}

describe.each(editions)('$name', ({ validator, document, revision }) => {
  const concerned = cases.filter(
    ({ since = '', before }) => revision >= since && (before === undefined || revision < before),
  );

  test.each(concerned)('$says', ({ body, blames }) => {
    const broken = changed(body, example(document, 'server-channel') as Body);
    for (const operation of ['createVpcChannel', 'updateVpcChannel'] as const) {
      const problems = validator.validateRequest(operation, { body: broken });
      expect(problems.map(({ pointer, parameter, code }) => [pointer, parameter, code])).toEqual(blames);
      expect(problems.every((problem) => problem.in === 'body')).toBe(true);
    }
  });

  test('an invalid ID in the path', () => {
    const params = { project_id: 'p', instance_id: 'i', vpc_channel_id: 'not/an/id' };
    expect(validator.validateRequest('showVpcChannel', { params })).toMatchObject([
      { in: 'path', pointer: '/vpc_channel_id', parameter: 'vpc_channel_id', code: 'APIG.2012' },
    ]);
    expect(
      validator.validateRequest('showVpcChannel', { params: { ...params, vpc_channel_id: 'a'.repeat(64) } }),
    ).toEqual([]);
    expect(
      validator.validateRequest('showVpcChannel', { params: { ...params, vpc_channel_id: 'a'.repeat(65) } }),
    ).toHaveLength(1);
  });

  test('the query', () => {
    const problems = (query: Record<string, string | undefined>) =>
      validator.validateRequest('listThrottleBoundApis', { query }).map(({ parameter, code }) => [parameter, code]);
    expect(problems({ throttle_id: 't', offset: '-1', limit: '100000', api_name: undefined })).toEqual([]);
    expect(problems({})).toEqual([['throttle_id', 'APIG.2001']]);
    expect(problems({ throttle_id: 't!', limit: 'ten' })).toEqual([
      ['throttle_id', 'APIG.2012'],
      ['limit', 'APIG.2012'],
    ]);
    expect(problems({ throttle_id: 't', offset: '1.5' })).toEqual([['offset', 'APIG.2012']]);
  });

  test('responses', () => {
    const response = example(document, 'server-channel-created') as Record<string, unknown>;
    const { id: _, ...withoutId } = response;
    expect(validator.validateResponse('createVpcChannel', 201, { ...response, new_field: 1 })).toEqual([]);
    expect(validator.validateResponse('createVpcChannel', 201, withoutId)).toMatchObject([
      { in: 'body', pointer: '/id', parameter: 'id', code: 'APIG.2001' },
    ]);
    expect(validator.validateResponse('createVpcChannel', 201, { ...response, dict_code: 'x!' })).toMatchObject([
      { pointer: '/dict_code', code: 'APIG.2011' },
    ]);
    expect(validator.validateResponse('createVpcChannel', 299, response)).toMatchObject([
      { pointer: '', parameter: 'status' },
    ]);
    expect(validator.validateResponse('deleteThrottle', 204, undefined)).toEqual([]);
    expect(validator.validateResponse('deleteThrottle', 204, {})).toMatchObject([{ pointer: '', parameter: 'body' }]);
  });
});
