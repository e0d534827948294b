// A released edition differs from its release only where a changeset says so: each kind of fact changed, unnamed and named.
import { join } from 'node:path';
import { editionsOf } from '@apig-spec/model/editions';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { at } from '@apig-spec/model/json';
import { unnamedChanges } from '@apig-spec/release/named-changes';
import { readRevisions } from '@apig-spec/repository/editions';
import { readBuilt } from '@apig-spec/repository/files';
import { distDir } from '@apig-spec/repository/paths';
import { test } from 'vitest';

const released = new Map(
  editionsOf(readRevisions()).map(({ name }) => [name, readBuilt(join(distDir, `${name}.json`))]),
);
const oldest = [...released.keys()].at(-2) ?? '';
const [revision = ''] = oldest.split('.');

/** The editions with one of them changed. */
function changed(pointer: string, change: (node: JsonObject) => void): Map<string, JsonObject> {
  const document = structuredClone(released.get(oldest) as JsonObject);
  change(at(document, pointer) as JsonObject);
  return new Map(released).set(oldest, document);
}

const schemas = '/components/schemas';
const details = `${schemas}/VpcChannelDetails/properties`;
const channels = '/paths/~1v2~1{project_id}~1apigw~1instances~1{instance_id}~1vpc-channels';

/** A change, where it is found, and a changeset that names it. */
const changes: [what: string, after: Map<string, JsonObject>, place: string, names: string][] = [
  [
    'a field of a response that no older source could have told of',
    changed(details, (node) => Object.assign(node, { colour: { type: 'string' } })),
    'showVpcChannel/200/colour',
    'Channels have a `colour`.',
  ],
  [
    'a bound',
    changed(`${schemas}/VpcChannelBase/properties/port`, (node) => Object.assign(node, { maximum: 65000 })),
    'createVpcChannel/request/port',
    'The greatest `port` is 65000.',
  ],
  [
    'a body that is no longer required',
    changed(`${channels}/post/requestBody`, (node) => Object.assign(node, { required: false })),
    'createVpcChannel/request',
    'The body of `createVpcChannel` may be left out.',
  ],
  [
    'a rule of a body as a whole',
    changed(`${schemas}/VpcChannelCreate`, (node) =>
      Object.assign(node, { 'x-validations': [{ rule: 'self.port > 1', message: 'x' }] }),
    ),
    'createVpcChannel/request',
    '`createVpcChannel` takes no port 1.',
  ],
  [
    'a response that is closed',
    changed(`${schemas}/VpcChannelInfo`, (node) => Object.assign(node, { additionalProperties: false })),
    'createVpcChannel/201',
    '`createVpcChannel` returns nothing else.',
  ],
  [
    'the items of a list',
    changed(`${schemas}/NodeIps/properties/livedata/items`, (node) => Object.assign(node, { maxLength: 9 })),
    'showInstance/200/node_ips/livedata/0',
    'Each of `livedata` is short.',
  ],
  [
    'a value',
    changed(`${schemas}/VpcChannelBase/properties/balance_strategy`, (node) => (node['enum'] as Json[]).push(5)),
    'createVpcChannel/request/balance_strategy',
    'A fifth `balance_strategy`.',
  ],
  [
    'a field that is gone',
    changed(details, (node) => delete node['members']),
    'showVpcChannel/200/members',
    '`showVpcChannel` shows no servers.',
  ],
  [
    'a parameter that is required',
    changed('/components/parameters/ApiNameQuery', (node) => Object.assign(node, { required: true })),
    'listThrottleBoundApis/query/api_name',
    '`api_name` is required.',
  ],
  [
    'a status and its code',
    changed(`${channels}/post/responses`, (node) => {
      node['409'] = { description: 'In use.', 'x-error-codes': ['APIG.3999'] };
    }),
    'createVpcChannel/409',
    'Channels in use: APIG.3999.',
  ],
  [
    'an operation',
    changed(channels, (node) => {
      node['delete'] = { operationId: 'deleteVpcChannels', parameters: [], responses: {} };
    }),
    'deleteVpcChannels',
    'New: `deleteVpcChannels`.',
  ],
];

test.for(changes)('%s is named by a changeset', ([, after, place, names], { expect }) => {
  const found = unnamedChanges(released, after, ['Something else, of `host` in all editions.']);
  expect(found.map(({ at }) => at)).toContain(`${oldest}: ${place}`);
  expect(found[0]?.fix).toContain('the overlay of this revision');
  expect(unnamedChanges(released, after, [names]).map(({ at }) => at)).not.toContain(`${oldest}: ${place}`);
  expect(unnamedChanges(released, after, [`Much of ${revision} was wrong.`])).toEqual([]);
});

test('a revision is not named by a date that holds it, nor by another edition', ({ expect }) => {
  const after = changes[0]?.[1] ?? new Map();
  for (const text of [`On ${revision}-01.`, 'In `2024-11.en`.', '`colourful`', 'colour'])
    expect(unnamedChanges(released, after, [text]), text).not.toEqual([]);
});

test('prose, examples, new editions, and a type beside its values need no changeset', ({ expect }) => {
  const after = changed(`${schemas}/VpcHealthConfigInfo/properties/protocol`, (node) => {
    Object.assign(node, { description: 'Other words.', examples: ['TCP'] });
    delete node['type'];
  });
  after.set('2099-01.en', changed(details, (node) => Object.assign(node, { colour: {} })).get(oldest) as JsonObject);
  expect(unnamedChanges(released, after, [])).toEqual([]);
});
