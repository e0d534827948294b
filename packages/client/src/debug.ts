// What the debug hook is told, without what nobody else may know.
import type { FaultName } from './fault.ts';

/** The headers and the body of a request or an answer. Tokens, keys, secrets and passwords are `***`. */
export interface Shown {
  headers: Record<string, string>;
  /** Parsed; `***` where it is no JSON, and `undefined` where there is none. */
  body: unknown;
}

/** One request and what came of it. */
export interface DebugEntry {
  method: string;
  url: string;
  request: Shown;
  /** `undefined` where no answer came. */
  response: (Shown & { status: number }) | undefined;
  /** Why no answer came, or not all of it. */
  fault: FaultName | undefined;
  /** From the request to the end of the answer. */
  milliseconds: number;
}

const secret = /token|authorization|secret|password|cookie|(ap[ip]|sign|access)[-_]?(key|code)/i;

const hide = (name: string, value: unknown) => (secret.test(name) ? '***' : value);

/** Headers and body without secrets. A body that is no JSON cannot be searched for them. */
export function shown(headers: Headers, text: string | undefined): Shown {
  let body: unknown;
  try {
    body = text ? JSON.parse(text, hide) : undefined;
  } catch {
    body = '***';
  }
  return { headers: Object.fromEntries([...headers].map(([name, value]) => [name, `${hide(name, value)}`])), body };
}
