// YAML as the pipeline reads and writes it is what the library `yaml` makes of it, which is slower by far.
import { join } from 'node:path';
import { editionsOf } from '@apig-spec/model/editions';
import type { Json } from '@apig-spec/model/json';
import { readRevisions } from '@apig-spec/repository/editions';
import { filesBelow, readBuilt, readText } from '@apig-spec/repository/files';
import { distDir, specDir } from '@apig-spec/repository/paths';
import { parseYaml, YamlProblem, yamlText, yamlWriter } from '@apig-spec/repository/yaml';
import { expect, test } from 'vitest';
import YAML from 'yaml';

test('an edition, and another of the same texts, are written as they would be each by itself', () => {
  const yaml = yamlWriter();
  const [newest, other] = editionsOf(readRevisions()).map(({ name }) => readBuilt(join(distDir, `${name}.json`)));
  yaml(other ?? null);
  expect(yaml(newest ?? null)).toBe(yamlText(newest ?? null));
});

test('keys and texts that YAML quotes, folds or sets in blocks', () => {
  const texts = [
    '',
    ' ',
    'no',
    '1',
    '0x1',
    '- a',
    'a: b',
    '#',
    'two\n\n  lines\n',
    '\n first',
    ' x\ny',
    'x\n\ty\n\n',
    'tab\t',
    '中文',
    null,
    1.5,
  ];
  const odd: Json = Object.fromEntries(
    [...texts, '?', '<<'].flatMap((key, index) =>
      String(key).includes('\n') ? [] : [[String(key), texts[index] ?? []]],
    ),
  );
  const document: Json = {
    a: { b: { c: odd, d: [odd, [], {}], e: {} }, c: odd },
    'x: y': { 200: odd },
    f: [odd],
    ...odd,
  };
  expect(yamlWriter()(document)).toBe(yamlText(document));
});

test('each file of the contract is read alike', () => {
  const all = filesBelow(specDir, '.yaml');
  const files = all.filter((_, index) => import.meta.env.MODE === 'long' || index % 20 === 0);
  for (const file of files) {
    const text = readText(join(specDir, file));
    expect(parseYaml(text), file).toEqual(YAML.parse(text));
  }
  expect(files.length).toBeGreaterThan(50);
});

test('what may be a number or a text is read alike, as a value and as a key', () => {
  const plain = '1 01 0o14 0x1F 1_000 1.5 .5 1e5 45e72865 -1e400 4fc213c4 .inf .nan true Yes 2024-11-11 12:30:45 << ~';
  for (const scalar of plain.split(' ')) {
    expect(parseYaml(`v: ${scalar}\n`), scalar).toEqual(YAML.parse(`v: ${scalar}\n`));
    if (scalar !== '~') expect(parseYaml(`a:\n  ${scalar}: v\n`), scalar).toEqual(YAML.parse(`a:\n  ${scalar}: v\n`));
  }
});

test('what is not YAML is said with its line', () => {
  for (const [text, line, col] of [
    ['a: 1\nb: [\n', 3, 1],
    ['a: 1\na: 2\n', 2, 1],
    ['a:\n\tb: 1\n', 2, 1],
  ] as const) {
    expect(() => parseYaml(text)).toThrow(YamlProblem);
    expect(() => parseYaml(text)).toThrow(expect.objectContaining({ line: { line, col } }));
  }
  expect([parseYaml(''), parseYaml('# only a comment\n'), parseYaml('~\n')]).toEqual([null, null, null]);
});
