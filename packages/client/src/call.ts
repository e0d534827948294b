// What the generated functions share: a call of an operation becomes a result, whatever happens.
import { ApigFault, type FaultName } from './fault.ts';

/** What every call may be given. */
export interface CallOptions {
  /** Aborts the call, its attempts and the pauses between them. */
  signal?: AbortSignal | undefined;
  /** Milliseconds for each attempt of this call. Default: the client's. */
  timeout?: number | undefined;
  /** More headers. */
  headers?: HeadersInit | undefined;
}

/** What the client gives: the body of a refusal parsed if it can be, that of any other answer as it came. */
interface Answer {
  data: string;
  error: unknown;
  response: Response;
}

/**
 * Calls an operation.
 *
 * @param init - what the caller gave, but for the parameters
 * @param params - parameters of path and query
 * @param empty - whether the operation answers without a body
 * @typeParam Result - the union that the edition documents for the operation
 * @returns the result; it never rejects
 */
export async function call<Result>(
  apig: object,
  method: string,
  path: string,
  init: CallOptions,
  params?: object,
  empty?: boolean,
): Promise<Result> {
  const { request } = apig as { request(method: string, path: string, init: object): Promise<Answer> };
  let fault: FaultName = 'network';
  let requestId: string | undefined;
  try {
    const { data, error, response } = await request(method, path, { ...init, params, parseAs: 'text' });
    const { ok, status } = response;
    fault = 'invalid-response';
    requestId = response.headers.get('X-Request-Id') ?? undefined;
    if (ok) return { ok, status, data: empty ? undefined : objectOf(JSON.parse(data), status), requestId } as Result;
    const { error_code: code, error_msg: message, problems } = objectOf(error, status);
    if (typeof code !== 'string') throw new TypeError(`HTTP ${status} without an error of the API`, { cause: error });
    const told = { code, message, requestId, ...(problems !== undefined && { problems }) };
    return { ok, status, error: told, requestId } as Result;
  } catch (thrown) {
    const told = thrown instanceof ApigFault ? thrown : new ApigFault(fault, thrown, requestId);
    return { ok: false, status: 0, fault: told.fault, cause: told.cause, requestId: told.requestId } as Result;
  }
}

/** @throws TypeError for what is no object: no answer of the API */
function objectOf(body: unknown, status: number): Record<string, unknown> {
  if (typeof body === 'object' && body) return body as Record<string, unknown>;
  throw new TypeError(`HTTP ${status} without an object`, { cause: body });
}
