// A copy of the workspace, built as it is here, in which a release can be made without leaving a trace.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readBuilt } from '@apig-spec/repository/files';
import { root } from '@apig-spec/repository/paths';
import { workspaceFolders } from '@apig-spec/repository/workspaces';
import { packageNames } from '../verdict.ts';
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

/**
 * Copies all that git tracks or would track, and links what is installed.
 *
 * @param folder - where to put it: a folder that does not exist
 */
export function copyRepository(folder: string): void {
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const files = execFileSync('git', list, { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean);
  for (const file of files.filter((name) => existsSync(join(root, name)))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(root, file), join(folder, file));
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  for (const links of workspaceFolders().map((part) => join(part, 'node_modules'))) {
    // As they are written: a package's links to its siblings lead to those of the copy.
    const options = { recursive: true, verbatimSymlinks: true };
    if (existsSync(join(root, links))) cpSync(join(root, links), join(folder, links), options);
  }
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'pipe' });
  git('init', '--quiet', '--initial-branch=main');
  git('config', 'user.name', 'Rehearsal');
  git('config', 'user.email', 'rehearsal@example.com');
  writeFileSync(join(folder, '.git', 'info', 'exclude'), 'node_modules\n');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'As it stands');
}

/** A copy with the packages as they are built here. */
export function copyWorkspace(folder: string): Workspace {
  copyRepository(folder);
  for (const name of packageNames) {
    cpSync(join(root, 'packages', name, 'dist'), join(folder, 'packages', name, 'dist'), { recursive: true });
  }
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'pipe' });
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
