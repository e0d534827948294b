// The README's examples type-check, and print what they say: run against the mock, as a program of its own each.
import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { serve } from '@apig-spec/mock/node';
import { afterAll, beforeAll, expect, test } from 'vitest';

const packages = join(import.meta.dirname, '..', '..');
const readme = readFileSync(join(packages, 'client', 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) => code);
const [first = ''] = blocks;

/** A block with what the first ones have given it. */
function programOf(index: number): string {
  const block = blocks[index] ?? '';
  // What a block does with the first one's result is after that one has told it.
  const told = block.includes('result.') ? first : first.replace(/^console.*\n/m, '');
  return joined(index === 0 ? [block] : [told, importsOf(readme), block]);
}

/** Blocks as one program, with each name imported once. */
function joined(parts: readonly string[]): string {
  const code = parts.join('\n');
  const imports = new Map<string, Set<string>>();
  const rest = code.replaceAll(/^import \{ (.*) \} from '(.*)';\n/gm, (_, names: string, from: string) => {
    imports.set(from, new Set([...(imports.get(from) ?? []), ...names.split(', ')]));
    return '';
  });
  const lines = [...imports].map(([from, names]) => `import { ${[...names].join(', ')} } from '${from}';`);
  return `${lines.join('\n')}\n${rest}`;
}

/** What a block says that it prints. */
function saidBy(code: string): string {
  return [...code.matchAll(/console\.log\(.*\);?,? \/\/ (.*)/g)].map(([, text]) => `${text}\n`).join('');
}

/** What the README imports from the package itself. */
function importsOf(text: string): string {
  return [...text.matchAll(/^import .* from '@apig-spec\/client';\n/gm)].join('');
}

let folder: string;
let mock: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  mock = await serve({ port: 0 });
  folder = mkdtempSync(join(realpathSync(tmpdir()), 'client-readme-'));
  mkdirSync(join(folder, 'node_modules', '@apig-spec'), { recursive: true });
  for (const name of ['client', 'validator'])
    symlinkSync(join(packages, name), join(folder, 'node_modules', '@apig-spec', name), 'junction');
  blocks.forEach((_, index) => {
    const program = programOf(index).replaceAll('http://127.0.0.1:4010', mock.url);
    writeFileSync(join(folder, `example-${index}.mts`), program);
  });
});
afterAll(async () => {
  await mock.close();
  rmSync(folder, { recursive: true, force: true });
});

test('there are examples', () => expect(blocks.length).toBeGreaterThanOrEqual(10));

test('they type-check', { timeout: 60_000 }, () => {
  const compilerOptions = {
    strict: true,
    noEmit: true,
    target: 'es2022',
    module: 'nodenext',
    lib: ['es2022', 'dom'],
    types: [],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
  const tsc = join(packages, '..', 'node_modules', 'typescript', 'bin', 'tsc');
  expect(spawnSync(process.execPath, [tsc, '-p', '.'], { cwd: folder, encoding: 'utf8' }).stdout).toBe('');
});

test.each(blocks.map((code, index) => [index + 1, code] as const))(
  'example %i prints what it says',
  { timeout: 60_000 },
  async (number, code) => {
    // Each as on a mock that has just been started: names of channels are unique.
    await fetch(`${mock.url}/_mock/state`, { method: 'DELETE' });
    const { stdout } = await promisify(execFile)(process.execPath, [join(folder, `example-${number - 1}.mts`)], {
      cwd: folder,
    });
    const said = saidBy(code);
    if (number === 1) expect(stdout).toMatch(/^[0-9a-f]{32}\n$/);
    else expect(stdout.replace(/^[0-9a-f]{32}\n/, '')).toBe(said);
  },
);

test('one after the other, on the same mock, they print what they say', { timeout: 60_000 }, async () => {
  await fetch(`${mock.url}/_mock/state`, { method: 'DELETE' });
  const file = join(folder, 'all.mts');
  writeFileSync(file, joined(blocks).replaceAll('http://127.0.0.1:4010', mock.url));
  const { stdout } = await promisify(execFile)(process.execPath, [file], { cwd: folder });
  expect(stdout.replace(/^[0-9a-f]{32}\n/, '')).toBe(saidBy(readme));
});

test('with no mock at its address, each says what happened, or needs none', { timeout: 120_000 }, async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const nowhere = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await new Promise((resolve) => server.close(resolve));
  const silent = [];
  for (const [index, code] of blocks.entries()) {
    const file = join(folder, `alone-${index}.mts`);
    writeFileSync(file, programOf(index).replaceAll('http://127.0.0.1:4010', nowhere));
    const { stdout, stderr } = spawnSync(process.execPath, [file], { cwd: folder, encoding: 'utf8' });
    const said = saidBy(code);
    const told = /ECONNREFUSED|fetch failed|\bnetwork\b/.test(stdout + stderr);
    if (!told && (stdout !== said || said === '')) silent.push([code, stdout + stderr]);
  }
  expect(silent).toEqual([]);
});
