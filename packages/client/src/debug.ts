// What the debug hook is told, without what nobody else may know.
import { hidden, urlWithoutSecrets, valueWithoutSecrets, withoutSecrets } from '../generated/secrets.ts';
import type { ApigFault, FaultName } from './fault.ts';

/** The headers and the body of a request or a response. Tokens, keys, secrets and passwords are `***`. */
export interface Shown {
  headers: Record<string, string>;
  /** Parsed; `***` where it is not valid JSON, and `undefined` where there is none. */
  body: unknown;
}

/** One request and what came of it. */
export interface DebugEntry {
  method: string;
  /** `***` in the place of secrets. */
  url: string;
  request: Shown;
  /** `undefined` where no response came. */
  response: (Shown & { status: number }) | undefined;
  /** Why no response came, or not all of it. */
  fault: FaultName | undefined;
  /** From the request to the end of the response. */
  milliseconds: number;
}

/**
 * Watches an attempt.
 *
 * @param request - before it is sent: a body can be read once only
 * @returns tells the hook what came of it
 */
export type Watch = (request: Request) => (response?: Response, bytes?: Uint8Array, fault?: ApigFault) => Promise<void>;

/** Watches attempts for a hook. */
export const watchFor =
  (debug: (entry: DebugEntry) => void): Watch =>
  (request) => {
    const started = performance.now();
    // What was read already cannot be sent, which the attempt tells.
    const copy = request.bodyUsed ? undefined : request.clone();
    return async (response, bytes, fault) => {
      const milliseconds = Math.round(performance.now() - started);
      try {
        const entry = {
          method: request.method,
          url: urlWithoutSecrets(request.url),
          request: shown(request.headers, await copy?.text()),
          response: response && {
            status: response.status,
            ...shown(response.headers, new TextDecoder().decode(bytes)),
          },
          fault: fault?.fault,
          milliseconds,
        };
        // Not awaited, but what an asynchronous hook throws is ignored, too.
        Promise.resolve(debug(entry)).catch(() => {});
      } catch {
        // Who watches a call must not break it.
      }
    };
  };

/** Headers and body without secrets. A body that is not valid JSON cannot be searched for them. */
function shown(headers: Headers, text: string | undefined): Shown {
  let body: unknown;
  try {
    body = text ? withoutSecrets(JSON.parse(text)) : undefined;
  } catch {
    body = hidden;
  }
  const named = [...headers].map(([name, value]) => [name, `${valueWithoutSecrets(name, value)}`]);
  return { headers: Object.fromEntries(named), body };
}
