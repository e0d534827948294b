// The last requests and what was answered, for tests that ask what their program sent.
import { valueWithoutSecrets, withoutSecrets } from '../../generated/secrets.ts';
import type { EngineRequest } from '../protocol/exchange.ts';
import { entryOf, type LogEntry, type Note } from './log.ts';

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
  note: Note;
  headers: ReturnType<EngineRequest['headers']>;
  body: unknown;
}

/** The last 1,000 requests. */
export function newHistory() {
  const past: Past[] = [];
  /** Where the next one goes: once there are as many as are kept, in the place of the oldest. */
  let next = 0;
  return {
    add(one: Past) {
      past[next] = one;
      next = (next + 1) % most;
    },
    clear() {
      past.length = 0;
      next = 0;
    },
    /** Oldest first. */
    list: () => [...past.slice(next), ...past.slice(0, next)].map(describePast),
  };
}

function describePast({ note, headers, body }: Past): PastRequest {
  const { error: _, ...entry } = entryOf(note);
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
