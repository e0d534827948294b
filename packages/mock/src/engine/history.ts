// The last requests and what was answered, for tests that ask what their program sent.
import type { Asked } from './exchange.ts';
import type { LogEntry } from './log.ts';

/** A request as `GET /_mock/requests` tells of it. Tokens, keys, secrets and passwords are `***`. */
export interface PastRequest extends Omit<LogEntry, 'error'> {
  headers: Record<string, unknown>;
  /** The JSON body; absent where there was none, where it was no JSON, longer than 16 KiB, or nested thousands deep. */
  body?: unknown;
}

/** How many requests are kept. */
const most = 1000;

/** The longest body that is kept, in bytes. */
export const longestKept = 16_384;

interface Past {
  entry: LogEntry;
  headers: ReturnType<Asked['headers']>;
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
    list: () => past.slice(-most).map(told),
  };
}

function told({ entry: { error: _, ...entry }, headers, body }: Past): PastRequest {
  const shown = {
    ...entry,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, hidden(name, value)])),
  };
  const told = withoutSecrets(body);
  return told === undefined ? shown : { ...shown, body: told };
}

const secret = /token|authorization|secret|password|cookie|(ap[ip]|sign|access)[-_]?(key|code)/i;

function hidden(name: string, value: unknown): unknown {
  return secret.test(name) && value !== undefined ? '***' : value;
}

function withoutSecrets(body: unknown): unknown {
  if (body === undefined) return undefined;
  try {
    return JSON.parse(JSON.stringify(body, (name, value) => hidden(name, value)));
  } catch {
    // Thousands of levels can be read, but not written again.
    return undefined;
  }
}
