// What the generated functions share: a call of an operation becomes a result, whatever happens.
import type { Outcome } from './attempt.ts';
import { bindingOf, type Codec, exchange, type Invalid, type WithBinding } from './exchange.ts';
import { faultOf, requestIdOf } from './fault.ts';
import type { Init, Operation, Params, Parts } from './parts.ts';
import { isPathSegment } from './path.ts';

/** What every call may be given. */
export interface CallOptions {
  /** Aborts the call, its attempts and the pauses between them. */
  signal?: AbortSignal | undefined;
  /** Milliseconds for each attempt of this call; 0 and `Infinity` are no limit. Default: the client's. */
  timeout?: number | undefined;
  /** More headers. */
  headers?: Headers | [string, string][] | Record<string, string | number | boolean | null | undefined> | undefined;
}

/** An operation of the contract, as its function calls it. */
export interface CalledOperation extends Operation {
  idempotent?: true;
  /** What it documents for a success. */
  status: number;
  /** Whether a success has no body. */
  empty?: true;
}

/** How a function is called and its response read: JSON both ways, or as the module of a form or a file has it. */
export type FunctionCodec = Codec<CallOptions & Init, CalledOperation, object>;

/**
 * Calls an operation.
 *
 * @param init - what the caller gave, but for the parameters
 * @param params - parameters of path and query
 * @param codec - of the body and the response, where they are not JSON
 * @typeParam Result - the union that the edition documents for the operation
 * @returns the result; it never rejects
 */
export async function call<Result>(
  apig: object,
  operation: CalledOperation,
  init: CallOptions,
  params?: object,
  codec: FunctionCodec = { partsOf, read },
): Promise<Result> {
  try {
    const binding = (apig as WithBinding)[bindingOf]();
    return (await exchange(binding, operation, { ...init, params }, codec)) as Result;
  } catch (thrown) {
    const { fault, cause, message, requestId } = faultOf(thrown, 'network');
    const error = { code: fault, message, requestId };
    return { ok: false, status: 0, fault, cause, error, requestId } as Result;
  }
}

/** A response is JSON. */
export async function read(
  { response, bytes }: Outcome,
  _: object,
  invalid: Invalid,
  operation: CalledOperation,
): Promise<object> {
  const { ok, status } = response;
  const text = bytes ? new TextDecoder().decode(bytes) : await response.text();
  let body: unknown;
  let cause: unknown;
  try {
    body = text ? JSON.parse(text) : undefined;
  } catch (error) {
    body = text;
    cause = error;
  }
  const { error_code: code, error_msg: message, problems } = Object(body);
  if (
    ok
      ? status !== operation.status ||
        (operation.empty ? body !== undefined : Object(body) !== body || Array.isArray(body))
      : typeof code !== 'string' || !code
  ) {
    throw invalid(response, body, ok && cause);
  }
  const requestId = requestIdOf(response, body);
  const told = typeof message === 'string' ? message : '';
  const error = { code, message: told, requestId, ...(problems && { problems }) };
  return { ok, status, ...(ok ? { data: body } : { error }), requestId };
}

/** A query has texts and numbers only, and a body is JSON. */
export function partsOf(address: string, { path }: Operation, { path: ids, query = {} }: Params, init: Init): Parts {
  const { params: _, timeout: __, body: content, headers: given, ...rest } = init;
  const body = JSON.stringify(content);
  const headers = new Headers((body && { 'Content-Type': 'application/json' }) as Record<string, string>);
  const list = Object(given);
  for (const [name, value] of list[Symbol.iterator] ? new Headers(list) : Object.entries<string>(list))
    if (value === null) headers.delete(name);
    else if (value !== undefined) headers.set(name, value);
  let search = '';
  for (const [name, value] of Object.entries<unknown>(query))
    if (value !== undefined && value !== null)
      search += `${search ? '&' : '?'}${name}=${encodeURIComponent(value as string)}`;
  let wrong: string | undefined;
  const place = path.replace(/{(\w+)}/g, (_, name) => {
    const value = `${ids[name] ?? ''}`;
    if (!isPathSegment(value)) wrong = name;
    return encodeURIComponent(value);
  });
  return {
    url: address + place + search,
    wrong,
    init: { ...rest, headers, body },
    extras: rest,
  };
}
