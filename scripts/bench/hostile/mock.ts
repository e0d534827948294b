// The mock as its users start it, and what each request costs it.
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { root } from '@apig-spec/repository/paths';
import { metered } from './metered.ts';

export interface HostileMock {
  /** Updates a channel. */
  update(body: string): Promise<{ status: number; message: string | undefined; cost: number }>;
  stop(): Promise<void>;
}

const headers = { 'X-Auth-Token': 'any', 'Content-Type': 'application/json' };
const channels = '/v2/project/apigw/instances/eddc4d25480b4cd6b512f270a1b8b341/vpc-channels';

/** Starts a mock on a free port, with its state in memory, and creates a channel to update. */
export async function hostileMock(): Promise<HostileMock> {
  const cli = join(root, 'packages', 'mock', 'dist', 'src', 'cli.js');
  const { child, usage, stop } = metered([cli, '--port', '0', '--max-channels', '0']);
  let base = '';
  for await (const line of createInterface({ input: child.stdout as Readable })) {
    base = /http:\/\/[\d.:]+/.exec(line)?.[0] ?? '';
    if (base) break;
  }
  child.stdout?.resume();
  const body = { name: 'VPC_demo', port: 80, balance_strategy: 1, member_type: 'ip', members: [{ host: 'h' }] };
  const created = await fetch(base + channels, { method: 'POST', headers, body: JSON.stringify(body) });
  const { id } = (await created.json()) as { id: string };

  const used = async () => {
    const { cpu } = await usage();
    return (cpu.user + cpu.system) / 1_000_000;
  };
  return {
    async update(body) {
      const before = await used();
      const response = await fetch(`${base}${channels}/${id}`, { method: 'PUT', headers, body });
      const { error_msg: message } = (await response.json()) as { error_msg?: string };
      return { status: response.status, message, cost: (await used()) - before };
    },
    stop,
  };
}
