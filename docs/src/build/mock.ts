// The mock that the form of an operation runs in the reader's browser: bundled from its sources, apart from the pages, so that a
// change of the contract renders no page again that it does not touch.
import { join } from 'node:path';
import type { AstroIntegration } from 'astro';
import { build } from 'esbuild';
import { repository } from '../built.ts';
import { mockFolder, mockScript } from '../client/try/addresses.ts';

const root = join(repository, 'docs');
const packages = join(repository, 'packages');

export interface MockScripts {
  /** By file name: one that the page starts, and what that loads when it needs it. */
  scripts: Map<string, string>;
  /** Files, from the repository's root. */
  sources: string[];
}

/** The scripts of the mock, and what they are made from. */
export async function mockScripts(): Promise<MockScripts> {
  const { outputFiles, metafile } = await build({
    entryPoints: { [mockScript.replace('.js', '')]: join(root, 'src', 'client', 'try', 'worker.ts') },
    alias: {
      '@apig-spec/mock': join(packages, 'mock', 'src', 'index.ts'),
      '@apig-spec/validator/lazy': join(packages, 'validator', 'generated', 'lazy.ts'),
    },
    ...{ bundle: true, splitting: true, minify: true, write: false, metafile: true, absWorkingDir: repository },
    ...{ format: 'esm', platform: 'browser', target: 'es2022', legalComments: 'none' },
    outdir: root,
    logLevel: 'warning',
  });
  return {
    scripts: new Map(outputFiles.map(({ path, text }) => [path.slice(root.length + 1), text])),
    sources: Object.keys(metafile.inputs),
  };
}

/** Serves the scripts in the development loop, made when they are first asked for. */
export function mockInDevelopment(): AstroIntegration {
  let scripts: ReturnType<typeof mockScripts> | undefined;
  return {
    name: 'mock',
    hooks: {
      'astro:server:setup': ({ server }) => {
        server.middlewares.use(mockFolder, async (request, response, next) => {
          scripts ??= mockScripts();
          const script = (await scripts).scripts.get((request.url ?? '').replace(/^\/|\?.*$/g, ''));
          if (script === undefined) return next();
          response.setHeader('content-type', 'text/javascript').end(script);
        });
      },
    },
  };
}
