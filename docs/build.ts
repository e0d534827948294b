// Command: builds the site. Where nothing but the contract has changed since the last time, it renders those pages alone that
// are made from something else now, with the code that was compiled then; what comes out is the same to the byte.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { locales } from '@apig-spec/model/editions';
import { address } from './src/address.ts';
import { withPolicy } from './src/build/policy.ts';
import { keptRenderer } from './src/build/renderer.ts';
import { indexPages, isRead, readOf } from './src/build/search.ts';
import type { State } from './src/build/stamps.ts';
import { hashesOf, hashOf, madeNow, readState, writeState } from './src/build/stamps.ts';
import { distDir, filesBelow, rendererDir } from './src/built.ts';
import { readSite } from './src/model/site.ts';
import { stampOf } from './src/model/slices.ts';
import { markdownOf } from './src/render/markdown.ts';
import { absentFrom } from './src/searched.ts';
import { pagesOf } from './src/site.ts';

// As astro.config.ts does it, for the compiled code.
process.env['APIG_DIST_DIR'] ??= distDir;

const root = import.meta.dirname;
const dist = join(root, 'dist');
/** Where the search's index is, in the site. */
const index = 'pagefind';
const site = readSite(distDir);
const pages = pagesOf(site);
const code = codeStamp();

const rendered = await renew();
if (rendered === undefined) await buildAll();
else console.log(`docs: ${rendered} of ${pages.length} pages`);

/** All that the site is made from besides the words and the facts of the contract. */
function codeStamp(): string {
  const folders = ['src', 'public', 'generated', '../scripts/model', '../packages/client/src'].map((each) =>
    join(root, each),
  );
  const files = ['astro.config.ts', 'build.ts', 'package.json', 'published.txt', '../pnpm-lock.yaml'];
  const below = folders.flatMap((folder) =>
    filesBelow(folder, '')
      .filter((name) => /\.\w+$/.test(name) && !name.startsWith('node_modules/'))
      .map((name) => join(folder, name)),
  );
  const texts = [...below, ...files.map((name) => join(root, name))].map((file) => [
    file.slice(root.length),
    readFileSync(file, 'utf8'),
  ]);
  return stampOf([process.version, address, site.editions.map(({ name }) => name), texts]);
}

/** Builds the whole site. */
async function buildAll(): Promise<void> {
  const { build } = await import('astro');
  await build({ root });
  const idsIn = (path: string) => {
    const page = readFileSync(join(dist, path, 'index.html'), 'utf8');
    return [...page.slice(page.indexOf('<div class="contract')).matchAll(/<h[2-6] id="([^"]*)"/g)].map(
      ([, id = '']) => id,
    );
  };
  const made = madeNow(site, pages, (path) => ({ ids: idsIn(path) }));
  const read = { en: readOf(dist, 'en'), 'zh-CN': readOf(dist, 'zh-CN') };
  writeState({ code, pages: made, files: hashesOf(dist), read });
}

/** Renders what has changed. @returns how many pages; nothing where the whole site is to be built */
async function renew(): Promise<number | undefined> {
  const before = readState();
  if (before?.code !== code || Object.keys(before.pages).join() !== pages.map(({ path }) => path).join())
    return undefined;
  // It may have been taken from a cache, or touched.
  if (!existsSync(dist) || !isDeepStrictEqual(before.files, hashesOf(dist))) return undefined;
  const render = await keptRenderer(rendererDir, address);
  if (!render) return undefined;
  const made = madeNow(site, pages, (path) => before.pages[path]);
  const changed = pages.filter(({ path }) => made[path]?.whole !== before.pages[path]?.whole);
  const files = { ...before.files };
  const write = (name: string, content: string) => {
    files[name] = hashOf(content);
    if (files[name] === before.files[name]) return;
    mkdirSync(dirname(join(dist, name)), { recursive: true });
    writeFileSync(join(dist, name), content);
  };
  const read: State['read'] = { en: [...before.read.en], 'zh-CN': [...before.read['zh-CN']] };
  for (const { path, locale, title, main } of changed) {
    const name = `${path.slice(1)}index.html`;
    const page = withPolicy(await render(path));
    write(name, page);
    write(`${path.slice(1)}index.md`, markdownOf(title, main()));
    read[locale] = [...read[locale].filter((each) => each !== name), ...(isRead(page) ? [name] : [])].sort();
  }
  const all = pages.map((page) => ({ ...page, ids: () => made[page.path]?.ids ?? [] }));
  for (const edition of site.editions) {
    for (const file of [`${edition.name}.yaml`, `${edition.name}.json`])
      write(`editions/${file}`, readFileSync(join(distDir, file), 'utf8'));
    write(`search/${edition.name}.json`, JSON.stringify(absentFrom(all, edition)));
  }
  if (changed.length > 0) write('llms.txt', await render('/llms.txt'));
  for (const locale of locales) {
    const isSame = (name: string) => files[name] === before.files[name];
    if (read[locale].join() === before.read[locale].join() && read[locale].every(isSame)) continue;
    await indexPages(dist, locale, read[locale]);
  }
  const others = Object.entries(files).filter(([name]) => !name.startsWith(`${index}/`));
  const indexed = Object.entries(hashesOf(join(dist, index))).map(([name, hash]) => [`${index}/${name}`, hash]);
  writeState({ code, pages: made, files: Object.fromEntries([...others, ...indexed]), read });
  return changed.length;
}
