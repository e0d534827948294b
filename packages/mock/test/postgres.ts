// A real PostgreSQL server for tests, from Debian's packages. Where none is installed, its tests are skipped, and say so.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import pg from 'pg';

const debian = '/usr/lib/postgresql';

/** Debian keeps the server's programs out of the PATH. */
const folders = [
  ...(process.env['PATH'] ?? '').split(delimiter),
  ...(existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, 'bin')) : []),
];

const programs = folders.find((folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))));

/** Whether a server can be started here. */
export const hasPostgres = programs !== undefined;
if (!hasPostgres) console.warn('PostgreSQL is not installed (Debian: postgresql): its tests are skipped.');

export interface Postgres {
  /** A new, empty database. */
  database(): Promise<string>;
  /** Ends the server as a power failure of its machine would, and starts it again. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** PostgreSQL does not run as root: root starts it as another user. */
const owner = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

export async function startPostgres(): Promise<Postgres> {
  if (!programs) throw new Error('PostgreSQL is not installed.');
  const folder = mkdtempSync(join(tmpdir(), 'apig-postgres-'));
  chmodSync(folder, 0o700);
  if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  const options = { ...owner, cwd: folder, stdio: 'ignore' } as const;
  execFileSync(join(programs, 'initdb'), ['-D', data, '-U', 'mock', '-A', 'trust', '-E', 'UTF8', '--no-sync'], options);
  const port = await freePort();
  const address = `postgres://mock@127.0.0.1:${port}`;
  const settings = ['-c', `port=${port}`, '-c', `unix_socket_directories=${folder}`, '-c', 'shared_buffers=16MB'];

  let server: ChildProcess;
  async function start() {
    server = spawn(join(programs ?? '', 'postgres'), ['-D', data, ...settings], options);
    for (let attempt = 0; ; attempt += 1) {
      const client = new pg.Client(`${address}/postgres`);
      client.on('error', () => {});
      try {
        await client.connect();
        return await client.end();
      } catch (error) {
        if (attempt > 300 || server.exitCode !== null) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  }
  async function end(signal: NodeJS.Signals) {
    const ended = once(server, 'close');
    server.kill(signal);
    await ended;
  }
  await start();
  let databases = 0;
  return {
    async database() {
      databases += 1;
      const client = new pg.Client(`${address}/postgres`);
      await client.connect();
      await client.query(`CREATE DATABASE mock_${databases}`);
      await client.end();
      return `${address}/mock_${databases}`;
    },
    async kill() {
      await end('SIGKILL');
      await start();
    },
    async stop() {
      await end('SIGQUIT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}
