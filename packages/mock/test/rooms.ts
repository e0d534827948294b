// Where a mock of a test keeps its documents, and how it is called: every store, over HTTP and through MSW.
import { join } from 'node:path';
import type { SetupServer } from 'msw/node';
import { afterAll, onTestFinished } from 'vitest';
import { serve } from '../src/adapters/node.ts';
import { createMock, type MockOptions, memoryStore, type Store } from '../src/index.ts';
import { sqliteStore } from '../src/store/sqlite.ts';
import type { Postgres } from './postgres.ts';
import { scratch } from './support.ts';

/** Only the long run looks for a server: that there is none is said once. */
const postgres = import.meta.env.MODE === 'long' ? await import('./postgres.ts') : undefined;

const stores = {
  memory: memoryStore,
  SQLite: () => sqliteStore(join(scratch(), 'data.sqlite')),
  PostgreSQL: inPostgres,
};
const ways = { HTTP: overHttp, MSW: throughMsw, fetch: byFetch };

type StoreName = keyof typeof stores;
type Way = keyof typeof ways;

/** `SQLite, MSW`. That of `fetch` costs least: nothing is between the test and the engine. */
export type Room = `${StoreName}, ${Way}`;

/** All but those of `fetch`. */
export const rooms: readonly Room[] = (['HTTP', 'MSW'] as const).flatMap((way) =>
  (['memory', 'SQLite', ...(postgres?.hasPostgres ? (['PostgreSQL'] as const) : [])] as const).map(
    (store): Room => `${store}, ${way}`,
  ),
);

/** An empty store. What is opened with it closes it. */
export async function storeIn(room: Room): Promise<Store> {
  return stores[room.split(', ')[0] as StoreName]();
}

/** A mock for as long as the test. */
export interface Opened {
  /** What its requests begin with. */
  base: string;
  fetch(request: Request): Promise<Response>;
}

export async function openedIn(room: Room, options: MockOptions): Promise<Opened> {
  return ways[room.split(', ')[1] as Way](options);
}

async function overHttp(options: MockOptions): Promise<Opened> {
  const server = await serve({ ...options, port: 0 });
  onTestFinished(() => server.close());
  return { base: server.url, fetch };
}

/** One for all mocks: MSW takes hold of the whole process. */
let msw: SetupServer | undefined;
let mocks = 0;

async function throughMsw(options: MockOptions): Promise<Opened> {
  const { handlers } = await import('../src/adapters/msw.ts');
  const mock = createMock(options);
  mocks += 1;
  const origin = `https://gateway-${mocks}.example.com`;
  if (!msw) {
    const { setupServer } = await import('msw/node');
    msw = setupServer();
    msw.listen({ onUnhandledFrame: 'bypass' });
  }
  msw.use(...handlers(mock, { origin }));
  onTestFinished(async () => {
    msw?.resetHandlers();
    await mock.close();
  });
  return { base: origin, fetch };
}

function byFetch(options: MockOptions): Opened {
  const { fetch, close } = createMock(options);
  onTestFinished(close);
  return { base: 'http://mock', fetch };
}

let server: Promise<Postgres> | undefined;
/** Databases that nobody uses any more: to make one costs more than to empty one. */
const idle: string[] = [];

afterAll(async () => {
  msw?.close();
  await (await server)?.stop();
});

async function inPostgres(): Promise<Store> {
  server ??= postgres?.startPostgres();
  const url = idle.pop() ?? (await (await server)?.database()) ?? '';
  onTestFinished(() => void idle.push(url));
  const { postgresStore } = await import('../src/store/postgres.ts');
  const store = postgresStore(url);
  await store.load([]);
  return store;
}
