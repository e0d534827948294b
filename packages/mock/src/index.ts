// The engine, for anything that speaks Request and Response. The HTTP server is in ./node, the SQLite store in ./sqlite.

export { type EditionName, editionNames, type RulesName } from './contract/editions.ts';
export type { MockOptions } from './engine/engine.ts';
export type { FaultRates, Latency } from './engine/faults.ts';
export type { PastRequest } from './engine/history.ts';
export type { LogEntry } from './engine/log.ts';
export { createMock, type Mock } from './engine/mock.ts';
export { type SeedOptions, type SeedRequests, type SeedStep, seedFrom } from './engine/seeding.ts';
export type { Grants, KeyGrant, TokenGrant } from './protocol/auth.ts';
export { seed } from './resources/seed.ts';
export { type Snapshot, SnapshotError } from './state/snapshot.ts';
export { type MemoryOptions, memoryStore } from './store/memory.ts';
export {
  type Documents,
  type Kept,
  type LookupFields,
  type Reader,
  type Scope,
  type Seed,
  type Store,
  StoreError,
  type StoreFailure,
  type Writer,
} from './store/store.ts';
