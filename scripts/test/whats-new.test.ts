// The combined changelog, made by changesets itself in a copy and read back in both languages.
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from '@apig-spec/release/rehearsal/run';
import { copyRepository } from '@apig-spec/release/rehearsal/workspace';
import { readNews } from '@apig-spec/release/whats-new';
import { root } from '@apig-spec/repository/paths';
import { afterAll, beforeAll, expect, test } from 'vitest';

const timeout = 60_000;
let copy: string;
beforeAll(() => {
  copy = join(mkdtempSync(join(realpathSync(tmpdir()), 'apig-news-')), 'copy');
  copyRepository(copy);
}, timeout);
afterAll(() => rmSync(dirname(copy), { recursive: true, force: true }));

function changeset(name: string, packages: Record<string, string>, text: string): void {
  const bumps = Object.entries(packages).map(([each, bump]) => `'@apig-spec/${each}': ${bump}`);
  writeFileSync(join(copy, '.changeset', `${name}.md`), `---\n${bumps.join('\n')}\n---\n\n${text}\n`);
}

const cli = join(root, 'node_modules', '@changesets', 'cli', 'bin.js');
const version = () => run(process.execPath, [cli, 'version'], { cwd: copy });

test('the changesets that wait here tell both languages', () => {
  for (const { items } of readNews()) {
    for (const item of items) expect(item).toMatchObject({ en: /\w/, 'zh-CN': /\p{Script=Han}/u });
  }
});

test('what is released reads as what waited', { timeout }, async () => {
  // Something waits here, or nothing does, which changesets takes for a mistake.
  changeset('before', { mock: 'patch' }, 'Before.\n\nzh-CN: 之前。');
  await version();
  const before = readNews(copy);
  changeset(
    'one',
    { openapi: 'minor', client: 'minor' },
    'Ports end at 65000.\n\n- One.\n- Two.\n\nzh-CN: 端口上限改为 65000。\n\n- 一。',
  );
  changeset('two', { mock: 'patch' }, 'Fixed.\n\nzh-CN: 已修复。');
  const [waiting] = readNews(copy);
  expect(waiting).toEqual({
    version: null,
    items: expect.arrayContaining([
      {
        bump: 'minor',
        packages: ['@apig-spec/openapi', '@apig-spec/client'],
        en: 'Ports end at 65000.\n\n- One.\n- Two.',
        'zh-CN': '端口上限改为 65000。\n\n- 一。',
      },
      { bump: 'patch', packages: ['@apig-spec/mock'], en: 'Fixed.', 'zh-CN': '已修复。' },
    ]),
  });
  await version();
  const [released, ...older] = readNews(copy);
  expect(released?.version).not.toBeNull();
  expect(new Set(released?.items)).toEqual(new Set(waiting?.items));
  expect(older).toEqual(before);
});

test('a changeset in one language is found', () => {
  changeset('one', { openapi: 'minor' }, 'Ports end at 65000.');
  expect(() => readNews(copy)).toThrow(/one\.md\n.*It does not describe the change in both languages\./);
});
