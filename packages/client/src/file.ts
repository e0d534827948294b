// Calls of operations that respond with a file. Only functions of such operations import it.
import { type FunctionCodec, partsOf, read } from './call.ts';
import { requestIdOf } from './fault.ts';

/** Reads a success as a `Blob`, whose `type` is the content type of the response. Errors are JSON, as everywhere. */
export const file: FunctionCodec = {
  partsOf,
  async read(outcome, init, invalid, operation) {
    const { response, bytes } = outcome;
    const { ok, status, headers } = response;
    if (!ok || status !== operation.status) return read(outcome, init, invalid, operation);
    const type = headers.get('Content-Type') ?? '';
    const data = bytes ? new Blob([bytes], { type }) : await response.blob();
    // What a proxy or a login page says is not what was asked for.
    if (/^text\/html\b/i.test(type)) throw invalid(response, await data.text(), undefined);
    return { ok, status, data, requestId: requestIdOf(response) };
  },
};
