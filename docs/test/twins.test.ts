// The Markdown twin of every page says what the page says: its headings and tables, and nothing that is only for a browser.
import { readFileSync } from 'node:fs';
import { locales } from '@apig-spec/model/editions';
import { expect, test } from 'vitest';
import { twinOf } from '../src/render/markdown.ts';
import { words } from '../src/words.ts';
import { built, dist, files, textOf, withoutControls } from './pages.ts';
import { checkedPages } from './sample.ts';

const twins = checkedPages().flatMap((path) => {
  const page = built.get(path) ?? '';
  const name = `${path.slice(1)}index.md`;
  if (!files.has(name)) return [];
  const start = page.search(/<div class="(contract|sl-markdown-content)/);
  const content = withoutControls(page.slice(start, page.indexOf('<footer')));
  const twin = readFileSync(`${dist}${path}index.md`, 'utf8');
  // Code may hold anything.
  return [{ path, content, twin, prose: twin.replaceAll(/^```.*?^```$/gms, '') }];
});

/** Letters and digits alone: what marks them as code or as bold differs. */
const said = (text: string) => text.replaceAll(/[^\p{L}\p{N}]+/gu, '');

test('every page of a language has one', () => {
  const pages = built.keys().filter((path) => /^\/(en|zh-CN)\//.test(path));
  expect(pages.filter((path) => !files.has(`${path.slice(1)}index.md`))).toEqual([]);
});

test('each heading of a page is one of its twin, and no other: no glyph of an anchor', () => {
  for (const { path, content, prose } of twins) {
    const onPage = [...content.matchAll(/<h[2-6][ >].*?<\/h[2-6]>/gs)].map(([heading]) => said(textOf(heading)));
    const [title, ...inTwin] = [...prose.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => said(heading));
    expect(title, path).not.toBe('');
    expect(inTwin, path).toEqual(onPage);
  }
});

/** What leads to the form of a request, after its path. */
const endings = locales.map((locale) => `\`${words[locale].tryIt.title}`);

test('no line is a glyph alone, no link is empty, and no tag is left', () => {
  for (const { path, prose } of twins) {
    const lines = prose
      .split('\n')
      .filter((line) => line.trim() !== '' && !/^\|( -+ \|| :?-+:? \||:?-+:?\|)+$/.test(line));
    expect(
      lines.filter((line) => said(line) === '' && line !== '***'),
      path,
    ).toEqual([]);
    const links = [...prose.matchAll(/\[([^\][]*)\]\(([^()]*)\)/g)];
    const empty = links.filter(([, text = '', target]) => said(text) === '' || target === '');
    expect(
      empty.map(([link]) => link),
      path,
    ).toEqual([]);
    // The form that it leads to is on the page alone.
    expect(
      lines.filter((line) => endings.some((ending) => line.endsWith(ending))),
      path,
    ).toEqual([]);
    const plain = prose.replaceAll(/`[^`]*`/g, '');
    expect(/<\/?(a|figure|svg|button|form|input|nav|span|div)\b[^>]*>/.exec(plain)?.[0], path).toBeUndefined();
  }
});

test('each table of a page is one of its twin', () => {
  let tables = 0;
  for (const { path, content, prose } of twins) {
    const onPage = content.split('<thead').length - 1;
    tables += onPage;
    expect(prose.match(/^\| ?:?-+:?(?= ?\|)/gm)?.length ?? 0, path).toBe(onPage);
  }
  expect(tables).toBeGreaterThan(100);
});

test('a change begins with its words', () => {
  const twin = readFileSync(`${dist}/en/changes/index.md`, 'utf8');
  expect(twin).toContain('\n\n`vpc_channel_type` selects the kind of a channel');
  expect(twin).not.toMatch(/^# (?!What changed)/m);
});

test('a diagram is told by its words; code stays as it is', () => {
  const body =
    '<figure class="diagram">\n<svg><title id="a">One</title>\n<desc id="b">Two.</desc><path /></svg>\n</figure>\n\n<a id="c"></a> `d`\n\n```html\n<a id="e"></a>\n```\n';
  expect(twinOf('T', body)).toBe('# T\n\n**One.** Two.\n\n`d`\n\n```html\n<a id="e"></a>\n```\n');
});
