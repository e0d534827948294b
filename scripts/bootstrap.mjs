// Installs exactly what the lockfile says, then runs commands with the toolchain's own Node first in PATH:
//
//   node scripts/bootstrap.mjs <command> [args…] [--then <command> [args…]]…
//
// Every script of the root goes through here, so that each works on a bare clone with no more than Node 20 and npm.
// Needs nothing but Node. When the install or a command fails, nothing after it runs and its exit code is ours.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, 'node_modules', '.bin');
const windows = process.platform === 'win32';

const pathName = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
const env = {
  ...process.env,
  [pathName]: `${bin}${delimiter}${process.env[pathName] ?? ''}`,
  // The tree has just been installed: turbo's tasks need not each check it again.
  pnpm_config_verify_deps_before_run: 'false',
  // A build and its tests start hundreds of programs, most of them with the same modules: each is compiled once.
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, 'node_modules', '.cache', 'node'),
  // No tool of ours reports to its makers.
  DO_NOT_TRACK: '1',
  ASTRO_TELEMETRY_DISABLED: '1',
  REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
  REDOCLY_TELEMETRY: 'off',
  TURBO_TELEMETRY_DISABLED: '1',
};

/** The signal that asked us to stop, if one did; and how to pass a signal to what is running. */
let stoppedBy;
let pass = () => {};
function stopBy(signal) {
  stoppedBy ??= signal;
  pass(signal);
  // turbo trusts the terminal to interrupt its tasks, but there may be none.
  if (signal === 'SIGINT') setTimeout(() => pass('SIGTERM'), 2000).unref();
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stopBy(signal));

// npm, pnpm and the shells between may die without passing on why.
const parent = process.ppid;
const orphaned = setInterval(() => {
  if (process.ppid === parent) return;
  clearInterval(orphaned);
  stopBy('SIGTERM');
}, 100);
if (process.env.npm_lifecycle_event === undefined) clearInterval(orphaned);

/** Runs one program to its end; gives its exit code, or 128 + the signal's number as shells do. */
function run(file, args, options) {
  return new Promise((resolve) => {
    // Windows finds `.cmd` files only through its shell.
    const child = spawn(file, args, { cwd: root, shell: windows, ...options });
    pass = (signal) => {
      try {
        // What npx starts is not told of signals by npx: the install gets its own process group, and all of it the signal.
        process.kill(options.detached ? -child.pid : child.pid, signal);
      } catch {
        // It has ended already.
      }
    };
    child.on('error', (error) => {
      console.error(`bootstrap: cannot run ${file}: ${error.message}`);
      resolve(127);
    });
    child.on('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
    options.watch?.(child);
  });
}

/** Holds an install's output back while it is short, shows it when it takes long. */
function quietly(child) {
  let held = [];
  const show = () => {
    for (const chunk of held ?? []) process.stderr.write(chunk);
    held = undefined;
  };
  const timer = setTimeout(show, 3000);
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => (held ? held.push(chunk) : process.stderr.write(chunk)));
  }
  child.on('close', (code) => {
    clearTimeout(timer);
    if (code !== 0) show();
  });
}

/** Runs the pinned pnpm: the one that is installed already if it is that, else by npx; a second slower. */
async function install(pinned) {
  const args = ['install', '--frozen-lockfile', '--reporter=append-only'];
  const options = { env, detached: !windows, stdio: ['ignore', 'pipe', 'pipe'] };
  const manifest = join(root, 'node_modules', 'pnpm', 'package.json');
  try {
    if (`pnpm@${JSON.parse(readFileSync(manifest, 'utf8')).version}` === pinned) {
      // Its failure may be the fault of a damaged tree, so it is not the last word.
      if ((await run(join(bin, 'pnpm'), args, { ...options, stdio: 'ignore' })) === 0 || stoppedBy) return 0;
    }
  } catch {
    // Not installed, or only in part.
  }
  return run('npx', ['-y', pinned, ...args], { ...options, env: process.env, watch: quietly });
}

/** The command line, cut at each `--then`. */
function commandsOf(argv) {
  const commands = [[]];
  for (const arg of argv) {
    if (arg === '--then') commands.push([]);
    else commands.at(-1).push(arg);
  }
  return commands;
}

function stop(code, message) {
  if (message) console.error(`bootstrap: ${message}`);
  process.exit(code);
}

/** Ends with the signal's code if a signal came while the last program ran, whatever that program said. */
function stopIfAsked() {
  if (stoppedBy) stop(128 + constants.signals[stoppedBy]);
}

const commands = commandsOf(process.argv.slice(2));
if (commands.some((command) => command.length === 0)) {
  stop(2, 'usage: node scripts/bootstrap.mjs <command> [args…] [--then <command> [args…]]…');
}

const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const installed = await install(packageManager);
stopIfAsked();
if (installed !== 0) {
  stop(installed, `the install failed (exit ${installed}), see above; \`${commands[0].join(' ')}\` was not run.`);
}
const ownNode = ['node', 'node.exe', 'node.cmd'].some((name) => existsSync(join(bin, name)));
if (!ownNode && Number.parseInt(process.versions.node, 10) < 26) {
  stop(1, `npm has no Node 26 for ${process.platform} ${process.arch}: install Node 26 yourself and run this again.`);
}

// A build starts a dozen programs, the same as the last one: what Node has compiled of them is kept. Tests and measurements
// start from nothing.
const building = { ...env, NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'node') };

for (const [index, [command, ...args]] of commands.entries()) {
  const code = await run(command, args, { env: command === 'turbo' ? building : env, stdio: 'inherit' });
  if (code !== 0 || index === commands.length - 1) stop(code);
  stopIfAsked();
}
