// A step that is asked again makes nothing again, unless what it reads or what it wrote is another.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { madeFrom, textFrom } from '@apig-spec/repository/unchanged';
import { beforeEach, expect, onTestFinished, test } from 'vitest';

let folder = '';
let made = 0;
const make = () => {
  mkdirSync(join(folder, 'below'), { recursive: true });
  writeFileSync(join(folder, 'below', 'page.md'), 'As made.');
  made += 1;
};
const again = (...inputs: string[]) => madeFrom([folder], inputs, make);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'apig-spec-test-'));
  made = 0;
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

test('from the same, once', async () => {
  expect(await again('a', 'b')).toBe(true);
  expect(await again('a', 'b')).toBe(false);
  expect(made).toBe(1);
});

test.for([
  ['another input', ['a', 'c']],
  ['another boundary', ['ab']],
  ['one more', ['a', 'b', '']],
] as const)('from %s, again', async ([, inputs]) => {
  await again('a', 'b');
  expect(await again(...inputs)).toBe(true);
});

test.for<[string, () => void]>([
  ['changed', () => writeFileSync(join(folder, 'below', 'page.md'), 'Touched.')],
  ['gone', () => rmSync(join(folder, 'below'), { recursive: true })],
  ['beside another', () => writeFileSync(join(folder, 'stale.md'), '')],
])('where what it wrote is %s, again', async ([, touch]) => {
  await again('a');
  touch();
  expect(await again('a')).toBe(true);
  expect(readFileSync(join(folder, 'below', 'page.md'), 'utf8')).toBe('As made.');
});

test('what failed is not made', async () => {
  const failing = () => Promise.reject(new Error('It fails.'));
  await expect(madeFrom([folder], ['a'], failing)).rejects.toThrow('It fails.');
  expect(await again('a')).toBe(true);
});

test('a text stands as it was made, until what it was made from or the file itself is another', async () => {
  const file = join(folder, 'text.ts');
  const texts: string[] = [];
  const write = async (input: string) => {
    const text = await textFrom(file, [input], () => {
      made += 1;
      return `Of ${input}.`;
    });
    texts.push(text);
    writeFileSync(file, text);
  };
  await write('a');
  await write('a');
  expect(made).toBe(1);
  await write('b');
  writeFileSync(file, 'Touched.');
  await write('b');
  rmSync(file);
  await write('b');
  expect(texts).toEqual(['Of a.', 'Of a.', 'Of b.', 'Of b.', 'Of b.']);
  expect(made).toBe(4);
});
