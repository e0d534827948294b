#!/usr/bin/env node
// apig-mock. Checks the Node that it runs on before it loads anything that an older one lacks.
import module from 'node:module';
import { tooOld } from './cli/node-version.ts';

const problem = tooOld(process.versions.node);
if (problem) {
  console.error(`apig-mock: ${problem}`);
  process.exitCode = 1;
} else {
  // What was compiled for one start serves the next: in a folder of Node's own below that for temporary files.
  module.enableCompileCache?.();
  const { main } = await import('./cli/main.ts');
  process.exitCode = await main(process.argv.slice(2));
}
