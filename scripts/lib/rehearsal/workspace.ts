// A copy of the workspace, built as it is here, in which a release can be made without leaving a trace.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readBuilt } from '../files.ts';
import { root } from '../paths.ts';
import { packageNames } from '../release/verdict.ts';
import { run } from './run.ts';

export interface Workspace {
  folder: string;
  /** The version that the packages share. */
  version(): string;
  /** Writes down a change of every package. */
  addChangeset(bump: 'patch' | 'minor', text: string): void;
  /** Makes the changesets into versions and changelogs, and commits them. */
  bump(): Promise<string>;
  changeset(...args: string[]): Promise<string>;
  /** The changesets CLI. */
  cli: string;
  /** Takes the last bump back, with what led to it. */
  undo(): void;
}

/** @param folder - where to put it: a folder that does not exist */
export function copyWorkspace(folder: string): Workspace {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'pipe' });
  const tracked = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  const built = packageNames.map((name) => `packages/${name}/dist`);
  for (const file of [...tracked.split('\0').filter((name) => name && existsSync(join(root, name))), ...built]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(root, file), join(folder, file), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  for (const name of packageNames) {
    // As they are written: a package's links to its siblings lead to those of the copy.
    const links = join('packages', name, 'node_modules');
    if (existsSync(join(root, links)))
      cpSync(join(root, links), join(folder, links), { recursive: true, verbatimSymlinks: true });
  }
  git('init', '--quiet', '--initial-branch=main');
  git('config', 'user.name', 'Rehearsal');
  git('config', 'user.email', 'rehearsal@example.com');
  writeFileSync(join(folder, '.git', 'info', 'exclude'), 'node_modules\n');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'As it stands');

  const cli = join(root, 'node_modules', '@changesets', 'cli', 'bin.js');
  const workspace: Workspace = {
    folder,
    version: () => String(readBuilt(join(folder, 'packages', 'openapi', 'package.json'))['version']),
    addChangeset(bump, text) {
      const packages = packageNames.map((name) => `'@apig-spec/${name}': ${bump}\n`).join('');
      writeFileSync(join(folder, '.changeset', 'rehearsal.md'), `---\n${packages}---\n\n${text}\n`);
    },
    async bump() {
      await workspace.changeset('version');
      git('add', '--all');
      git('commit', '--quiet', '--message', `Version ${workspace.version()}`);
      return workspace.version();
    },
    changeset: (...args) => run(process.execPath, [cli, ...args], { cwd: folder }),
    cli,
    undo: () => git('reset', '--hard', '--quiet', 'HEAD~1'),
  };
  return workspace;
}

/** Whether there is a change that waits for its release. */
export function hasChangesets(folder: string): boolean {
  return readdirSync(join(folder, '.changeset')).some((file) => file.endsWith('.md') && file !== 'README.md');
}
