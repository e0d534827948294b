// The servers that are measured, each as its users get and start it.
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fetched, pinned } from '@apig-spec/dev/npm';
import { installPacked } from '@apig-spec/dev/packed';
import { readRevisions } from '@apig-spec/repository/editions';
import { distDir } from '@apig-spec/repository/paths';
import type { Command } from './server.ts';

export interface Contestants {
  /** Ours as it comes, and with its state in a file. */
  ours: Command;
  durable: Command;
  prism: Command;
  msw: Command;
  /** A Map behind node:http. */
  bare: Command;
  /** Folders in which nothing but ours and nothing but Prism is installed. */
  installed: { ours: string; prism: string };
  /** The program that makes the load. */
  autocannon: string;
}

/** Installs all of them; ours into the folder, from the workspace. */
export function contestants(folder: string): Contestants {
  const ours = join(folder, 'ours');
  mkdirSync(ours);
  installPacked(ours, ['mock', 'validator']);
  const rival = (name: string, ...packages: string[]) =>
    fetched(`rivals/${name}`, Object.fromEntries(packages.map((each) => [each, pinned('rivals', each)])));
  const prism = rival('prism', '@stoplight/prism-cli');
  const msw = rival('openapi-msw', 'openapi-msw', 'msw', '@mswjs/http-middleware');
  // Node looks for what a program imports from where the program stands.
  copyFileSync(join(import.meta.dirname, 'openapi-msw.mjs'), join(msw, 'server.mjs'));
  const autocannon = rival('autocannon', 'autocannon');

  const cli = join(ours, 'node_modules', '@apig-spec', 'mock', 'dist', 'src', 'cli.js');
  const prismCli = join(prism, 'node_modules', '@stoplight', 'prism-cli', 'dist', 'index.js');
  const [newest] = readRevisions();
  const edition = join(distDir, `${newest}.en.yaml`);
  const serve = (port: number) => [cli, '--port', String(port), '--log', 'silent', '--max-channels', '0'];
  return {
    ours: serve,
    durable: (port) => [...serve(port), '--data', join(folder, 'data.sqlite')],
    prism: (port) => [prismCli, 'mock', '--verboseLevel', 'silent', '--port', String(port), edition],
    msw: () => [join(msw, 'server.mjs')],
    bare: () => [join(import.meta.dirname, 'ceiling.mjs')],
    installed: { ours: join(ours, 'node_modules'), prism: join(prism, 'node_modules') },
    autocannon: join(autocannon, 'node_modules', 'autocannon', 'autocannon.js'),
  };
}
