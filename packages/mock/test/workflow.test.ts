// Lives and scenarios, as their workflows tell them, against a running mock: in the newest edition, in the long run in each.
import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { editionNames } from '../src/index.ts';
import { instance, patience, project, scratch, served } from './support.ts';

const repository = join(import.meta.dirname, '..', '..', '..');
const redocly = join(repository, 'node_modules', '@redocly', 'cli', 'bin', 'cli.js');
const contract = join(repository, 'packages', 'openapi', 'dist');
const files = readdirSync(join(contract, 'workflows'));
const workflows = files.filter((name) => name.endsWith('.arazzo.yaml'));

/** The workflows for an edition, beside it. They are written for the newest one in English. */
function workflowsFor(edition: string): string[] {
  const folder = scratch();
  mkdirSync(join(folder, 'workflows'));
  writeFileSync(join(folder, `${edition}.yaml`), readFileSync(join(contract, `${edition}.yaml`)));
  for (const name of files) {
    const text = readFileSync(join(contract, 'workflows', name), 'utf8');
    writeFileSync(join(folder, 'workflows', name), text.replace(`../${editionNames[0]}.yaml`, `../${edition}.yaml`));
  }
  return workflows.map((name) => join(folder, 'workflows', name));
}

const editions = import.meta.env.MODE === 'long' ? editionNames : editionNames.slice(0, 1);

it.each(editions)(
  '%s: every workflow succeeds',
  async (edition) => {
    const url = await served({ edition });
    const inputs = [`token=any`, `project_id=${project}`, `instance_id=${instance}`].flatMap((input) => [
      '--input',
      input,
    ]);
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      [redocly, 'respect', ...workflowsFor(edition), '--server', `apig=${url}`, ...inputs],
      {
        cwd: scratch(),
        timeout: patience,
        maxBuffer: 16 * 1024 * 1024,
        env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1' },
      },
    ).catch((error: { stdout: string; stderr: string }) => error);
    const said = stdout + stderr;
    const steps = workflows.reduce((sum, name) => {
      return sum + (readFileSync(join(contract, 'workflows', name), 'utf8').match(/- stepId:/g)?.length ?? 0);
    }, 0);
    const passed = [...said.matchAll(/Steps: (\d+) passed/g)].reduce((sum, [, count]) => sum + Number(count), 0);
    expect(passed, said.slice(-2000)).toBe(steps);
  },
  2 * patience,
);
