// The contract's text is data: whatever it holds, it reaches the reader as text.
import { distDir } from '@apig-spec/repository/paths';
import { inScope } from '@apig-spec/repository/scope';
import { expect, test } from 'vitest';
import { readSite } from '../src/model/site.ts';
import { pagesOf } from '../src/site.ts';
import { attributes, misnested } from './pages.ts';
import { newest } from './revisions.ts';
import { checkedOperations, checkedPages } from './sample.ts';

const whole = readSite(distDir);
const checked = new Set([...checkedPages(), `/en/${newest}/createVpcChannel/`]);
/** What is rendered: some operations, which have everything that any has. All that an edition holds is made hostile below. */
const operations = new Set([
  'createVpcChannel',
  ...whole.editions.slice(0, 1).flatMap(({ document }) => [...checkedOperations(document)]),
]);
const site = {
  ...whole,
  editions: whole.editions.map((edition) => ({ ...edition, document: inScope(edition.document, { operations }) })),
};
/** What the pages say of their own, by path. */
const rendered = (from: typeof site) =>
  new Map(pagesOf(from).flatMap(({ path, main }) => (checked.has(path) ? [[path, main().text] as const] : [])));
const pages = rendered(site);

test('rendered content is sound: tags nested, ids unique, nothing to run', () => {
  for (const [path, text] of pages) {
    expect(misnested(text), path).toEqual([]);
    const ids = attributes(text, 'id');
    expect(ids.length, path).toBe(new Set(ids).size);
    expect(text, path).not.toMatch(/<script|<iframe|<form[^>]*\saction=|\sstyle=|\son\w+=/);
  }
});

test('hostile text stays text', { timeout: 60_000 }, () => {
  const hostile = `</code><script>alert('x')</script><img src=x onerror="alert(1)">&amp; \`<hostile>\``;
  // What addresses and keys are made of.
  const kept = new Set(
    'operationId name in $ref type document mark id dated edition locale revision from to kind'.split(' '),
  );
  const poisoned = <T>(value: T, key = ''): T => {
    if (typeof value === 'string') return (kept.has(key) ? value : `${value}${hostile}`) as T;
    if (Array.isArray(value)) {
      const inner = ['required', 'tags', 'revisions'].includes(key) ? 'name' : 'each';
      return value.map((each) => poisoned(each, inner)) as T;
    }
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, poisoned(each, name)])) as T;
  };
  const poisonedPages = rendered(poisoned(site));
  expect([...poisonedPages.keys()]).toEqual([...pages.keys()]);
  for (const [path, text] of poisonedPages) {
    expect(/<(script|img|hostile)/.exec(text)?.[0], path).toBeUndefined();
    expect(misnested(text), path).toEqual([]);
  }
  expect(poisonedPages.get(`/en/${newest}/createVpcChannel/`)?.split('&lt;script&gt;').length).toBeGreaterThan(300);
});
