// An npm registry of our own on the loopback address, which rejects what it is told to: where a release is rehearsed.
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { runServer } from 'verdaccio';

export interface Registry {
  /** `http://127.0.0.1:34567/` */
  url: string;
  /** A package whose publishing fails while it is set, as a registry that breaks down would let it. */
  rejected: string | undefined;
  close(): Promise<void>;
}

/**
 * @param folder - where it keeps its packages
 * @param upstream - the registry that has all packages but ours
 */
export async function startRegistry(folder: string, upstream: string): Promise<Registry> {
  const server = await runServer({
    configPath: join(folder, 'config.yaml'),
    storage: join(folder, 'storage'),
    auth: { htpasswd: { file: join(folder, 'htpasswd') } },
    uplinks: { npm: { url: upstream, timeout: '60s' } },
    packages: {
      // Never from upstream: what is installed is what has been rehearsed.
      '@apig-spec/*': { access: ['$all'], publish: ['$anonymous', '$all'], unpublish: ['$all'] },
      '**': { access: ['$all'], proxy: ['npm'] },
    },
    log: { type: 'stdout', format: 'json', level: 'fatal' },
    web: { enable: false },
    security: {},
  } as never);
  const [respond] = server.listeners('request') as RequestListener[];
  const registry: Registry = {
    url: '',
    rejected: undefined,
    async close() {
      front.closeAllConnections();
      await new Promise((done) => front.close(done));
    },
  };
  const front = createServer((request, response) => {
    const name = decodeURIComponent(request.url ?? '').slice(1);
    if (request.method === 'PUT' && registry.rejected !== undefined && name === registry.rejected) {
      response.writeHead(503, { 'Content-Type': 'application/json' }).end('{"error":"the registry has broken down"}');
    } else respond?.(request, response);
  });
  await new Promise<void>((done) => front.listen(0, '127.0.0.1', done));
  registry.url = `http://127.0.0.1:${(front.address() as AddressInfo).port}/`;
  return registry;
}
