// Step: packages/openapi/dist/ → packages/validator/generated/: for each revision and resource a module of the checks of every
// operation's request and responses, compiled by Ajv, for both languages, as documented and as observed; for each edition the
// modules that callers import, which put packages/validator/src/ around them; and one that loads of any edition what is needed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { editionsOf } from '@apig-spec/model/editions';
import { readRevisions } from '@apig-spec/repository/editions';
import { step } from '@apig-spec/repository/failure';
import { readBuilt, writeAll } from '@apig-spec/repository/files';
import { distDir, packagesDir } from '@apig-spec/repository/paths';
import { codeIn, madeFrom, textWithoutProse } from '@apig-spec/repository/unchanged';

const folder = join(packagesDir, 'validator', 'generated');

if (import.meta.main) {
  await step('validators', async () => {
    const names = editionsOf(readRevisions()).flatMap(({ name }) => [`${name}.json`, join('observed', `${name}.json`)]);
    const documents = names.map((name) => textWithoutProse(readBuilt(join(distDir, name))));
    const code = [readFileSync(import.meta.filename, 'utf8'), codeIn('emit/lib', 'model', 'repository/lib')];
    let said = 'unchanged';
    await madeFrom([folder], [...code, ...documents], async () => {
      said = await validators();
    });
    return said;
  });
}

/**
 * The step itself, for who watches spec/.
 *
 * @param revisions - those whose validators are written; what is there of others stays
 * @param resources - of these, the resources whose checks are compiled, from operations of their own alone: they then contain
 *   what they share with others; without it, those of all
 * @throws {@link Failure}
 */
export async function validators(revisions?: readonly string[], resources?: ReadonlySet<string>): Promise<string> {
  // Only now: what it is made with takes long to load.
  const { validatorModules } = await import('./lib/validator-modules.ts');
  const listed = revisions ?? readRevisions();
  const { files, sizes } = await validatorModules(listed, resources);
  const stale = (name: string) => revisions === undefined && (name.endsWith('.js') || name.endsWith('.ts'));
  writeAll(folder, files, stale);
  return `${sizes.length} modules of ${listed.length} revisions, ${kilobytes(Math.min(...sizes))} to ${kilobytes(Math.max(...sizes))} each (gzip)`;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} kB`;
}
