// Makes sure that the tests have a browser: Debian's Chromium, which is installed where it is missing.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** The tests look there, too. */
const path = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

if (!existsSync(path) && !(process.env['CHROMIUM_PATH'] === undefined && installed())) {
  console.error(
    `chromium: the tests need a browser, and there is none at ${path}. Install Chromium (Debian: apt-get install chromium), or name yours in CHROMIUM_PATH.`,
  );
  process.exitCode = 1;
}

/** @returns whether Debian's package could be installed, and is where it should be */
function installed(): boolean {
  const root = process.getuid?.() === 0;
  // Without a terminal nobody could be asked for a password.
  const run = (...args: string[]) => {
    const [command = '', ...rest] = root ? args : ['sudo', '--non-interactive', ...args];
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    return spawnSync(command, rest, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  };
  console.log('chromium: installs it for the tests, with apt-get');
  const install = () => run('apt-get', 'install', '--yes', '--no-install-recommends', 'chromium');
  // A machine that has never looked for packages does not know of any.
  return (install() || (run('apt-get', 'update') && install())) && existsSync(path);
}
