// Twelve changes of the contract, each with the bump that every package needs for it.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientModule } from '../lib/client-module.ts';
import { type Edition, editionsOf, readRevisions } from '../lib/editions.ts';
import { readBuilt } from '../lib/files.ts';
import type { Json, JsonObject } from '../lib/json.ts';
import { at, listOf, objectOf } from '../lib/json.ts';
import { limitsModule } from '../lib/limits.ts';
import { distDir, root } from '../lib/paths.ts';
import { bumpAt } from '../lib/release/promises.ts';
import { changesOf } from '../lib/release/table.ts';
import { packageNames, type State, verdictsOf } from '../lib/release/verdict.ts';

const timeout = 120_000;
const newest = editionsOf(readRevisions()).slice(0, 2);
const [english = { name: '', revision: '', locale: 'en' } as Edition] = newest;

let folder: string;
let count = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'apig-verdicts-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Documents = Map<string, JsonObject>;

function documents(): Documents {
  return new Map(newest.map(({ name }) => [name, readBuilt(join(distDir, `${name}.json`))]));
}

/** The packages as a change of the contract makes them: the client's types in English are generated, the rest is as built. */
async function stateOf(editions: Documents): Promise<State> {
  const client = join(folder, `client-${count++}`);
  mkdirSync(join(client, 'generated'), { recursive: true });
  for (const part of ['src', 'node_modules']) symlinkSync(join(root, 'packages', 'client', part), join(client, part));
  const exports: JsonObject = {};
  for (const [name, document] of editions) {
    if (!name.endsWith('.en')) continue;
    const revision = name.replace('.en', '');
    writeFileSync(
      join(client, 'generated', `${name}.ts`),
      await clientModule({ name, revision, locale: 'en', document }, undefined),
    );
    writeFileSync(join(client, 'generated', `${name}.limits.ts`), limitsModule(name, document));
    for (const [subpath, file] of [
      ['', name],
      ['/limits', `${name}.limits`],
    ] as const) {
      exports[`./${revision}${subpath}`] = { types: `./generated/${file}.ts` };
      exports[`.${subpath}`] ??= { types: `./generated/${file}.ts` };
    }
  }
  writeFileSync(join(client, 'package.json'), JSON.stringify({ exports }));
  const folders = Object.fromEntries(
    packageNames.map((name) => [name, join(root, 'packages', name)]),
  ) as State['folders'];
  return { folders: { ...folders, client }, editions };
}

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
    'breaks receivers: showInstance/200/status: also "Sleeping"',
  ],
  [
    'a field made required',
    each(schema('VpcChannelCreate'), (node) => add(node, 'required', 'dict_code')),
    ['major', 'major', 'major', 'major'],
    'breaks senders: createVpcChannel/request/dict_code',
  ],
  [
    'a field removed',
    each(`${schema('AppInfo')}/properties`, (node) => delete node['remark']),
    ['major', 'major', 'major', 'major'],
    'breaks receivers: updateApp/201/remark: removed',
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
      node['get'] = { ...like, operationId: 'showThrottle' };
    }),
    ['minor', 'minor', 'minor', 'minor'],
    'feature: showThrottle',
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
  const verdicts = await verdictsOf(await stateOf(before), await stateOf(after));
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
  const state = await stateOf(documents());
  const verdicts = await verdictsOf(state, await stateOf(documents()));
  expect(packageNames.map((name) => verdicts[name])).toEqual(Array(4).fill({ asked: 'none', findings: [] }));
});

/** What is asked for a package in which a file was changed. */
async function askedAfter(name: 'mock' | 'openapi', file: string, change: (text: string) => string): Promise<string[]> {
  const state = await stateOf(documents());
  const folders = { ...state.folders, [name]: join(folder, `changed-${count++}`) };
  cpSync(state.folders[name], folders[name], { recursive: true, filter: (each) => !each.includes('node_modules') });
  symlinkSync(join(state.folders[name], 'node_modules'), join(folders[name], 'node_modules'));
  const text = readFileSync(join(folders[name], file), 'utf8');
  writeFileSync(join(folders[name], file), change(text));
  const verdicts = await verdictsOf(state, { ...state, folders });
  return packageNames.map((each) => verdicts[each].asked);
}

test.for<[string, 'mock' | 'openapi', string, (text: string) => string, Levels]>([
  [
    'a mended bug, which only the shipped files show',
    'mock',
    'dist/src/index.js',
    (text) => `${text}// mended`,
    ['none', 'none', 'none', 'patch'],
  ],
  [
    'one more edition to choose from',
    'openapi',
    'dist/generated/editions.d.ts',
    (text) => text.replace(/"name": ?"2024-11\.en"|name: "2024-11\.en"/, 'name: "2024-11.en" | "2099-01.en"'),
    ['minor', 'none', 'none', 'none'],
  ],
  [
    'an older Node no longer supported',
    'mock',
    'package.json',
    (text) => text.replace('">=20"', '">=22"'),
    ['none', 'none', 'none', 'major'],
  ],
  [
    'a file that stays here',
    'openapi',
    'dist/observed/2024-11.en.json',
    (text) => `${text} `,
    ['none', 'none', 'none', 'none'],
  ],
  [
    'a command renamed',
    'mock',
    'package.json',
    (text) => text.replace('"apig-mock"', '"mock"'),
    ['none', 'none', 'none', 'major'],
  ],
  [
    'a command added',
    'mock',
    'package.json',
    (text) => text.replace('"bin": {', '"bin": { "more": "./x.js",'),
    ['none', 'none', 'none', 'minor'],
  ],
])('%s', { timeout }, async ([, name, file, change, expected]) => {
  expect(await askedAfter(name, file, change)).toEqual(expected);
});

test('before 1.0.0 what breaks asks for a minor', () => {
  expect((['major', 'minor', 'patch', 'none'] as const).map((level) => bumpAt('0.1.0', level))).toEqual([
    'minor',
    'minor',
    'patch',
    'none',
  ]);
  expect(bumpAt('1.0.0', 'major')).toBe('major');
});
