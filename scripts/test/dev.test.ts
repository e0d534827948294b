// The development loop, on a copy of spec/ and of the mock: what is saved is what the mock checks by and what the docs say, and a
// mistake ends nothing.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readRevisions } from '@apig-spec/repository/editions';
import { packagesDir, root } from '@apig-spec/repository/paths';
import { expect, test, vi } from 'vitest';
import { scratch } from './scratch.ts';

const patience = 300_000;
const channels = '/v2/p/apigw/instances/eddc4d25480b4cd6b512f270a1b8b341/vpc-channels';
const headers = { 'X-Auth-Token': 'any', 'Content-Type': 'application/json' };
const channel = {
  ...{ port: 65535, balance_strategy: 1, member_type: 'ip', vpc_channel_type: 'builtin' },
  members: [{ host: '192.168.0.5' }],
};

test('a change reaches the mock, which keeps its state, and the docs; a mistake is reported; SIGINT ends all', {
  timeout: patience,
}, async ({ onTestFinished }) => {
  const { spec, dist } = scratch(onTestFinished);
  const packages = join(dirname(spec), 'packages');
  for (const path of ['mock/src', 'mock/package.json', 'validator/src', 'validator/package.json'])
    cpSync(join(packagesDir, path), join(packages, path), { recursive: true });

  const data = join(dirname(spec), 'data.sqlite');
  const args = [join(root, 'scripts', 'dev', 'dev.ts'), '--mock-port', '0', '--docs-port', '0', '--data', data];
  // As from a shell: Astro serves no pages where it takes itself for a part of vitest.
  const { VITEST: _, NODE_ENV: __, ...shell } = process.env;
  const env = { ...shell, APIG_SPEC_DIR: spec, APIG_DIST_DIR: dist, APIG_PACKAGES_DIR: packages };
  const child = spawn(process.execPath, args, { env });
  const closed = once(child, 'close');
  onTestFinished(() => void child.kill('SIGKILL'));
  /** What has not been waited for yet. */
  let said = '';
  let docs = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      said += text;
      docs ||= /docs (http:\/\/[\d.:]+)/.exec(text)?.[1] ?? '';
    });
  }
  /** Waits until it has said something, and gives all that it has said until then; what comes after is waited for next. */
  const saying = async (text: string) => {
    while (!said.includes(text)) {
      if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}: ${said}`);
      await Promise.race([delay(50), closed]);
    }
    const until = said.slice(0, said.indexOf(text) + text.length);
    said = said.slice(until.length);
    return until;
  };

  const begun = await saying('the mock is up to date');
  expect(begun).toContain('dev: watching ');
  const [, url = ''] = /listens on (http:\/\/[\d.:]+)/.exec(begun) ?? [];
  const create = (name: string) =>
    fetch(url + channels, { method: 'POST', headers, body: JSON.stringify({ ...channel, name }) });
  const created = await create('VPC_before');
  expect(created.status).toBe(201);
  const { id } = (await created.json()) as { id: string };

  // As an editor saves that writes beside the file.
  const save = (file: string, changed: string) => {
    writeFileSync(`${file}~`, changed);
    renameSync(`${file}~`, file);
  };
  const folder = join(spec, 'resources', 'vpc-channels');
  const file = join(folder, 'schemas', 'VpcChannelBase.yaml');
  const text = readFileSync(file, 'utf8');
  expect(text).toContain('maximum: 65535');
  save(file, text.replace('maximum: 65535', 'maximum: [65535'));
  expect(await saying('→ ')).toContain('VpcChannelBase.yaml');
  save(file, text.replace('maximum: 65535', 'maximum: 65534'));
  await saying('the mock is up to date');
  const rejected = await create('VPC_after');
  expect([rejected.status, await rejected.json()]).toEqual([
    400,
    expect.objectContaining({ error_msg: expect.stringContaining('port') }),
  ]);
  expect((await fetch(`${url}${channels}/${id}`, { headers })).status).toBe(200);
  const facts = join(packages, 'openapi', 'editions', `${readRevisions()[0]}.en`, 'vpc-channels.txt');
  await vi.waitFor(() => expect(readFileSync(facts, 'utf8')).toContain('..65534'), patience);

  // A page is as the contract is when it is asked for, and one word of prose leaves the mock alone.
  await vi.waitFor(() => expect(docs).not.toBe(''), patience);
  const page = async () => (await fetch(`${docs}/zh-CN/2024-11/createVpcChannel/`)).text();
  expect(await page()).toContain('65534');
  const prose = join(folder, 'zh-CN.yaml');
  const chinese = readFileSync(prose, 'utf8');
  expect(await page()).not.toContain('改过的词');
  save(prose, chinese.replace(/(?<=^createVpcChannel\.description:\n.*: (?:>-?\n +)?)/m, '改过的词'));
  expect(await saying('the mock is up to date')).not.toContain('listens on');
  await vi.waitFor(async () => expect(await page()).toContain('改过的词'), patience);

  child.kill('SIGINT');
  child.kill('SIGINT');
  expect(await closed).toEqual([0, null]);
  for (const address of [url, docs]) await expect(fetch(address)).rejects.toThrow();
});
