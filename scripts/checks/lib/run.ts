// Runs the checks of the contract, which are a program each.
import { join } from 'node:path';
import { runProgram } from '@apig-spec/repository/programs';

/**
 * Runs the checks of the bundled editions, each to its end.
 *
 * @param resource - the resources that they are restricted to, with commas between them; without it, none is left out
 * @returns whether none of them failed
 */
export async function runChecks(resource?: string, stop?: AbortSignal): Promise<boolean> {
  let passed = true;
  for (const name of ['examples', 'locales', 'fidelity', 'lint']) {
    if (stop?.aborted) return false;
    const script = join(import.meta.dirname, '..', `${name}.ts`);
    const args = resource === undefined ? [script] : [script, '--resource', resource];
    passed = (await runProgram(process.execPath, args, stop)) === 0 && passed;
  }
  return passed;
}
