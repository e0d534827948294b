// node:http, without what an import of it costs: that reads all its exports, and behind three of them stands the whole of
// Node's fetch, a third of the time from the start to the first response.
import { createRequire } from 'node:module';

export const { createServer, STATUS_CODES } = createRequire(import.meta.url)('node:http') as typeof import('node:http');
