// A request and its response as plain values, which every adapter can make and take without a cost that only one of them needs.

/** A request, as it came in. */
export interface EngineRequest {
  method: string;
  /** Path and query, as on the wire. */
  target: string;
  /** The value of a header, by its name in lower case. */
  header(name: string): string | undefined;
  /** All headers, by their names in lower case. */
  headers(): Readonly<Record<string, string | readonly string[] | undefined>>;
  /**
   * The body, undefined where there is none. Where it is longer than `limit` bytes, its first bytes, but more than `limit`.
   * It can be asked for once.
   *
   * @param hold - is told how many bytes are about to be kept; what it throws ends the reading, and is passed on
   */
  body(limit: number, hold?: (bytes: number) => void): Promise<Uint8Array | undefined>;
}

/** A response, ready to be sent. */
export interface EngineResponse {
  status: number;
  headers: Record<string, string>;
  /** JSON, or the text of a file; undefined where there is none. */
  body: string | undefined;
}

/** A response with a JSON body. */
export function json(status: number, body: object, headers: Readonly<Record<string, string>> = {}): EngineResponse {
  return { status, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
