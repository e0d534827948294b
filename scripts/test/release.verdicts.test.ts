// Twelve changes of the contract, each with the bump that every package needs for it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Edition } from '@apig-spec/model/editions';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { at, listOf, objectOf } from '@apig-spec/model/json';
import { changesOf } from '@apig-spec/release/table';
import { packageNames, verdictsOf } from '@apig-spec/release/verdict';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Documents, documents, newest, stateOf } from './release.states.ts';

const timeout = 600_000;
const [english = { name: '', revision: '', locale: 'en' } as Edition] = newest;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'apig-verdicts-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Change = (after: Documents, before: Documents) => void;
type Levels = [openapi: string, client: string, validator: string, mock: string];

/** Changes the node at a pointer in both languages. */
function each(pointer: string, change: (node: JsonObject) => void): Change {
  return (editions) => {
    for (const document of editions.values()) change(objectOf(at(document, pointer)));
  };
}

function add(node: JsonObject, list: string, value: Json): void {
  node[list] = [...listOf(node[list]), value];
}

const schema = (name: string) => `/components/schemas/${name}`;
const throttle = '/paths/~1v2~1{project_id}~1apigw~1instances~1{instance_id}~1throttles~1{throttle_id}';
const servers = `${schema('MicroServiceInfoNacosCreate')}/properties/server_config`;

const twelve: [string, Change, Levels, string][] = [
  [
    'a bound widened',
    each(servers, (node) => (node['maxItems'] = 10)),
    ['minor', 'minor', 'minor', 'minor'],
    'feature: createVpcChannel/request/microservice_info/nacos_info/server_config',
  ],
  [
    'a bound narrowed',
    each(servers, (node) => (node['maxItems'] = 8)),
    // The client's types do not tell bounds: what compiled still does.
    ['major', 'minor', 'major', 'major'],
    'breaks senders: createVpcChannel/request/microservice_info/nacos_info/server_config',
  ],
  [
    'an enum value added in a request',
    each(`${schema('HttpCheck')}/properties/protocol`, (node) => add(node, 'enum', 'Http')),
    ['minor', 'minor', 'minor', 'minor'],
    'feature: createVpcChannel/request/vpc_health_config/protocol',
  ],
  [
    'an enum value added in a response',
    each(schema('InstanceStatus'), (node) => add(node, 'enum', 'Sleeping')),
    ['major', 'major', 'major', 'major'],
    'breaks receivers: listInstances/200/instances/0/status and 2 more: also "Sleeping"',
  ],
  [
    'a field made required',
    each(schema('VpcChannelCreate'), (node) => add(node, 'required', 'dict_code')),
    ['major', 'major', 'major', 'major'],
    'breaks senders: createVpcChannel/request/dict_code',
  ],
  [
    'a field removed',
    each(`${schema('AppInfoBase')}/properties`, (node) => delete node['remark']),
    ['major', 'major', 'major', 'major'],
    'breaks receivers: listApps/200/apps/0/remark and 4 more: removed',
  ],
  [
    'a deprecated operation removed',
    (after, before) => {
      each(`${throttle}/delete`, (node) => (node['deprecated'] = true))(before, before);
      each(throttle, (node) => delete node['delete'])(after, before);
    },
    ['major', 'major', 'major', 'major'],
    'breaks senders: deleteThrottle',
  ],
  [
    'a description changed in one language',
    (after) => {
      objectOf(at(after.get(`${english.revision}.zh-CN`), `${schema('VpcChannelBase')}/properties/port`))[
        'description'
      ] = '端口。';
    },
    ['patch', 'patch', 'none', 'none'],
    'prose: VpcChannelBase.port',
  ],
  [
    'an example changed',
    each('/components/examples/server-channel/value', (node) => (node['port'] = 23)),
    ['patch', 'none', 'none', 'none'],
    'example: /components/examples/server-channel',
  ],
  [
    'a new operation',
    each(throttle, (node) => {
      const { requestBody: _, ...like } = objectOf(node['delete']);
      node['post'] = { ...like, operationId: 'resetThrottle' };
    }),
    ['minor', 'minor', 'minor', 'minor'],
    'feature: resetThrottle',
  ],
  [
    'a new revision',
    (after) => {
      const older = [...after];
      after.clear();
      for (const [name, document] of older)
        after.set(name.replace(english.revision, '2099-01'), structuredClone(document));
      for (const [name, document] of older) after.set(name, document);
    },
    ['minor', 'major', 'major', 'major'],
    'feature: the edition: added',
  ],
  [
    'a default changed',
    each(`${schema('VpcChannelBase')}/properties/balance_strategy`, (node) => (node['default'] = 2)),
    ['major', 'minor', 'major', 'major'],
    'breaks senders: createVpcChannel/request/balance_strategy',
  ],
];

test.for(twelve)('%s', { timeout }, async ([, change, expected, told]) => {
  const [before, after] = [documents(), documents()];
  change(after, before);
  const verdicts = await verdictsOf(stateOf(before, folder), stateOf(after, folder));
  const asked = packageNames.map((name) => verdicts[name].asked);
  expect(
    asked,
    JSON.stringify(
      packageNames.map((name) => [name, changesOf(verdicts[name].findings)]),
      null,
      2,
    ),
  ).toEqual(expected);
  expect(changesOf(verdicts.openapi.findings).join('\n')).toContain(told);
});

test('nothing changed', { timeout }, async () => {
  const state = stateOf(documents(), folder);
  const verdicts = await verdictsOf(state, stateOf(documents(), folder));
  expect(packageNames.map((name) => verdicts[name])).toEqual(Array(4).fill({ asked: 'none', findings: [] }));
});
