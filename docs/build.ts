// Command: builds the site. Where nothing but the contract has changed since the last time, it renders those pages alone that
// are made from something else now, with the code that was compiled then; what comes out is the same to the byte. `npm run build`
// bounds its heap: the engine collects garbage late where much memory is free.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { locales } from '@apig-spec/model/editions';
import { address } from './src/address.ts';
import { mockScripts } from './src/build/mock.ts';
import { withPolicy } from './src/build/policy.ts';
import { recordWorkflows } from './src/build/recorded.ts';
import { keptRenderer } from './src/build/renderer.ts';
import { indexPages, isRead, readOf } from './src/build/search.ts';
import type { State } from './src/build/stamps.ts';
import { fileOf, filesOf, hashesOf, hashOf, readState, stampsOf, writeState } from './src/build/stamps.ts';
import { distDir, filesBelow, keptDir, keysFile, recordedFile, rendererDir } from './src/built.ts';
import { mockFolder } from './src/client/try/addresses.ts';
import { handOver } from './src/made.ts';
import { readSite } from './src/model/site.ts';
import { stampOf } from './src/model/slices.ts';
import { markdownOf } from './src/render/markdown.ts';
import { pagesOf } from './src/site.ts';

// As astro.config.ts does it, for the compiled code.
process.env['APIG_DIST_DIR'] ??= distDir;
process.env['APIG_DOCS_RECORDED'] ??= recordedFile;

const root = import.meta.dirname;
const dist = join(root, 'dist');
await recordWorkflows();
const site = readSite(distDir);
const pages = pagesOf(site);
handOver({ site, pages });
const stamps = stampsOf(site, pages);
const code = codeTexts();

const rendered = await renew(stampOf(code));
if (rendered === undefined) await buildAll(stampOf(code));
else console.log(`docs: ${rendered} of ${pages.length} pages`);

/** All that the site is made from besides the words and the facts of the contract: files, and what they hold. */
function codeTexts(): [string, string][] {
  const folders = ['src', 'public', 'generated', '../scripts/model', '../packages/client/src'];
  const files = ['astro.config.ts', 'build.ts', 'package.json', 'published.txt', '../pnpm-lock.yaml'];
  const below = folders.flatMap((folder) =>
    filesBelow(join(root, folder), '')
      .filter((name) => /\.\w+$/.test(name) && !name.startsWith('node_modules/'))
      .map((name) => `${folder}/${name}`),
  );
  const settings = [process.version, address, ...site.editions.map(({ name }) => name)].join();
  return [
    ['', settings],
    ...[...below, ...files].map((name) => [name, readFileSync(join(root, name), 'utf8')] as [string, string]),
  ];
}

/** Builds the whole site. Astro takes pages of the contract from its cache, where that is not all that has changed. */
async function buildAll(code: string): Promise<void> {
  const { build } = await import('astro');
  mkdirSync(keptDir, { recursive: true });
  writeFileSync(keysFile, JSON.stringify(Object.fromEntries(keys())));
  await build({ root });
  mkdirSync(join(dist, mockFolder), { recursive: true });
  const { scripts, sources } = await mockScripts();
  for (const [name, text] of scripts) writeFileSync(join(dist, mockFolder, name), text);
  const read = { en: readOf(dist, 'en'), 'zh-CN': readOf(dist, 'zh-CN') };
  writeState({ code, pages: Object.fromEntries(stamps), files: filesOf(dist), mock: hashesOf(sources), read });
}

/** By path, what a page of the contract depends on. Of the pages in Markdown that is what they are called. */
function keys(): [string, string][] {
  const around = stampOf(code.map(([name, text]) => [name, name.endsWith('.md') ? text.split(/^---$/m)[1] : text]));
  return [...stamps].map(([path, stamp]) => [path, stampOf([stamp, around])]);
}

/** Renders what has changed. @returns how many pages; nothing where the whole site is to be built */
async function renew(code: string): Promise<number | undefined> {
  const before = readState();
  if (before?.code !== code || Object.keys(before.pages).join() !== pages.map(({ path }) => path).join())
    return undefined;
  const known = hashesOf(Object.keys(before.mock));
  const isMockSame = Object.entries(before.mock).every(([name, hash]) => known[name] === hash);
  // Another program bundles it, meanwhile.
  const mock = isMockSame ? undefined : mockScripts();
  // It may have been touched, or taken from a cache, which leaves what it does not know.
  const files = existsSync(dist) ? filesOf(dist, before.files) : {};
  const isSame = (name: string) => files[name]?.hash === before.files[name]?.hash;
  if (!Object.keys(before.files).every(isSame)) return undefined;
  const remove = (name: string) => {
    rmSync(join(dist, name));
    delete files[name];
  };
  for (const name of Object.keys(files)) if (before.files[name] === undefined) remove(name);
  const render = await keptRenderer(rendererDir, address);
  if (!render) return undefined;
  const changed = pages.filter(({ path }) => stamps.get(path) !== before.pages[path]);
  const write = (name: string, content: string) => {
    if (files[name]?.hash === hashOf(content)) return;
    mkdirSync(dirname(join(dist, name)), { recursive: true });
    writeFileSync(join(dist, name), content);
    files[name] = fileOf(dist, name);
  };
  const read: State['read'] = { en: [...before.read.en], 'zh-CN': [...before.read['zh-CN']] };
  for (const { path, locale, title, main } of changed) {
    const name = `${path.slice(1)}index.html`;
    const page = withPolicy(await render(path));
    write(name, page);
    write(`${path.slice(1)}index.md`, markdownOf(title, main()));
    read[locale] = [...read[locale].filter((each) => each !== name), ...(isRead(page) ? [name] : [])].sort();
  }
  for (const edition of site.editions) {
    for (const file of [`${edition.name}.yaml`, `${edition.name}.json`])
      write(`editions/${file}`, readFileSync(join(distDir, file), 'utf8'));
  }
  const made = await mock;
  if (made) {
    const scripts = Array.from(made.scripts, ([name, text]) => [mockFolder.slice(1) + name, text] as const);
    for (const [name, text] of scripts) write(name, text);
    const names = new Set(scripts.map(([name]) => name));
    for (const name of Object.keys(files)) if (name.startsWith(mockFolder.slice(1)) && !names.has(name)) remove(name);
  }
  // What one language says is in no list of the other.
  const touched = new Set(changed.map(({ locale }) => locale));
  // What such a page says stands on others too, which then change with it.
  const searched = new Set(changed.filter(({ unsearched }) => !unsearched).map(({ locale }) => locale));
  const lists = [
    ...(touched.size > 0 ? ['llms.txt'] : []),
    ...site.editions.filter(({ locale }) => searched.has(locale)).map(({ name }) => `search/${name}.json`),
    ...[...touched].map((locale) => `addresses/${locale}.json`),
  ];
  for (const name of lists) write(name, await render(`/${name}`));
  const stale = locales.filter(
    (locale) => read[locale].join() !== before.read[locale].join() || !read[locale].every(isSame),
  );
  for (const locale of stale) await indexPages(dist, locale, read[locale]);
  const all = stale.length > 0 ? filesOf(dist, files) : files;
  const sources = made ? hashesOf(made.sources) : before.mock;
  writeState({ code, pages: Object.fromEntries(stamps), files: all, mock: sources, read });
  return changed.length;
}
