// The editions themselves, to download or to open elsewhere: /editions/2024-11.en.yaml.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIRoute } from 'astro';
import { distDir } from '../../built.ts';
import { site } from '../../pages.ts';

export function getStaticPaths() {
  return site.editions.flatMap(({ name }) =>
    ['yaml', 'json'].map((ending) => ({ params: { file: `${name}.${ending}` } })),
  );
}

export const GET: APIRoute = ({ params }) => new Response(readFileSync(join(distDir, params['file'] ?? ''), 'utf8'));
