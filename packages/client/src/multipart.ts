// Calls of operations that take a form (`multipart/form-data`). Only functions of such operations import it.
import { type FunctionCodec, partsOf, read } from './call.ts';
import { formDataOf } from './form-data.ts';

/** Sends the body as a form. Its content type is left to Fetch, which knows what it has put between the parts. */
export const multipart: FunctionCodec = {
  read,
  partsOf(address, operation, params, { body, ...init }) {
    const parts = partsOf(address, operation, params, init);
    const { headers } = parts.init as { headers: Headers };
    headers.delete('Content-Type');
    return { ...parts, init: { ...parts.init, body: formDataOf(body) } };
  },
};
