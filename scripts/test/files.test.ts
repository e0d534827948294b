// Documents that are written part by part read as if each were written whole.
import { join } from 'node:path';
import { editionsOf } from '@apig-spec/model/editions';
import type { Json } from '@apig-spec/model/json';
import { readRevisions } from '@apig-spec/repository/editions';
import { readBuilt, yamlText, yamlTexts } from '@apig-spec/repository/files';
import { distDir } from '@apig-spec/repository/paths';
import { expect, test } from 'vitest';

test('an edition, and another by the same parts', () => {
  const yaml = yamlTexts();
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
    'tab\t',
    '中文',
    null,
    1.5,
  ];
  const odd: Json = Object.fromEntries([...texts, '?', '<<'].map((key, index) => [String(key), texts[index] ?? []]));
  const document: Json = {
    a: { b: { c: odd, d: [odd, [], {}], e: {} }, c: odd },
    'x: y': { 200: odd },
    f: [odd],
    ...odd,
  };
  expect(yamlTexts()(document)).toBe(yamlText(document));
});
