// Takes a wrong release back, as far as npm lets one: `latest` means the one before it again, and whoever installs the wrong
// one is told. Nothing is unpublished: what somebody has locked to has to stay.
import { type Place, run } from './rehearsal/run.ts';
import { packageNames } from './verdict.ts';

export interface Rollback {
  /** The wrong release. */
  version: string;
  /** The release that `latest` is to mean. */
  to: string;
  /** Shown to all who install the wrong one. */
  reason: string;
}

/**
 * Moves `latest` for all packages first, then deprecates. Can be run again where it broke off.
 *
 * @throws where npm has not got both releases of each package; then nothing has been changed
 */
export async function rollBack({ version, to, reason }: Rollback, place: Place): Promise<void> {
  const names = packageNames.map((name) => `@apig-spec/${name}`);
  for (const name of names) {
    for (const each of [version, to]) await run('npm', ['view', '--json', `${name}@${each}`, 'version'], place);
  }
  for (const name of names) await run('npm', ['dist-tag', 'add', `${name}@${to}`, 'latest'], place);
  for (const name of names) await run('npm', ['deprecate', `${name}@${version}`, `${reason} Use ${to}.`], place);
}
