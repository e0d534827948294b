// The mock behind each of its adapters, for tests that hold at all of them.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe } from 'vitest';
import type { HandlersOptions } from '../src/adapters/msw.ts';
import { serve } from '../src/adapters/node.ts';
import { createMock, type Mock, type MockOptions } from '../src/index.ts';
import { openPage } from './chromium.ts';
import { type MswVersion, projectWith } from './installed.ts';

/** What can be told to a mock in a page: data, no functions. */
export type AdapterOptions = Omit<MockOptions, 'store' | 'log' | 'now'>;

/** A request's path, and the rest of it. */
export type Fetch = (
  path: string,
  init?: { method?: string; headers?: HeadersInit; body?: string },
) => Promise<Response>;

/** A mock that answers. */
export interface Opened {
  fetch: Fetch;
  close(): Promise<void>;
}

/** A way to a mock. One that goes through MSW takes hold of the whole process: open one at a time. */
export interface Adapter {
  name: string;
  start(options?: AdapterOptions): Promise<Opened>;
}

/** Where clients of the MSW adapters believe the service to be. */
export const origin = 'https://apig.cn-north-4.myhuaweicloud.com';

export const adapters: readonly Adapter[] = [
  { name: 'HTTP', start: startHttp },
  ...([2, 3] as const).flatMap((version): Adapter[] => [
    { name: `MSW ${version} in Node`, start: (options) => startInNode(version, options) },
    { name: `MSW ${version} in Chromium`, start: (options) => startInChromium(version, options) },
  ]),
];

/** Tests at each adapter in turn. @param tests - given what sends a request to it */
export function atEachAdapter(options: AdapterOptions, tests: (fetch: Fetch) => void): void {
  describe.each(adapters)('$name', ({ start }) => {
    let opened: Opened;
    beforeAll(async () => {
      opened = await start(options);
    });
    afterAll(() => opened?.close());
    tests((...request) => opened.fetch(...request));
  });
}

async function startHttp(options?: AdapterOptions): Promise<Opened> {
  const server = await serve({ ...options, port: 0 });
  return { fetch: (path, init) => fetch(`${server.url}${path}`, init), close: () => server.close() };
}

/** What the tests use of MSW, which both versions have. */
export interface Msw {
  handlers(mock: Mock, options?: HandlersOptions): unknown[];
  setupServer(...handlers: unknown[]): { listen(options: object): void; close(): void };
}

/** The built adapter, and the version of MSW that it finds, as a project's own code imports them. */
export async function mswInNode(version: MswVersion): Promise<Msw & { remove(): void }> {
  const { folder, remove } = projectWith(version);
  const file = join(folder, 'msw.mjs');
  writeFileSync(
    file,
    `export { handlers } from '@apig-spec/mock/msw${version}';\nexport { setupServer } from 'msw/node';\n`,
  );
  return { ...((await import(pathToFileURL(file).href)) as Msw), remove };
}

async function startInNode(version: MswVersion, options?: AdapterOptions): Promise<Opened> {
  const { handlers, setupServer, remove } = await mswInNode(version);
  const mock = createMock(options);
  const server = setupServer(...handlers(mock));
  server.listen({ [version === 2 ? 'onUnhandledRequest' : 'onUnhandledFrame']: 'error' });
  return {
    fetch: (path, init) => fetch(`${origin}${path}`, init),
    async close() {
      server.close();
      await mock.close();
      remove();
    },
  };
}

async function startInChromium(version: MswVersion, options?: AdapterOptions): Promise<Opened> {
  const page = await openPage(version);
  await page.start(options);
  return { fetch: (path, init) => page.fetch(`${origin}${path}`, init), close: page.close };
}
