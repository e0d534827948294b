// The engine, for anything that speaks Request and Response. The HTTP server is in ./node, the SQLite store in ./sqlite.
export { type EditionName, editionNames } from './engine/editions.ts';
export type { LogEntry } from './engine/log.ts';
export { createMock, type Mock, type MockOptions } from './engine/mock.ts';
export { memoryStore } from './store/memory.ts';
export type { Reader, Scope, Store, Writer } from './store/store.ts';
