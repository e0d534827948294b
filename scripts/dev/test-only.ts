// Command: builds what test files need, and runs them.
import { existsSync } from 'node:fs';
import { basename, relative, resolve } from 'node:path';
import { commandLine } from '@apig-spec/repository/command';
import { root } from '@apig-spec/repository/paths';
import { runProgram } from '@apig-spec/repository/programs';
import { workspaceFolders } from '@apig-spec/repository/workspaces';

const usage = `npm run test:only -- <file>… [--update]

Builds what the files need, then runs their tests: npm run test:only -- packages/mock/test/engine.test.ts

  --update  write the snapshots as they are now; read what changed before you commit it

Ends with 0; 1 where a test fails, or the build does; 2 after a misuse.
`;

const { positionals, values, wrong } = commandLine('test:only', usage, { update: { type: 'boolean' } }, ['file…']);

/** The project of a test file, named as the caller sees it. */
function projectOf(named: string): { file: string; project: string } {
  // npm runs us in the root, wherever it was called.
  const path = resolve(process.env['INIT_CWD'] ?? root, named);
  const file = relative(root, existsSync(path) ? path : resolve(root, named)).replaceAll('\\', '/');
  if (!existsSync(resolve(root, file))) wrong(`There is no file ${named}.`);
  const folder = workspaceFolders().find((each) => file.startsWith(`${each}/test/`));
  if (folder === undefined || !file.endsWith('.test.ts')) {
    return wrong(
      `${file} is not a test: they are named *.test.ts, in the folder test of a package, of scripts or of docs.`,
    );
  }
  return { file, project: basename(folder) };
}

const tests = positionals.map(projectOf);
const projects = [...new Set(tests.map(({ project }) => project))];
// The tests of the pipeline look at all packages.
const needed = projects.map(
  (project) => `--filter=${project === 'scripts' ? './packages/*' : `@apig-spec/${project}`}`,
);
const mode = tests.some(({ file }) => file.endsWith('.long.test.ts')) ? ['--mode', 'long'] : [];
const update = values.update ? ['--update'] : [];
const chosen = projects.flatMap((project) => ['--project', project]);
process.exitCode =
  (await runProgram('turbo', ['run', 'build', ...needed])) ||
  (await runProgram('vitest', ['run', ...chosen, ...mode, ...update, ...tests.map(({ file }) => file)]));
