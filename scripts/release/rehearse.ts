// Command: a release from its first step to its last, and back again, on a registry of our own. Publishes all packages,
// broken off once; installs and runs them as users would; a prerelease; a wrong release, taken back.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { step } from '@apig-spec/repository/failure';
import { root } from '@apig-spec/repository/paths';
import * as consumer from './lib/rehearsal/consumer.ts';
import { type Registry, startRegistry } from './lib/rehearsal/registry.ts';
import { run, tried } from './lib/rehearsal/run.ts';
import { tarballProblems } from './lib/rehearsal/tarballs.ts';
import { copyWorkspace, hasChangesets, type Workspace } from './lib/rehearsal/workspace.ts';
import { rollBack } from './lib/rollback.ts';
import { packageNames } from './lib/verdict.ts';

/** The Nodes that the packages are for. */
const nodes = [20, 22, 24, 26];

interface Stage {
  /** A folder for each scene. */
  folder(name: string): string;
  registry: Registry;
  workspace: Workspace;
  /** npm and pnpm look at the registry and keep what they fetch apart. */
  env: NodeJS.ProcessEnv;
}

await step('release:rehearse', async () => {
  const base = mkdtempSync(join(realpathSync(tmpdir()), 'apig-rehearsal-'));
  const npm = { encoding: 'utf8', shell: process.platform === 'win32' } as const;
  const registry = await startRegistry(
    join(base, 'registry'),
    execFileSync('npm', ['config', 'get', 'registry'], npm).trim(),
  );
  try {
    const userconfig = join(base, 'npmrc');
    writeFileSync(userconfig, `registry=${registry.url}\n${registry.url.replace('http:', '')}:_authToken=rehearsal\n`);
    const stage: Stage = {
      folder: (name) => join(base, name),
      registry,
      workspace: copyWorkspace(join(base, 'workspace')),
      env: {
        npm_config_registry: registry.url,
        npm_config_userconfig: userconfig,
        npm_config_cache: join(base, 'cache'),
        npm_config_fetch_retries: '0',
        npm_config_update_notifier: 'false',
      },
    };
    await play(stage);
    return 'a release, a prerelease and a roll-back, from start to end';
  } finally {
    await registry.close();
    rmSync(base, { recursive: true, force: true });
  }
});

async function play(stage: Stage): Promise<void> {
  const { workspace } = stage;
  const version = hasChangesets(workspace.folder) ? await workspace.bump() : workspace.version();
  await scene(`${version} is published, although the registry breaks down`, () => publishBrokenOff(stage, version));
  await scene('its tarballs hold what they should', () => checkTarballs(stage, version));
  await scene('release:check finds nothing that has changed since', () => checkAgainst(stage, version));
  const place = { cwd: stage.folder('empty'), env: stage.env };
  await scene('all packages install in an empty folder', () => consumer.install(place, version));
  for (const major of nodes) {
    await scene(`every subpath that Node ${major} supports is imported`, () => importOn(stage, major));
  }
  await scene("the READMEs' first examples run against the mock that npx starts", () => runExamples(stage, version));
  await scene('a prerelease has its own dist-tag', () => prerelease(stage, version));
  await scene('a wrong release is taken back, and fixed', () => takeBack(stage, version));
}

async function scene(title: string, act: () => Promise<void>): Promise<void> {
  const started = performance.now();
  await act();
  console.log(`  ${title} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
}

function publish({ workspace, env }: Stage) {
  return tried(process.execPath, [workspace.cli, 'publish'], { cwd: workspace.folder, env });
}

/** The dist-tags of each package. */
async function tags({ registry }: Stage): Promise<Record<string, string>[]> {
  return Promise.all(
    packageNames.map(async (name) => {
      const response = await fetch(`${registry.url}@apig-spec%2f${name}`);
      return response.ok ? ((await response.json()) as { 'dist-tags': Record<string, string> })['dist-tags'] : {};
    }),
  );
}

/** A value for each package. */
function all<Value>(value: Value): Value[] {
  return packageNames.map(() => value);
}

async function publishBrokenOff(stage: Stage, version: string): Promise<void> {
  stage.registry.rejected = '@apig-spec/validator';
  const broken = await publish(stage);
  assert.notEqual(broken.code, 0, 'A publish that broke off ended well.');
  const some = (await tags(stage)).filter(({ latest }) => latest === version).length;
  assert.ok(some > 0 && some < packageNames.length, `It broke off after ${some} packages:\n${broken.output}`);
  stage.registry.rejected = undefined;
  const again = await publish(stage);
  assert.equal(again.code, 0, again.output);
  assert.deepEqual(await tags(stage), all({ latest: version }));
}

async function checkTarballs(stage: Stage, version: string): Promise<void> {
  for (const name of packageNames) {
    const cwd = stage.folder(`tarball-${name}`);
    mkdirSync(cwd);
    const tarball = await run('npm', ['pack', '--silent', `@apig-spec/${name}@${version}`], { cwd, env: stage.env });
    await run('tar', ['-xzf', tarball.trim()], { cwd });
    assert.deepEqual(tarballProblems(name, join(cwd, 'package')), [], `@apig-spec/${name}`);
  }
}

async function checkAgainst({ env }: Stage, version: string): Promise<void> {
  const check = ['scripts/release/check.ts', '--npm', version, '--json'];
  const { packages } = JSON.parse(await run(process.execPath, check, { cwd: root, env })) as {
    packages: { findings: unknown[] }[];
  };
  assert.deepEqual(
    packages.map(({ findings }) => findings),
    all([]),
  );
}

async function importOn(stage: Stage, major: number): Promise<void> {
  const node = consumer.nodeOf(major);
  const place = { cwd: stage.folder('empty'), env: stage.env };
  for (const name of packageNames) {
    for (const [subpath, said] of await consumer.importAll(node, place, name)) {
      // Its state is kept in Node's own SQLite, which came with 22.13.
      const lacks = name === 'mock' && subpath === './sqlite' && major < 22;
      assert.match(said, lacks ? /node:sqlite/ : /^ok$/, `@apig-spec/${name}, ${subpath}, on Node ${major}`);
    }
  }
  if (major < 22)
    assert.match(await consumer.rejection(node, place), /requires Node 22\.13 or newer.* this is Node 20\./);
}

async function runExamples(stage: Stage, version: string): Promise<void> {
  const place = { cwd: stage.folder('empty'), env: stage.env };
  const mock = await consumer.startByNpx({ ...place, cwd: stage.folder('npx') }, version);
  try {
    for (const readme of [join(root, 'README.md'), join(consumer.installed(place, 'client'), 'README.md')]) {
      const program = consumer.firstExample(readme, 'ts').replaceAll('http://127.0.0.1:4010', mock.url);
      writeFileSync(join(place.cwd, 'example.mts'), program);
      assert.match(await run(process.execPath, ['example.mts'], place), /^[0-9a-f]{32}\n$/, readme);
    }
  } finally {
    await mock.stop();
  }
}

async function prerelease(stage: Stage, version: string): Promise<void> {
  const { workspace } = stage;
  await workspace.changeset('pre', 'enter', 'next');
  workspace.addChangeset('minor', 'Something to try.');
  const next = await workspace.bump();
  assert.match(next, /-next\.0$/);
  const { code, output } = await publish(stage);
  assert.equal(code, 0, output);
  assert.deepEqual(await tags(stage), all({ latest: version, next }));
  workspace.undo();
}

async function takeBack(stage: Stage, version: string): Promise<void> {
  const { workspace, env } = stage;
  workspace.addChangeset('patch', 'A mistake.');
  const wrong = await workspace.bump();
  assert.equal((await publish(stage)).code, 0);
  assert.deepEqual(new Set((await tags(stage)).map(({ latest }) => latest)), new Set([wrong]));

  await rollBack({ version: wrong, to: version, reason: 'It is a mistake.' }, { cwd: workspace.folder, env });
  await consumer.install({ cwd: stage.folder('after'), env }, 'latest');
  assert.equal(consumer.versionOf({ cwd: stage.folder('after') }, 'client'), version);
  // A quieter npm, such as `npm run --silent` asks for, would not warn.
  const loud = ['install', '--loglevel=warn', `@apig-spec/client@${wrong}`];
  const warned = await tried('npm', loud, { cwd: stage.folder('after'), env });
  assert.match(warned.output, /deprecated @apig-spec\/client@.*It is a mistake\. Use/);

  workspace.addChangeset('patch', 'The mistake fixed.');
  const fixed = await workspace.bump();
  assert.equal((await publish(stage)).code, 0);
  assert.deepEqual(new Set((await tags(stage)).map(({ latest }) => latest)), new Set([fixed]));
}
