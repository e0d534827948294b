// A guide's programs as a reader has them: files of a project in which the packages are installed.
import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { root } from '@apig-spec/repository/paths';
import { blocksOf, guidesIn } from './guides.ts';

/** What a program printed, and how it ended. */
export interface Ended {
  code: number;
  output: string;
}

const docs = join(root, 'docs');
const path = [join(root, 'node_modules', '.bin'), join(docs, 'node_modules', '.bin'), process.env['PATH']];

/** How long a program may take, in milliseconds. */
const timeout = 60_000;

/** The folder of all projects. What is imported there is found among the packages of docs/, then of the workspace. */
export function projects() {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'guides-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  return {
    folder,
    /** Writes a project, and gives its folder. */
    add(name: string, files: ReadonlyMap<string, string>): string {
      const project = join(folder, name);
      mkdirSync(project);
      symlinkSync(join(docs, 'node_modules'), join(project, 'node_modules'), 'junction');
      for (const [file, text] of files) writeFileSync(join(project, file), text);
      return project;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Runs a program by the toolchain's Node. */
export function node(folder: string, ...args: string[]): Promise<Ended> {
  return run(folder, process.execPath, args);
}

/** Runs commands of a shell, as `npx` would; those that reach for a running mock find it at the address. */
export function shell(folder: string, commands: string, mock: string): Promise<Ended> {
  const npx = `npx() { shift; case "$1" in snapshot|restore|reset) set -- "$@" --url ${mock};; esac; apig-mock "$@"; }`;
  return run(folder, 'sh', ['-c', `${npx}\n${commands}`]);
}

/** Starts a command that serves, on a free port. Gives the first line that it prints, and ends it. */
export async function firstLine(command: string): Promise<string> {
  const server = spawn('sh', ['-c', `exec ${command.replace('npx @apig-spec/mock', 'apig-mock')} --port 0`], {
    env: environment(),
  });
  const ended = once(server, 'close');
  try {
    for await (const line of createInterface(server.stdout)) return line;
    return '';
  } finally {
    server.kill();
    await ended;
  }
}

/** What the compiler says of the projects in a folder, by the `tsconfig.json` that the first guide tells readers to write. */
export function complaints(cwd: string): { at: string; message: string }[] {
  const config = blocksOf(guidesIn('en').get('start') ?? '').find(({ file }) => file === 'tsconfig.json');
  writeFileSync(join(cwd, 'tsconfig.json'), config?.code ?? '');
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { stdout } = spawnSync(process.execPath, [tsc, '-p', '.', '--pretty', 'false'], { cwd, encoding: 'utf8' });
  return stdout
    .trim()
    .split(/\n(?=\S)/)
    .map((text) => {
      const [, file, line, code, message] = /^([^(]+)\((\d+),\d+\): error (TS\d+): (.*)$/s.exec(text) ?? [];
      return { at: `${file}:${line} ${code}`, message: message ?? text };
    });
}

const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

/** Runs tests in Playwright. The page that they are about is served here. */
export async function playwright(folder: string, files: string[], onEnd: (end: () => void) => void): Promise<Ended> {
  const server = createServer((_, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end(page));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  const here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const file of files.map((name) => join(folder, name))) {
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('http://localhost:3000', here));
  }
  const launchOptions = { executablePath, args: ['--disable-gpu', '--disable-quic'] };
  // The project's own, in the browser that is here.
  const config = `import config from './playwright.config.ts';
export default { ...config, use: { ...config.use, launchOptions: ${JSON.stringify(launchOptions)} } };`;
  writeFileSync(join(folder, 'here.config.ts'), config);
  const cli = join(docs, 'node_modules', '@playwright', 'test', 'cli.js');
  // As a reader runs it: it finds the tests itself, and vitest's are not among them.
  return node(folder, cli, 'test', '--reporter=line', '--config', 'here.config.ts');
}

/** A page that creates a channel, as a reader's own might. */
const page = `<!doctype html>
<label>Name <input></label> <button>Create</button> <output></output>
<script type="module">
  const project = 'https://apig.cn-north-4.myhuaweicloud.com/v2/p';
  document.querySelector('button').onclick = async () => {
    const channel = { name: document.querySelector('input').value, port: 80, balance_strategy: 1, member_type: 'ip' };
    const response = await fetch(project + '/apigw/instances/eddc4d25480b4cd6b512f270a1b8b341/vpc-channels', {
      method: 'POST',
      headers: { 'X-Auth-Token': 'any', 'Content-Type': 'application/json' },
      body: JSON.stringify(channel),
    });
    const { name, error_msg } = await response.json();
    document.querySelector('output').textContent = response.ok ? name + ' is ready' : error_msg;
  };
</script>`;

async function run(cwd: string, file: string, args: string[]): Promise<Ended> {
  try {
    const { stdout, stderr } = await promisify(execFile)(file, args, { cwd, timeout, env: environment() });
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  }
}

/** As from a shell of the reader's: vitest and Playwright look at what vitest sets. */
function environment(): NodeJS.ProcessEnv {
  const { VITEST, NODE_ENV, FORCE_COLOR, ...env } = process.env;
  // What the guides take from the environment: without keys the client ends their programs in words.
  const own = { APIG_PROJECT: 'project', APIG_INSTANCE: 'instance', APIG_AK: 'AKEXAMPLE', APIG_SK: 'its secret' };
  return { ...env, ...own, NO_COLOR: '1', PATH: path.join(delimiter) };
}
