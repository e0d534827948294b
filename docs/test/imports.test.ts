// The site is rendered from the bundled editions by the model alone: no step of the pipeline, and nothing of spec/.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const src = join(import.meta.dirname, '..', 'src');

/** What files of the site import of the workspace, by file. */
const imported = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(ts|astro)$/.test(name))
  .flatMap((name) =>
    [...readFileSync(join(src, name), 'utf8').matchAll(/(?:from|import) '((?:@apig-spec\/|\.\.?\/)[^']*)'/g)].map(
      ([, what = '']) => ({ name: name.replaceAll('\\', '/'), what }),
    ),
  );

test('the site imports its own files and the model', () => {
  const own = imported.filter(({ name, what }) => what.startsWith('.') && join(src, name, '..', what).startsWith(src));
  const others = imported.filter((each) => !own.includes(each) && !each.what.startsWith('@apig-spec/model/'));
  expect(others).toEqual([
    // Tutorials show what the mock returns.
    { name: 'build/recorded.ts', what: '@apig-spec/mock' },
    // The form that sends requests checks paths and signs as the client does, and has the mock beside it.
    { name: 'client/try/request.ts', what: '@apig-spec/client' },
    { name: 'client/try/request.ts', what: '@apig-spec/client/aksk' },
    // A type alone: what a mock explains of a rejection.
    { name: 'client/try/response.ts', what: '@apig-spec/mock' },
    { name: 'client/try/worker.ts', what: '@apig-spec/mock' },
  ]);
  expect(imported.length).toBeGreaterThan(200);
});
