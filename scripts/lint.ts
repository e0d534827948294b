// Step: lints each bundled edition with Redocly (redocly.yaml) and Spectral (.spectral.mjs), and checks that every field has
// a source: a row of the ledger, or a mark that says it is observed. A warning counts as an error.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { editionsOf, readRevisions } from './lib/editions.ts';
import { Mistakes, step } from './lib/failure.ts';
import { fieldsOf, placeOf } from './lib/fields.ts';
import { readBuilt } from './lib/files.ts';
import type { JsonObject } from './lib/json.ts';
import { isObject } from './lib/json.ts';
import { distDir, root } from './lib/paths.ts';
import type { Provenance } from './lib/provenance.ts';
import { redocly } from './lib/redocly.ts';

await step('lint', async () => {
  const editions = editionsOf(readRevisions()).map(({ name }) => name);
  const files = editions.map((name) => join(distDir, `${name}.yaml`));
  for (const file of files) readBuilt(file.replace(/yaml$/, 'json'));

  const [byRedocly, bySpectral] = await Promise.all([
    redocly(['lint', ...files, '--config', join(root, 'redocly.yaml'), '--format', 'stylish']),
    spectral(files),
  ]);
  const mistakes = new Mistakes();
  const report = (linter: string, file: string, output: string) =>
    mistakes.add({
      file,
      problem: `${linter} finds:\n\n${output.trim().replaceAll(/^/gm, '    ')}\n`,
      mend: 'Mend the file in spec/ that it comes from.',
    });
  if (byRedocly.code !== 0 || /\bwarning\b/i.test(byRedocly.output))
    report('Redocly', 'redocly.yaml', byRedocly.output);
  if (bySpectral.code !== 0) report('Spectral', '.spectral.mjs', bySpectral.output);
  checkSources(editions, mistakes);
  mistakes.stop();
  return `${editions.length} editions, no error, no warning`;
});

async function spectral(files: string[]): Promise<{ code: number; output: string }> {
  const cli = join(
    dirname(createRequire(import.meta.url).resolve('@stoplight/spectral-cli/package.json')),
    'dist',
    'index.js',
  );
  const args = [cli, 'lint', ...files, '--ruleset', join(root, '.spectral.mjs'), '--fail-severity', 'hint', '--quiet'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  return { code: status ?? 1, output: stdout + stderr };
}

/** Fields that no document states must say so themselves: their schema, or the object that holds them, carries a mark. */
function checkSources(editions: readonly string[], mistakes: Mistakes): void {
  const provenance = readBuilt(join(distDir, 'provenance.json'))['editions'] as unknown as Record<
    string,
    Record<string, Provenance>
  >;
  for (const edition of editions) {
    for (const field of fieldsOf(readBuilt(join(distDir, `${edition}.json`)))) {
      const place = placeOf(field);
      const { mark } = provenance[edition]?.[place] ?? {};
      if (mark !== 'observed' || [...field.schemas, ...field.owners].some(isMarked)) continue;
      mistakes.add({
        file: join(distDir, `${edition}.yaml`),
        at: place,
        problem: 'No source document states this field, and nothing marks it as observed.',
        mend: 'Correct the name, transcribe the row that states it, or mark its schema with `x-provenance`.',
      });
    }
  }
}

function isMarked(schema: JsonObject): boolean {
  return isObject(schema['x-provenance']) && '*' in schema['x-provenance'];
}
