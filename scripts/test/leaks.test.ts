// What only the newest source states, and no overlay takes back: each kind of fact, leaked into the older editions, and found.
import { join } from 'node:path';
import { checkLeaks } from '@apig-spec/checks/leaks';
import { type Edition, editionsOf } from '@apig-spec/model/editions';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { at } from '@apig-spec/model/json';
import type { Ledger, Row } from '@apig-spec/model/records';
import { readRevisions } from '@apig-spec/repository/editions';
import { Mistakes } from '@apig-spec/repository/failure';
import { readBuilt } from '@apig-spec/repository/files';
import { distDir } from '@apig-spec/repository/paths';
import { inScope, scopeOf } from '@apig-spec/repository/scope';
import { type Evidence, readEvidence } from '@apig-spec/sources/evidence';
import { test } from 'vitest';

const { ledgers, sibling, examples, errata } = readEvidence();
const documents = new Map(
  editionsOf(readRevisions()).map((edition) => [edition, readBuilt(join(distDir, `${edition.name}.json`))]),
);
/** What leaks is of one resource: of the others it is enough that none leaks as they stand. */
const ofChannels = new Map(
  [...documents].map(([edition, document]) => [edition, inScope(document, scopeOf('vpc-channels'))]),
);
const channels = '/v2/{project_id}/apigw/instances/{instance_id}/vpc-channels';

interface Leaked {
  /** Changes each edition: the base, and no overlay takes it back. */
  contract(node: (pointer: string) => JsonObject): void;
  /** Changes the ledger of the newest document. */
  ledger(ledger: Ledger): void;
  /** Which that is; the one about creating channels unless given. */
  document?: string;
}

function rowsOf(ledger: Ledger, table: number): Row[] {
  const found = ledger.tables.find(({ number }) => number === table);
  if (!found) throw new Error(`There is no table ${table}`);
  return found.rows;
}

function foundIn(
  { contract, ledger, document: newest = 'en-2024-11-create-vpc-channel' }: Leaked,
  more: Partial<Evidence> = {},
  contracts: ReadonlyMap<Edition, JsonObject> = ofChannels,
): string[] {
  const changed = structuredClone(ledgers);
  ledger(changed.find(({ document }) => document === newest) as Ledger);
  const editions = new Map(
    [...contracts].map(([edition, document]) => {
      const copy = structuredClone(document);
      contract((pointer) => at(copy, pointer) as JsonObject);
      return [edition, copy];
    }),
  );
  const mistakes = new Mistakes();
  checkLeaks(editions, { ledgers: changed, sibling, examples, errata, ...more }, mistakes);
  return mistakes.all.map(({ file, at: place, problem, fix }) => `${file}: ${place}: ${problem} ${fix}`);
}

const text: Json = { type: 'string', description: 'New.', examples: ['new'] };
const properties = (schema: string) => `/components/schemas/${schema}/properties`;

const leaks: [what: string, leak: Leaked, says: string[]][] = [
  [
    'a field of a request',
    {
      contract: (node) => Object.assign(node(properties('VpcChannelCreate')), { colour: text }),
      ledger: (ledger) => rowsOf(ledger, 3).push({ field: 'colour', type: 'String' }),
    },
    [
      'spec/resources/vpc-channels/revisions/2023-11.overlay.yaml',
      'createVpcChannel/request/colour (/components/schemas/VpcChannelCreate/properties/colour)',
      'The field is in 2023-11.en, 2023-11.zh-CN, 2023-05.en, 2023-05.zh-CN',
      'only newer sources state it: en-2024-11-create-vpc-channel/createVpcChannel/request/colour.',
      'Revert it in an action of this overlay.',
      // The update shares the schema.
      'updateVpcChannel/request/colour',
    ],
  ],
  [
    'a field deep in a request',
    {
      contract: (node) => Object.assign(node(properties('MemberBase')), { colour: text }),
      ledger: (ledger) => rowsOf(ledger, 6).push({ field: 'colour', type: 'String' }),
    },
    [
      'createVpcChannel/request/members/0/colour',
      'only newer sources state it: en-2024-11-create-vpc-channel/createVpcChannel/request/members/0/colour.',
    ],
  ],
  [
    'a field of a response',
    {
      contract: (node) => Object.assign(node(properties('VpcChannelInfo')), { colour: text }),
      ledger: (ledger) => rowsOf(ledger, 15).push({ field: 'colour', type: 'String' }),
    },
    [
      'createVpcChannel/201/colour',
      'The field is in 2023-11.en',
      'en-2024-11-create-vpc-channel/createVpcChannel/201/colour',
    ],
  ],
  [
    'a field of an object that older sources describe in requests only',
    {
      document: 'en-2024-11-show-vpc-channel',
      contract: (node) => Object.assign(node(properties('VpcMemberInfo')), { colour: text }),
      ledger: (ledger) => rowsOf(ledger, 13).push({ field: 'colour', type: 'String' }),
    },
    [
      'showVpcChannel/200/members/0/colour',
      'The field is in 2023-11.en',
      'en-2024-11-show-vpc-channel/showVpcChannel/200/members/0/colour',
    ],
  ],
  [
    'a value of a list',
    {
      contract: (node) => (node(`${properties('VpcChannelBase')}/balance_strategy`)['enum'] as Json[]).push(5),
      ledger: (ledger) => {
        for (const table of [3, 15]) {
          const row = rowsOf(ledger, table).find(({ field }) => field === 'balance_strategy') as Row;
          for (const list of [row.enum, row.values]) list?.push(5);
        }
      },
    },
    [
      'createVpcChannel/request/balance_strategy',
      'The value 5 is in 2023-11.en',
      'en-2024-11-create-vpc-channel/createVpcChannel/request/balance_strategy',
    ],
  ],
  [
    'an alternative, by the value that chooses it',
    {
      contract: (node) => {
        const schemas = node('/components/schemas');
        schemas['EtcdMicroservice'] = {
          type: 'object',
          properties: { service_type: { type: 'string', const: 'ETCD' } },
          required: ['service_type'],
        };
        const alternatives = (node('/components/schemas/MicroServiceCreate')['allOf'] as JsonObject[]).find(
          (part) => part['oneOf'],
        );
        ((alternatives as JsonObject)['oneOf'] as Json[]).push({ $ref: '#/components/schemas/EtcdMicroservice' });
      },
      ledger: (ledger) => {
        const row = rowsOf(ledger, 8).find(({ field }) => field === 'service_type') as Row;
        for (const list of [row.enum, row.values]) list?.push('ETCD');
      },
    },
    [
      'createVpcChannel/request/microservice_info/service_type',
      'The value "ETCD" is in 2023-11.en',
      'en-2024-11-create-vpc-channel/createVpcChannel/request/microservice_info/service_type',
    ],
  ],
  [
    'a parameter',
    {
      contract: (node) => {
        node(`/paths/${channels.replaceAll('/', '~1')}/post`)['parameters'] = [
          { name: 'dry_run', in: 'query', schema: { type: 'boolean' }, example: true },
        ];
      },
      ledger: (ledger) =>
        ledger.tables.push({
          name: 'new',
          file: 'new.yaml',
          number: 99,
          operation: 'createVpcChannel',
          in: 'query',
          pointer: '',
          rows: [{ field: 'dry_run', type: 'Boolean' }],
        }),
    },
    ['createVpcChannel/query/dry_run', 'The parameter is in 2023-11.en', 'new/dry_run'],
  ],
  [
    'a response',
    {
      contract: (node) => {
        node(`/paths/${channels.replaceAll('/', '~1')}/post/responses`)['202'] = { description: 'Later.' };
      },
      ledger: (ledger) =>
        ledger.tables.push({
          name: 'new',
          file: 'new.yaml',
          number: 99,
          operation: 'createVpcChannel',
          in: 'response',
          status: '202',
          pointer: '',
          rows: [],
        }),
    },
    ['createVpcChannel/202', 'The response 202 is in 2023-11.en', 'new'],
  ],
  [
    'an operation',
    {
      contract: (node) => {
        node('/paths')[`${channels}/{vpc_channel_id}/copies`] = {
          post: { operationId: 'createVpcChannelCopy', parameters: [], responses: { '201': { description: 'Made.' } } },
        };
      },
      ledger: (ledger) =>
        ledger.tables.push({
          name: 'new',
          file: 'new.yaml',
          number: 99,
          operation: 'createVpcChannelCopy',
          in: 'path',
          pointer: '',
          rows: [{ field: 'vpc_channel_id', type: 'String' }],
        }),
    },
    ['createVpcChannelCopy', 'The operation is in 2023-11.en', 'new'],
  ],
];

test('the contract as it stands leaks nothing', ({ expect }) => {
  expect(foundIn({ contract: () => {}, ledger: () => {} }, {}, documents)).toEqual([]);
});

test('what the sibling reference alone describes is the same in all revisions', ({ expect }) => {
  const found = foundIn({ contract: () => {}, ledger: () => {} }, { sibling: { ...sibling, tables: [] } });
  expect(found.join('\n')).toContain('listVpcChannelMembers/200/members');
});

test.for(leaks)('finds %s that leaks into older editions', ([, leak, says], { expect }) => {
  const found = foundIn(leak).join('\n');
  expect(says.filter((each) => !found.includes(each))).toEqual([]);
});

test('an overlay that takes back one step only is told of the rest', ({ expect }) => {
  const leak = leaks[0]?.[1] as Leaked;
  let edition = 0;
  const found = foundIn({
    ...leak,
    // The editions are in order, newest first: the fact stands in the newest revision, and again in the oldest.
    contract: (node) => {
      if ([0, 1, 4, 5].includes(edition++)) leak.contract(node);
    },
  });
  expect(found.join('\n')).toContain(
    'spec/resources/vpc-channels/revisions/2023-05.overlay.yaml: createVpcChannel/request/colour',
  );
  expect(found.join('\n')).toContain('The field is in 2023-05.en, 2023-05.zh-CN, and');
});

test('what existed already is said to: by an erratum, or by the ledger', ({ expect }) => {
  const leak = leaks[0]?.[1] as Leaked;
  const words = { en: 'a', 'zh-CN': 'a' };
  const facts = [{ row: 'en-2023-11-update-vpc-channel/updateVpcChannel/request/colour', fact: 'absent' }];
  const file = 'errata.yaml';
  const erratum = { file, id: 'colour', kind: 'gap' as const, title: words, decision: words, reason: words, facts };
  expect(foundIn(leak, { errata: [...errata, erratum] }, documents)).toEqual([]);
  const since = { 'createVpcChannel/request/colour': '2023-05', 'updateVpcChannel/request/colour': '2023-11' };
  const said = (ledger: Ledger) => {
    leak.ledger(ledger);
    ledger.since = since;
  };
  expect(foundIn({ ...leak, ledger: said }, {}, documents).join()).toMatch(
    /^[^,]*2023-05\.overlay\.yaml: updateVpcChannel\/request\/colour/,
  );
  const wrong = (ledger: Ledger) => Object.assign(ledger, { since: { showNothing: '2022-01' } });
  expect(foundIn({ contract: () => {}, ledger: wrong }, {}, documents).join()).toMatch(
    /no such operation or field.*Unknown revision 2022-01/,
  );
});
