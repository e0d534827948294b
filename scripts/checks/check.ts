// Command: checks the contract, or some resources of it.
import { join } from 'node:path';
import { commandLine } from '@apig-spec/repository/command';
import { root } from '@apig-spec/repository/paths';
import { runProgram } from '@apig-spec/repository/programs';
import { scopeOf } from '@apig-spec/repository/scope';
import { runChecks } from './lib/run.ts';

const usage = `npm run check -- [--resource <resource>]

Checks the contract against its sources and rules: examples, locales, fidelity, lint; and drift, licences and prose.

  --resource <resource>  only examples, locales, fidelity and lint, and only of this resource's operations and of the
                         components that they refer to: vpc-channels, say, a folder of spec/resources; of several with
                         commas between them: apps,signs

Ends with 0; 1 where there are mistakes; 2 after a misuse.
`;

const { values, wrong } = commandLine('check', usage, { resource: { type: 'string' } });
const { resource } = values;

if (resource === undefined) {
  process.exitCode = await runProgram('turbo', ['run', 'check', '--continue=dependencies-successful']);
} else {
  try {
    scopeOf(resource);
  } catch (error) {
    wrong((error as Error).message);
  }
  const bundled = await runProgram(process.execPath, [join(root, 'scripts', 'bundle', 'bundle.ts')]);
  process.exitCode = bundled || ((await runChecks(resource)) ? 0 : 1);
}
