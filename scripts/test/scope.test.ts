// Checks of one resource: its own mistakes, and no others.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { operationsOf } from '@apig-spec/model/operations';
import { readRevisions } from '@apig-spec/repository/editions';
import { readBuilt } from '@apig-spec/repository/files';
import { readResources } from '@apig-spec/repository/parts';
import { distDir, root } from '@apig-spec/repository/paths';
import { inScope, scopeOf } from '@apig-spec/repository/scope';
import { expect, test } from 'vitest';
import { scratch } from './scratch.ts';

test('a scope has the operations of its folder, and every component that they refer to', () => {
  const document = readBuilt(join(distDir, `${readRevisions()[0]}.en.json`));
  const all = readResources().map(({ name }) => inScope(document, scopeOf(name)));
  const ids = all.map((each) => operationsOf(each).map(({ id }) => id));
  expect(ids.flat().sort()).toEqual(
    operationsOf(document)
      .map(({ id }) => id)
      .sort(),
  );
  for (const each of all) expect(JSON.stringify(each).length).toBeLessThan(JSON.stringify(document).length);
  for (const each of all) {
    const references = JSON.stringify(each).matchAll(/"\$ref":"#\/components\/(\w+)\/([^/"]+)/g);
    const components = each['components'] as Record<string, Record<string, unknown>>;
    for (const [reference, kind = '', name = ''] of references)
      expect(Object.keys(components[kind] ?? {}), reference).toContain(name);
  }
});

test('fidelity of one resource reports its own departures alone', { timeout: 120_000 }, async ({ onTestFinished }) => {
  const copy = scratch(onTestFinished);
  copy.edit(
    'spec/sources/zh-handbook/instances.yaml',
    '{ field: project_id, type: String }',
    '{ field: project_id, type: Integer }',
  );
  copy.edit('spec/sources/en-2024-11-create-vpc-channel/vpc-channels.yaml', 'maximum: 65535', 'maximum: 65534');
  const { code, output } = await copy.run('checks/fidelity', '--resource', 'instances');
  expect(code).toBe(1);
  expect(output).toContain('zh-handbook/showInstance/200/project_id, type');
  expect(output).not.toContain('en-2024-11-create-vpc-channel/');
});

test.for([
  ['checks/check.ts', ['--resource', 'gateways'], "check: Unknown resource 'gateways'. Known: "],
  ['dev/dev.ts', ['--edition', '2001-01.en'], "dev: Unknown edition '2001-01.en'. Known: "],
  ['dev/dev.ts', ['--mock-port', '70000'], "dev: --mock-port: '70000' is not a valid port (0–65535)."],
  ['dev/test-only.ts', [], 'test:only: <file…> is missing.'],
  ['dev/test-only.ts', ['scripts/test/none.test.ts'], 'test:only: There is no file scripts/test/none.test.ts.'],
  ['dev/test-only.ts', ['scripts/test/scratch.ts'], 'test:only: scripts/test/scratch.ts is not a test: '],
] as const)('%s %j ends with 2 and says what is known', { timeout: 60_000 }, ([script, args, says]) => {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts', script), ...args], {
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([2, expect.stringContaining(says)]);
});
