// Step: the licence of every dependency is one that we take.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Failure, step } from '@apig-spec/repository/failure';
import { root } from '@apig-spec/repository/paths';
import { type Licences, rejectedLicences } from './lib/licences.ts';

const pnpm = join(root, 'node_modules', 'pnpm', 'bin', 'pnpm.mjs');

await step('licences', () => {
  const [all, shipped] = [list('--recursive'), list('--filter', './packages/*', '--prod')];
  const rejected = [...rejectedLicences(all, { shipped: false }), ...rejectedLicences(shipped, { shipped: true })];
  if (rejected.length > 0) {
    throw new Failure(
      ...rejected.map(({ name, licence }) => ({
        file: 'pnpm-lock.yaml',
        at: name,
        problem: `It is under ${licence}.`,
        fix: 'Do without it, or add the licence to scripts/checks/lib/licences.ts, if what it asks for can be kept.',
      })),
    );
  }
  return `${Object.values(all).flat().length} dependencies, ${Object.values(shipped).flat().length} of them shipped`;
});

function list(...scope: string[]): Licences {
  const { status, stdout, stderr } = spawnSync(process.execPath, [pnpm, 'licenses', 'list', '--json', ...scope], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`pnpm licenses: ${stdout}${stderr}`);
  return JSON.parse(stdout) as Licences;
}
