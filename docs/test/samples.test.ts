// Every sample does what it says: curl and TypeScript, in every edition, against a mock.
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { serve } from '@apig-spec/mock/node';
import { operationsOf } from '@apig-spec/scripts/lib/fields';
import { distDir, root } from '@apig-spec/scripts/lib/paths';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { curlOf, sampleEndpoint, sampleOf, typescriptOf } from '../src/model/samples.ts';
import type { BundledEdition } from '../src/model/site.ts';
import { readSite } from '../src/model/site.ts';
import { patience } from './browser.ts';

const site = readSite(distDir);
const newest = site.revisions[0] ?? '';
// Within the package, so that imports find the client; git ignores it.
const folder = fileURLToPath(new URL('../generated/samples', import.meta.url));
const editions = import.meta.env.MODE === 'long' ? site.editions : site.editions.slice(0, 2);

const samplesOf = (edition: BundledEdition) =>
  operationsOf(edition.document).map((operation) => {
    const sample = sampleOf(edition.document, operation);
    return { id: operation.id, curl: curlOf(sample), typescript: typescriptOf(edition, newest, operation.id, sample) };
  });

beforeAll(() => {
  mkdirSync(folder, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('every TypeScript sample compiles', { timeout: patience }, () => {
  for (const edition of site.editions) {
    for (const { id, typescript } of samplesOf(edition))
      writeFileSync(join(folder, `${edition.name}.${id}.ts`), typescript);
  }
  const config = {
    extends: join(root, 'tsconfig.base.json'),
    // As most readers have it.
    compilerOptions: { noEmit: true, types: ['node'], noPropertyAccessFromIndexSignature: false },
    include: [folder],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], { stdio: 'pipe' });
});

describe.each(editions)('$name', (edition) => {
  test.for(samplesOf(edition))('$id', { timeout: patience }, async ({ id, curl, typescript }) => {
    const statuses: number[] = [];
    const log = ({ status }: { status: number }) => void statuses.push(status);
    const env = { ...process.env, TOKEN: 'any' };
    const run = promisify(execFile);
    for (const program of ['curl', 'typescript']) {
      // A mock of its own: what one deletes another may want.
      const mock = await serve({ port: 0, edition: edition.name as '2024-11.en', log });
      try {
        if (program === 'curl') await run('sh', ['-c', curl.replace(sampleEndpoint, mock.url)], { env });
        else {
          const file = join(folder, `${edition.name}.${id}.run.ts`);
          writeFileSync(file, typescript.replace(sampleEndpoint, mock.url));
          const { stdout } = await run(process.execPath, [file], { env });
          expect(stdout).not.toContain('ok: false');
        }
      } finally {
        await mock.close();
      }
    }
    expect(statuses).toHaveLength(2);
    expect(
      statuses.every((status) => status >= 200 && status < 300),
      statuses.join(),
    ).toBe(true);
  });
});
