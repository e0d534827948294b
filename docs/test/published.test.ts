// Addresses that a release has published stay, or lead to where their page has gone.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { built, files, redirected } from './pages.ts';

const published = readFileSync(new URL('../published.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter(Boolean);

test('every published address is there or is redirected: else add where it is now to docs/src/redirects.ts', () => {
  expect(published.length).toBeGreaterThan(0);
  const gone = published.filter((path) => !built.has(path) && !redirected.has(path) && !files.has(path.slice(1)));
  expect(gone).toEqual([]);
});

test('the ways between revisions of the first release are among them', () => {
  for (const way of ['2023-05-to-2023-11', '2023-11-to-2024-11', '2023-05-to-2024-11'])
    for (const locale of ['en', 'zh-CN']) expect(published).toContain(`/${locale}/changes/${way}/`);
});

test('redirects lead to pages', () => {
  for (const [from, to] of redirected) expect(built.has(to), `${from} leads to ${to}`).toBe(true);
});
