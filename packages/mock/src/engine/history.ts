// The last requests and what was answered, for tests that ask what their program sent.
import { valueWithoutSecrets, withoutSecrets } from '../../generated/secrets.ts';
import type { EngineRequest } from '../protocol/exchange.ts';
import type { LogEntry } from './log.ts';

/** A request as `GET /_mock/requests` tells of it. Tokens, keys, secrets and passwords are `***`. */
export interface PastRequest extends Omit<LogEntry, 'error'> {
  headers: Record<string, unknown>;
  /**
   * The JSON body, or the parts of a form, with name, type and size of a file in its place; absent where there was none, where it
   * could not be read, was longer than 16 KiB (not counting files), or nested thousands deep.
   */
  body?: unknown;
}

/** How many requests are kept. */
const most = 1000;

/** The longest body that is kept, in bytes, not counting files. */
export const longestKept = 16_384;

interface Past {
  entry: LogEntry;
  headers: ReturnType<EngineRequest['headers']>;
  body: unknown;
}

/** The last 1,000 requests. */
export function newHistory() {
  let past: Past[] = [];
  return {
    add(one: Past) {
      past.push(one);
      // Not after every request: moving a thousand entries costs.
      if (past.length >= 2 * most) past = past.slice(-most);
    },
    clear() {
      past = [];
    },
    /** Oldest first. */
    list: () => past.slice(-most).map(describePast),
  };
}

function describePast({ entry: { error: _, ...entry }, headers, body }: Past): PastRequest {
  const shown = {
    ...entry,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, valueWithoutSecrets(name, value)]),
    ),
  };
  const content = shownBody(body);
  return content === undefined ? shown : { ...shown, body: content };
}

/** How many bytes of a body are those of files, which are not kept. */
export function bytesOfFiles(parts: object | undefined): number {
  return Object.values(parts ?? {}).reduce((sum, part) => sum + (part instanceof File ? part.size : 0), 0);
}

/** The parts of a form, with what there is to tell of a file in its place. */
export function withoutFiles(parts: object | undefined): object {
  return Object.fromEntries(
    Object.entries(parts ?? {}).map(([name, part]) => {
      return [name, part instanceof File ? { filename: part.name, type: part.type, size: part.size } : part];
    }),
  );
}

function shownBody(body: unknown): unknown {
  if (body === undefined) return undefined;
  try {
    const shown = withoutSecrets(body);
    // Thousands of levels can be read, but not written again.
    JSON.stringify(shown);
    return shown;
  } catch {
    return undefined;
  }
}
