// Each guard of the bundler, broken once: the step stops, says where and how to fix it, and leaves what was built before.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { locales } from '@apig-spec/model/editions';
import { readRevisions } from '@apig-spec/repository/editions';
import { test } from 'vitest';
import { type Breakage, bundlerStopsAt } from './breakages.ts';
import { contentsOf, type Scratch, scratch } from './scratch.ts';

const revisions = readRevisions();

const channels = 'spec/resources/vpc-channels';
const base = `${channels}/schemas/VpcHealthConfigBase.yaml`;
const step = `${channels}/revisions/2023-05.overlay.yaml`;
const wire = `${channels}/zh-CN.overlay.yaml`;
const catalogue = `${channels}/zh-CN.yaml`;
const changes = 'spec/revisions/2023-05.yaml';

/** What is broken, by which edits, and what the step must say of it; in groups of what it tells at once. */
type Edits = [what: string, edits: [file: string, from: string, to: string][], says: (string | RegExp)[]];
const groups: Edits[][] = [
  [
    ['a broken YAML file', [[base, 'port:\n', 'port: [\n']], ['VpcHealthConfigBase.yaml', /:\d+:\d+|line \d+/]],
    [
      'a $ref that leads nowhere',
      [[`${channels}/schemas/VpcHealthConfig.yaml`, 'TcpCheck.yaml', 'UdpCheck.yaml']],
      ['VpcHealthConfig.yaml', 'UdpCheck.yaml'],
    ],
  ],
  [['a broken overlay', [[step, 'actions:\n', 'actions: {\n']], [step, /line \d+, column \d+/]]],
  [['a broken catalogue', [[catalogue, '\n', '\n  - : [\n']], [catalogue, /line \d+, column \d+/]]],
  [
    [
      'overlay actions that match nothing or change nothing',
      [
        [step, "properties['threshold_normal','threshold_abnormal']", 'properties.threshold'],
        [step, '      minimum: 5\n', '      minimum: 1\n'],
      ],
      [
        '2023-05.overlay.yaml: /actions/0',
        'properties.threshold',
        'matches nothing',
        'Correct the target',
        '2023-05.overlay.yaml: /actions/1',
        'changes nothing',
      ],
    ],
    [
      'a target that is not JSONPath',
      [[step, '$.components.schemas.VpcHealthConfigBase.properties.timeout\n', '$.components[\n']],
      ['2023-05.overlay.yaml: /actions/2 ($.components[)'],
    ],
  ],
  [
    [
      'actions that match in other revisions than they list',
      [
        [wire, 'EcsName.pattern\n', "EcsName.pattern\n    x-revisions: ['2024-11', '2023-11']\n"],
        [wire, "x-revisions: ['2023-05']", "x-revisions: ['2023-05', '2023-11']"],
      ],
      ['zh-CN.overlay.yaml', 'revision 2023-05', 'x-revisions does not list', 'revision 2023-11', 'matches nothing'],
    ],
    [
      'a wire overlay that changes prose',
      [
        [
          wire,
          'actions:\n',
          'actions:\n  - target: $.components.schemas.EcsName.description\n    description: Prose.\n    x-sources: [zh-2023-05-create-vpc-channel/createVpcChannel/request/members/0/ecs_name]\n    update: Other words.\n',
        ],
      ],
      ['zh-CN.overlay.yaml', 'It changes prose'],
    ],
  ],
  [
    [
      'an observed action that matches nothing',
      [[`${channels}/observed.overlay.yaml`, "required[?@=='timeout']", "required[?@=='delay']"]],
      ['observed.overlay.yaml', 'matches nothing'],
    ],
  ],
  [
    [
      'an English text that has changed since it was translated, and a catalogue key that names nothing',
      [
        [base, 'Interval between checks, in seconds.', 'Seconds between two checks.'],
        [catalogue, 'VpcHealthConfigBase.timeout:', 'VpcHealthConfigBase.limit:'],
      ],
      [
        'VpcHealthConfigBase.time_interval',
        'The English text is now "Seconds between two checks.',
        'give it the hash',
        'zh-CN.yaml: VpcHealthConfigBase.limit',
        'names no prose',
        'zh-CN.yaml: VpcHealthConfigBase.timeout',
      ],
    ],
    [
      'Chinese that is none, and a hash that YAML reads as a number',
      [[catalogue, 'tags.vpc-channels:\n', 'tags.vpc-channels:\n  aaaaaaaa: ""\n  45e72865: 通道\n']],
      ['tags.vpc-channels, aaaaaaaa', '"" is not Chinese', 'is not a valid hash', 'Quote it'],
    ],
  ],
  [
    [
      'prose at a place that has no name',
      [[`${channels}/schemas/VpcChannelCreate.yaml`, '  - oneOf:\n', '  - description: Nameless.\n    oneOf:\n']],
      ['/components/schemas/VpcChannelCreate/allOf/2/description', 'no stable name'],
    ],
  ],
  [
    [
      'what is told beside the editions, and is not so',
      [
        [changes, '- id: cce-service\n', '- id: cce-services\n'],
        [
          step,
          '    description: At least 2 seconds.\n    x-change: lower-check-bounds\n',
          '    description: At least 2.\n',
        ],
        [
          changes,
          '- zh-2023-05-create-vpc-channel/createVpcChannel/request/name\n',
          '- zh-2023-05-create-vpc-channel/createVpcChannel/request/nam\n',
        ],
        [changes, '通道名称允许包含点号', '信道名称允许包含点号'],
        [
          wire,
          'x-sources: [zh-2023-05-create-vpc-channel/createVpcChannel/request/name]',
          'x-sources: [zh-2023-05-create-vpc-channel/createVpcChannel/request/nome]',
        ],
        [wire, '    x-sources: [zh-handbook/createVpcChannel/request/member_groups/0/member_group_name]\n', ''],
        [catalogue, 'tags.vpc-channels:\n', 'tags.vpc-channels:\n  00000000: 频道\n'],
      ],
      [
        'There is no change cce-service.',
        '2023-05.yaml: cce-services',
        'No action has it as x-change',
        'The action has no x-change',
        'There is no row zh-2023-05-create-vpc-channel/createVpcChannel/request/nam.',
        '2023-05.yaml: period-in-channel-name',
        'It says 信道',
        'There is no row zh-2023-05-create-vpc-channel/createVpcChannel/request/nome.',
        'No x-sources',
        'It says 频道',
      ],
    ],
  ],
  [
    [
      'a revision that there is not',
      [[wire, "x-revisions: ['2023-05']", "x-revisions: ['2023-06']"]],
      ['zh-CN.overlay.yaml', 'x-revisions lists 2023-06', `Known: ${revisions.join(', ')}`],
    ],
  ],
  [
    [
      'a pattern that stands for no row',
      [['spec/shared/documents.errata.yaml', 'en-*/*/header/X-Auth-Token', 'en-*/*/header/X-Token']],
      ['documents.errata.yaml', 'en-*/*/header/X-Token matches no row.'],
    ],
  ],
  [
    [
      'a table of another resource, and a row that stands twice',
      [
        ['spec/sources/zh-handbook/envs.yaml', 'at: deleteEnvironment/404', 'at: deleteThrottle/404'],
        [
          'spec/sources/en-2024-11-create-vpc-channel/vpc-channels.yaml',
          'at: createVpcChannel/401',
          'at: createVpcChannel/400',
        ],
      ],
      [
        'envs.yaml: deleteThrottle/404\n    It is about deleteThrottle, which is not an operation of this resource.',
        'en-2024-11-create-vpc-channel/createVpcChannel/400/error_code',
        'The row occurs twice.',
      ],
    ],
    [
      'a ledger that lacks a row',
      [
        [
          'spec/sources/en-2024-11-create-vpc-channel/vpc-channels.yaml',
          '    - { field: weight, required: false, type: Integer, minimum: 0, maximum: 10000 }\n',
          '',
        ],
      ],
      [
        'spec/sources/en-2024-11-create-vpc-channel/source.yaml: rows',
        'The document has 143 rows, and 142 stand here.',
      ],
    ],
  ],
];

bundlerStopsAt(
  ...groups.map((group) =>
    group.map(([what, edits, says]): Breakage => {
      const breaks = ({ edit }: Scratch) => {
        for (const each of edits) edit(...each);
      };
      return [what, breaks, says];
    }),
  ),
);

test('bundles the contract as it stands to what is there already', { timeout: 300_000 }, async ({
  expect,
  onTestFinished,
}) => {
  const { dist, run } = scratch(onTestFinished);
  const before = contentsOf(dist);
  // Left over from a revision that is no more.
  writeFileSync(join(dist, '2020-01.en.json'), '{}');
  const { code, output } = await run('bundle/bundle');
  expect(output).toMatch(new RegExp(`^bundle: ${locales.length * revisions.length} editions`));
  expect(code).toBe(0);
  expect(contentsOf(dist)).toEqual(before);
});

test('translations lists what is missing in the catalogue’s own form', { timeout: 300_000 }, async ({
  expect,
  onTestFinished,
}) => {
  const { edit, run } = scratch(onTestFinished);
  edit(base, 'Interval between checks, in seconds.', 'Seconds between two checks.');
  const { code, output } = await run('bundle/translations');
  expect(output).toContain(`# ${revisions.join(', ')}\n# Seconds between two checks.`);
  expect(output).toMatch(/VpcHealthConfigBase\.time_interval:\n {2}'[0-9a-f]{8}': /);
  expect(output).toContain('translations: 1 missing, 1 stale');
  expect(code).toBe(1);
});
