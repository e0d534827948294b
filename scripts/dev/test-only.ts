// Command: builds what one test file needs, and runs it.
import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { commandLine } from '@apig-spec/repository/command';
import { root } from '@apig-spec/repository/paths';
import { runProgram } from '@apig-spec/repository/programs';

const usage = `npm run test:only -- <file>

Builds what the file needs, then runs its tests: npm run test:only -- packages/mock/test/engine.test.ts

Ends with 0; 1 where a test fails, or the build does; 2 after a misuse.
`;

const { positionals, wrong } = commandLine('test:only', usage, {}, ['file']);
const [named = ''] = positionals;
// npm runs us in the root, wherever it was called.
const path = resolve(process.env['INIT_CWD'] ?? root, named);
const file = relative(root, existsSync(path) ? path : resolve(root, named)).replaceAll('\\', '/');
const [, folder, project = ''] =
  /^(packages\/(?=(?:openapi|client|validator|mock)\/))?(openapi|client|validator|mock|scripts|docs)\/test\/.*\.test\.ts$/.exec(
    file,
  ) ?? [];

if (!existsSync(resolve(root, file))) wrong(`There is no file ${named}.`);
if (project === '' || (folder === undefined) !== ['scripts', 'docs'].includes(project)) {
  wrong(`${file} is not a test: they are named *.test.ts, in the folder test of a package, of scripts or of docs.`);
}
// The tests of the pipeline look at all packages.
const needed = project === 'scripts' ? './packages/*' : `@apig-spec/${project}`;
const mode = file.endsWith('.long.test.ts') ? ['--mode', 'long'] : [];
process.exitCode =
  (await runProgram('turbo', ['run', 'build', `--filter=${needed}`])) ||
  (await runProgram('vitest', ['run', '--project', project, ...mode, file]));
