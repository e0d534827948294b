// Overlays as the specification has them: each file of overlays/ holds a document, an overlay, and what becomes of it, or why
// it cannot be applied. Ours and Redocly's give the same, on the overlays of the contract too. The first eight are of the kinds
// of the specification's own sets.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { actionsOf, applyOverlays, belongsTo, readOverlays } from '@apig-spec/bundle/overlay';
import { wireOf } from '@apig-spec/bundle/prose';
import { editionsOf } from '@apig-spec/model/editions';
import type { JsonObject } from '@apig-spec/model/json';
import { readRevisions } from '@apig-spec/repository/editions';
import { Mistakes } from '@apig-spec/repository/failure';
import { readBuilt } from '@apig-spec/repository/files';
import { distDir } from '@apig-spec/repository/paths';
import { bundle, createConfig } from '@redocly/openapi-core';
import { describe, type TestContext, test } from 'vitest';
import YAML from 'yaml';

const folder = join(import.meta.dirname, 'overlays');
const sets = [
  'add-a-license',
  'description-and-summary',
  'many-operations',
  'remove-example',
  'remove-matching-responses',
  'remove-property',
  'remove-server',
  'update-root',
];
const others = readdirSync(folder)
  .map((file) => file.replace('.yaml', ''))
  .filter((name) => !sets.includes(name));

function read(name: string): { given: JsonObject; overlay: JsonObject; expected: JsonObject } {
  const [given, overlay, expected] = YAML.parseAllDocuments(readFileSync(join(folder, `${name}.yaml`), 'utf8')).map(
    (document) => document.toJS({}) as JsonObject,
  );
  return { given, overlay, expected } as ReturnType<typeof read>;
}

function ours(given: JsonObject, overlay: JsonObject): { result: JsonObject; problems: string[] } {
  const mistakes = new Mistakes();
  const result = applyOverlays(given, [{ file: 'overlay.yaml', document: overlay }], '2024-11', mistakes);
  return { result, problems: mistakes.all.map(({ problem }) => problem) };
}

/** What Redocly makes of a document and an overlay. */
async function byRedocly(given: JsonObject, overlay: JsonObject, onTestFinished: TestContext['onTestFinished']) {
  const scratch = mkdtempSync(join(tmpdir(), 'apig-spec-test-'));
  onTestFinished(() => rmSync(scratch, { recursive: true, force: true }));
  writeFileSync(join(scratch, 'given.json'), JSON.stringify(given));
  writeFileSync(join(scratch, 'overlay.json'), JSON.stringify(overlay));
  return bundle({
    ref: join(scratch, 'given.json'),
    config: await createConfig({}),
    overlays: [join(scratch, 'overlay.json')],
  });
}

describe.each([
  ['the compliance sets of the specification', sets],
  ['the rest of Overlay 1.1', others],
])('%s', (_, names) => {
  test.for(names)('%s', async (name, { expect, onTestFinished }) => {
    const { given, overlay, expected } = read(name);
    const before = structuredClone(given);
    const { result, problems } = ours(given, overlay);
    expect(given).toEqual(before);
    const theirs = await byRedocly(given, overlay, onTestFinished);
    if (typeof expected['problem'] === 'string') {
      expect(problems.join()).toContain(expected['problem']);
      expect(theirs.problems.length).toBeGreaterThan(0);
    } else {
      expect(problems).toEqual([]);
      expect(result).toEqual(expected);
      expect(theirs.problems).toEqual([]);
      // Bundling adds `components` to a document that has none.
      expect(theirs.bundle.parsed).toEqual({ components: {}, ...expected });
    }
  });
});

test('a target that is the root and changes nothing is told as such', ({ expect }) => {
  const { given, overlay } = read('update-root');
  const once = ours(given, overlay).result;
  expect(ours(once, overlay).problems).toEqual(['The action changes nothing.']);
});

function atEnds<T>(all: readonly T[]): readonly T[] {
  return import.meta.env.MODE === 'long' ? all : [...all.slice(0, 1), ...all.slice(1).slice(-1)];
}

describe('the overlays of the contract', () => {
  const revisions = readRevisions();
  const built = (name: string) => unnamed(readBuilt(join(distDir, `${name}.json`)));
  const unnamed = ({ info, ...document }: JsonObject): JsonObject => {
    const { 'x-edition': _, ...named } = info as JsonObject;
    return { ...document, info: named };
  };
  /** Which revision it is says the bundler. */
  const withoutInfo = (document: JsonObject): JsonObject => ({ ...document, info: {} });
  const cases = [
    ...revisions.slice(1).map((revision, index) => {
      return { to: `${revision}.en`, from: `${revisions[index]}.en`, revision, kind: revision, same: withoutInfo };
    }),
    // Prose is translated, not laid over.
    ...revisions.map((revision) => {
      return { to: `${revision}.zh-CN`, from: `${revision}.en`, revision, kind: 'zh-CN', same: wireOf };
    }),
    // The same actions in every edition: the first and the last, and all in the long run.
    ...atEnds(editionsOf(revisions)).map(({ name, revision }) => {
      return { to: `observed/${name}`, from: name, revision, kind: 'observed', same: withoutInfo };
    }),
  ];

  test.for(cases)(
    '$to is what Redocly makes of $from',
    { timeout: 60_000 },
    async ({ to, from, revision, kind, same }, { expect, onTestFinished }) => {
      const overlays = readOverlays(kind, revisions);
      const actions = overlays
        .flatMap(actionsOf)
        .flatMap(({ action }) => (belongsTo(action, revision) ? [action] : []));
      const theirs = await byRedocly(built(from), { ...overlays[0]?.document, actions }, onTestFinished);
      expect(theirs.problems).toEqual([]);
      expect(same(theirs.bundle.parsed as JsonObject)).toEqual(same(built(to)));
    },
  );
});
