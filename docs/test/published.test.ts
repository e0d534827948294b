// Addresses that a release has published stay, or lead to where their page has gone.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { attributes, built, files, redirected } from './pages.ts';
import { newest } from './revisions.ts';

const published = readFileSync(new URL('../published.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter(Boolean);

test('every published address is there or is redirected: else add where it is now to docs/src/redirects.ts', () => {
  expect(published.length).toBeGreaterThan(0);
  const gone = published.filter((path) => !built.has(path) && !redirected.has(path) && !files.has(path.slice(1)));
  expect(gone).toEqual([]);
});

test('the paths between revisions of the first release are among them', () => {
  for (const path of ['2023-05-to-2023-11', '2023-11-to-2024-11', '2023-05-to-2024-11'])
    for (const locale of ['en', 'zh-CN']) expect(published).toContain(`/${locale}/changes/${path}/`);
});

test('redirects lead to pages, and to what is there on them', () => {
  for (const [from, to] of redirected) {
    const [path = '', anchor] = to.split('#');
    const page = built.get(path);
    expect(page, `${from} leads to ${to}`).toBeDefined();
    if (anchor) expect(attributes(page ?? '', 'id'), `${from} leads to ${to}`).toContain(anchor);
  }
});

test('a schema of an older revision is found on its page, at what it was in that revision', () => {
  for (const locale of ['en', 'zh-CN'])
    expect(redirected.get(`/${locale}/2023-05/schemas/VpcHealthConfig/`)).toBe(
      `/${locale}/${newest}/schemas/VpcHealthConfig/#2023-05`,
    );
});

test('anchors that an earlier release had lead on, without script', () => {
  const page = built.get(`/en/${newest}/createVpcChannel/`) ?? '';
  for (const [old, now] of [
    ['answers', 'responses'],
    ['answer-201', 'response-201'],
    ['answer-400', 'response-400'],
  ])
    expect(page).toContain(`<a id="${old}"></a><h${now === 'responses' ? 2 : 3} id="${now}">`);
  expect(built.get(`/en/${newest}/`)).toContain('<a id="document-000"></a>');
});
