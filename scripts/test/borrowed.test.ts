// Descriptions say things in words of their own: long runs of a source's words are found, in both languages.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { borrowedIn, borrowedInBoth, runsIn } from '@apig-spec/checks/borrowed';
import { expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'apig-runs-'));
mkdirSync(join(folder, 'plants'));
const row = {
  text: 'How often a plant is watered in the course of a whole week.\n- It may be 0.',
  zh: '植物在一周之内应当被浇水的次数，不得少于零次，也不得多于七次。',
};
writeFileSync(
  join(folder, 'plants', 'plant.txt'),
  `# PUT /v2/plants\n\nfunction: This is the way in which a plant is to be changed.\n\n## rows\n${JSON.stringify(row)}\n`,
);
const runs = runsIn(folder);
rmSync(folder, { recursive: true });

const found = (description: string, locale: 'en' | 'zh-CN') =>
  borrowedIn({ paths: { '/v2': { description } } }, locale, runs).map(({ pointer, run }) => `${pointer}: ${run}`);

test('a run of nine words is found, one of eight is not', () => {
  expect(found('It says how often a plant is watered in the course.', 'en')).toEqual([
    '/paths/~1v2/description: how often a plant is watered in the course',
  ]);
  expect(found('How often a plant is watered in the garden.', 'en')).toEqual([]);
  expect(found('The way in which a plant is to be changed, at last.', 'en')).toHaveLength(1);
});

test('code interrupts a run', () => {
  expect(found('How often a plant is `watered` in the course of a whole week.', 'en')).toEqual([]);
});

test('a run of seventeen Chinese characters is found, whatever stands between them', () => {
  expect(found('植物在一周之内，应当被浇水的次数、不得少于零。', 'zh-CN')).toHaveLength(1);
  expect(found('植物在一周之内应当被浇水的次数。', 'zh-CN')).toEqual([]);
  expect(found('植物在一周之内应当被 `x` 浇水的次数不得少于零次', 'zh-CN')).toEqual([]);
});

test('texts in both languages are searched, each for the runs of its own', () => {
  const copied = { en: row.text.split('.')[0] ?? '', 'zh-CN': row.zh };
  expect(borrowedInBoth({ code: { means: copied, status: 404 } }, runs).map(({ pointer }) => pointer)).toEqual([
    '/code/means/en',
    '/code/means/zh-CN',
  ]);
  expect(borrowedInBoth({ code: { means: { en: row.zh, 'zh-CN': row.text } } }, runs)).toEqual([]);
});
