// Overlays as the specification has them: each file of overlays/ holds a document, an overlay, and what becomes of it, or why
// it cannot be applied. Ours and Redocly's give the same. The first eight are of the kinds of the specification's own sets.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '@apig-spec/model/json';
import { bundle, createConfig } from '@redocly/openapi-core';
import { describe, test } from 'vitest';
import YAML from 'yaml';
import { Mistakes } from '../lib/failure.ts';
import { applyOverlay } from '../lib/overlay.ts';

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
  const result = applyOverlay(given, { file: 'overlay.yaml', document: overlay }, '2024-11', mistakes);
  return { result, problems: mistakes.all.map(({ problem }) => problem) };
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
    const scratch = mkdtempSync(join(tmpdir(), 'apig-spec-test-'));
    onTestFinished(() => rmSync(scratch, { recursive: true, force: true }));
    writeFileSync(join(scratch, 'given.json'), JSON.stringify(given));
    writeFileSync(join(scratch, 'overlay.json'), JSON.stringify(overlay));
    const theirs = await bundle({
      ref: join(scratch, 'given.json'),
      config: await createConfig({}),
      overlays: [join(scratch, 'overlay.json')],
    });
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
