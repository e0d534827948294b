// The life of a channel, as its workflow tells it, against a running mock.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { instance, patience, project, scratch, served } from './support.ts';

const repository = join(import.meta.dirname, '..', '..', '..');
const redocly = join(repository, 'node_modules', '@redocly', 'cli', 'bin', 'cli.js');
const workflow = join(repository, 'packages', 'openapi', 'dist', 'workflows', 'channel-life.arazzo.yaml');

it('channel-life succeeds', async () => {
  const url = await served();
  const report = join(scratch(), 'report.json');
  const inputs = [`token=any`, `project_id=${project}`, `instance_id=${instance}`].flatMap((input) => [
    '--input',
    input,
  ]);
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    [redocly, 'respect', workflow, '--server', `apig=${url}`, ...inputs, '--json-output', report],
    {
      cwd: scratch(),
      timeout: patience,
      env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1' },
    },
  );
  expect(stdout + stderr).toContain('6 passed, 6 total');
});
