// What the observed rules accept and reject beyond the documented ones, in each edition.
import { describe, expect, test } from 'vitest';
import { editions, example } from './editions.ts';

interface Body {
  [field: string]: unknown;
  vpc_health_config: Record<string, unknown>;
}

/** What makes a channel a microservice channel of a cloud container engine. */
const microservice_info = {
  service_type: 'CCE',
  cce_info: { cluster_id: 'c', namespace: 'default', workload_type: 'deployment', app_name: 'app' },
};
const reference = { type: 0, vpc_channel_type: 'reference', member_groups: [{ member_group_name: 'default' }] };
const check = (change: object) => (body: Body) => Object.assign(body.vpc_health_config, change);
const fields = (change: object) => (body: Body) => Object.assign(body, change);
const interval = ['/vpc_health_config/time_interval'];

/** What changes a valid server channel, since when there is such a thing, and what each rule set blames. */
const cases: [
  says: string,
  since: string,
  change: (body: Body) => unknown,
  documented: string[],
  observed: string[],
][] = [
  ['nothing changed', '2023-05', () => {}, [], []],
  ['null for members', '2023-05', fields({ members: null }), ['/members'], []],
  ['null for member_groups', '2023-05', fields({ member_groups: null }), ['/member_groups'], []],
  ['null for both', '2023-05', fields({ members: null, member_groups: null }), ['/members', '/member_groups'], []],
  ['null for name', '2023-05', fields({ name: null }), ['/name'], ['/name']],
  [
    'no member_type, and cloud servers, which are the default',
    '2023-05',
    fields({ member_type: undefined, members: [{ ecs_id: 'a', ecs_name: 'a' }] }),
    ['/member_type'],
    [],
  ],
  [
    'an empty member_type, which counts as not set, and servers named by address',
    '2023-05',
    fields({ member_type: '', members: [{ host: '192.168.0.1' }] }),
    ['/member_type'],
    ['/members/0/ecs_id', '/members/0/ecs_name'],
  ],
  [
    'no member_type, and servers named by address',
    '2023-05',
    fields({ member_type: undefined, members: [{ host: '192.168.0.1' }] }),
    ['/member_type'],
    ['/members/0/ecs_id', '/members/0/ecs_name'],
  ],
  ['no timeout', '2023-05', check({ timeout: undefined }), ['/vpc_health_config/timeout'], []],
  ['an interval as long as the timeout', '2023-05', check({ time_interval: 9, timeout: 9 }), interval, interval],
  ['the same with TCP', '2023-05', check({ protocol: 'TCP', time_interval: 9, timeout: 9 }), interval, []],
  [
    'TCP, and a longer timeout',
    '2023-05',
    check({ protocol: 'TCP', time_interval: 9, timeout: 10 }),
    interval,
    interval,
  ],
  ['both types, not the same', '2024-11', fields({ type: 3, vpc_channel_type: 'builtin' }), ['/type'], ['/type']],
  [
    'both types of a microservice channel, as a response has them',
    '2024-11',
    fields({ type: 3, vpc_channel_type: 'microservice', member_groups: [], microservice_info }),
    [],
    [],
  ],
  [
    'both types of a reference channel, as a response has them',
    '2024-11',
    fields({ ...reference, type: 2, members: [] }),
    [],
    [],
  ],
  ['members of a reference channel', '2024-11', fields({ ...reference, members: [{ host: 'h' }] }), [], ['/members']],
  ['no members of a reference channel', '2024-11', fields({ ...reference, members: [] }), [], []],
  ['null for members of a reference channel', '2024-11', fields({ ...reference, members: null }), ['/members'], []],
];

describe.each(editions)('$name', ({ document, revision, locale, validator, observed }) => {
  const told = (english: string, chinese: string) => (locale === 'en' ? english : chinese);

  test.each(cases.filter(([, since]) => revision >= since))('%s', (_says, _since, change, documented, beyond) => {
    const channel = example(document, 'server-channel') as Body;
    change(channel);
    const body: unknown = JSON.parse(JSON.stringify(channel));
    const blamed = ({ validateRequest }: typeof validator, id: 'createVpcChannel' | 'updateVpcChannel') =>
      validateRequest(id, { body }).map(({ pointer }) => pointer);
    for (const id of ['createVpcChannel', 'updateVpcChannel'] as const) {
      expect(blamed(validator, id).sort()).toEqual(documented.toSorted());
      expect(blamed(observed, id).sort()).toEqual(beyond.toSorted());
    }
  });

  test('messages', () => {
    const channel = example(document, 'server-channel') as Body;
    const message = (change: object) =>
      observed.validateRequest('createVpcChannel', { body: { ...channel, ...change } })[0]?.message;
    expect(message({ members: {} })).toBe(told('members must be a list or null', 'members 必须是列表或 null'));
    expect(message({ vpc_health_config: { ...channel.vpc_health_config, time_interval: 5, timeout: 20 } })).toBe(
      told('time_interval must be greater than timeout', 'time_interval 必须大于 timeout'),
    );
    if (revision >= '2024-11')
      expect(message({ ...reference, members: [{ host: 'h' }] })).toBe(
        told('members must be empty', 'members 必须为空'),
      );
  });

  test('an update of an app is answered with 200 under both rules, and not with 201', () => {
    const app = example(document, 'app-updated');
    for (const rules of [validator, observed]) {
      expect(rules.validateResponse('updateApp', 200, app)).toEqual([]);
      expect(rules.validateResponse('updateApp', 201, app)[0]?.parameter).toBe('status');
      expect(rules.operations.updateApp.statuses.filter((status) => status < 300)).toEqual([200]);
    }
  });

  test('the health of a member may be null', () => {
    const response = example(document, 'server-channel-details') as { members: object[] };
    const members = [{ ...response.members[0], health_status: null }];
    const blamed = ({ validateResponse }: typeof validator) =>
      validateResponse('showVpcChannel', 200, { ...response, members }).map(({ pointer }) => pointer);
    expect(blamed(validator)).toEqual(['/members/0/health_status']);
    expect(blamed(observed)).toEqual([]);
  });
});
