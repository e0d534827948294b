// Command, part of a release: adds the addresses of the built site to those that have been published.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from './src/built.ts';

const list = join(import.meta.dirname, 'published.txt');
const dist = join(import.meta.dirname, 'dist');

const known = readFileSync(list, 'utf8').split('\n').filter(Boolean);
const built = ['.html', '.yaml', '.json'].flatMap((end) =>
  filesBelow(dist, end)
    .filter((name) => !/^(pagefind|search|moved)\//.test(name))
    .map((name) => `/${name.replace(/(^|\/)index\.html$/, '$1')}`),
);
const all = [...new Set([...known, ...built])].sort();
writeFileSync(list, `${all.join('\n')}\n`);
console.log(`published: ${all.length - known.length} new addresses, ${all.length} in all`);
