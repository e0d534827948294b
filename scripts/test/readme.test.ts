// The examples of both READMEs, run as they are written, but for the port.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { serve } from '@apig-spec/mock/node';
import { root } from '@apig-spec/repository/paths';
import { expect, onTestFinished, test } from 'vitest';

const run = promisify(execFile);

/** The first block of code in a language that holds a text. */
function blockOf(readme: string, language: string, holding: string): string {
  const blocks = readFileSync(join(root, readme), 'utf8').matchAll(
    new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms'),
  );
  const found = [...blocks].map(([, code = '']) => code).find((code) => code.includes(holding));
  if (found === undefined) throw new Error(`${readme} has no ${language} block with ${holding}`);
  return found;
}

test.for(['README.md', 'README.zh-CN.md'])('%s: its examples create channels', { timeout: 60_000 }, async (readme) => {
  const mock = await serve({ host: '127.0.0.1', port: 0 });
  const folder = mkdtempSync(join(tmpdir(), 'readme-'));
  onTestFinished(async () => {
    await mock.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const here = (code: string) => code.replaceAll('http://127.0.0.1:4010', mock.url);

  const { stdout } = await run('sh', ['-c', here(blockOf(readme, 'sh', 'curl'))]);
  expect(JSON.parse(stdout)).toMatchObject({ name: 'VPC_demo', status: 1 });

  // As a program of its own, which finds the client as an installed package.
  mkdirSync(join(folder, 'node_modules', '@apig-spec'), { recursive: true });
  symlinkSync(join(root, 'packages', 'client'), join(folder, 'node_modules', '@apig-spec', 'client'));
  writeFileSync(join(folder, 'example.mts'), here(blockOf(readme, 'ts', 'createApigClient')));
  const program = await run(process.execPath, [join(folder, 'example.mts')]);
  expect(program.stdout).toMatch(/^[0-9a-f]{32}\n$/);
});
