// Where a mock of a test keeps its documents, and how it is called: every store, over HTTP and through MSW.
import { join } from 'node:path';
import { setupServer } from 'msw/node';
import { afterAll, onTestFinished } from 'vitest';
import { handlers } from '../src/adapters/msw.ts';
import { serve } from '../src/adapters/node.ts';
import { createMock, type MockOptions, memoryStore, type Store } from '../src/index.ts';
import { postgresStore } from '../src/store/postgres.ts';
import { sqliteStore } from '../src/store/sqlite.ts';
import { hasPostgres, type Postgres, startPostgres } from './postgres.ts';
import { scratch } from './support.ts';

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
  (['memory', 'SQLite', ...(hasPostgres ? (['PostgreSQL'] as const) : [])] as const).map(
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
let msw: ReturnType<typeof setupServer> | undefined;
let mocks = 0;

function throughMsw(options: MockOptions): Opened {
  const mock = createMock(options);
  mocks += 1;
  const origin = `https://gateway-${mocks}.example.com`;
  if (!msw) {
    msw = setupServer();
    msw.listen({ onUnhandledFrame: 'bypass' });
  }
  msw.use(...handlers(mock, { origin }));
  onTestFinished(mock.close);
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
  server ??= startPostgres();
  const url = idle.pop() ?? (await (await server).database());
  onTestFinished(() => void idle.push(url));
  const store = postgresStore(url);
  await store.load([]);
  return store;
}
