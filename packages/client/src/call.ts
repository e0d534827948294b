// What the generated functions share: a call of an operation becomes a result, whatever happens.
import { ApigFault, faultOf, requestIdOf } from './fault.ts';

/** What every call may be given. */
export interface CallOptions {
  /** Aborts the call, its attempts and the pauses between them. */
  signal?: AbortSignal | undefined;
  /** Milliseconds for each attempt of this call; 0 and `Infinity` are no limit. Default: the client's. */
  timeout?: number | undefined;
  /** More headers. */
  headers?: Headers | [string, string][] | Record<string, string | number | boolean | null | undefined> | undefined;
}

/** What the client gives. */
interface Answer {
  data?: unknown;
  error?: unknown;
  response: Response;
}

/**
 * Calls an operation.
 *
 * @param init - what the caller gave, but for the parameters
 * @param success - the status that the operation documents for a success
 * @param params - parameters of path and query
 * @param empty - whether a success has no body
 * @typeParam Result - the union that the edition documents for the operation
 * @returns the result; it never rejects
 */
export async function call<Result>(
  apig: object,
  method: string,
  path: string,
  init: CallOptions,
  success: number,
  params?: object,
  empty?: boolean,
): Promise<Result> {
  const { request } = apig as { request(method: string, path: string, init: object): Promise<Answer> };
  try {
    const { data, error, response } = await request(method, path, { ...init, params, parseAs: 'json' });
    const { ok, status } = response;
    const requestId = requestIdOf(response, error);
    const invalid = (what: string) => {
      const text = `HTTP ${status} ${what}`;
      return new ApigFault('invalid-response', new TypeError(text, { cause: data ?? error }), requestId, text);
    };
    if (ok) {
      if (status !== success) throw invalid(`where ${success} is documented`);
      if (empty ? data !== undefined : !isObject(data)) throw invalid(empty ? 'with a body' : 'without an object');
      return { ok, status, data, requestId } as Result;
    }
    const { error_code: code, error_msg: message, problems } = Object(error);
    if (typeof code !== 'string' || !code) throw invalid('without an error of the API');
    const text = typeof message === 'string' ? message : '';
    const told = { code, message: text, requestId, ...(problems !== undefined && { problems }) };
    return { ok, status, error: told, requestId } as Result;
  } catch (thrown) {
    const { fault, cause, message, requestId } = faultOf(thrown, 'network');
    const error = { code: fault, message, requestId };
    return { ok: false, status: 0, fault, cause, error, requestId } as Result;
  }
}

function isObject(body: unknown): boolean {
  return typeof body === 'object' && body !== null && !Array.isArray(body);
}
