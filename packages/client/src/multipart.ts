// Calls of operations that take a form (`multipart/form-data`). Only functions of such operations import it.
import { type How, json } from './call.ts';
import { formDataOf } from './form-data.ts';

/** Sends the body as a form. Its content type is left to Fetch, which knows what it has put between the parts. */
export const multipart: How = (operation) => {
  const { partsOf, read } = json(operation);
  return {
    read,
    partsOf(address, called, params, { body, ...init }, check) {
      const parts = partsOf(address, called, params, init, check);
      const { headers } = parts.init as { headers: Headers };
      headers.delete('Content-Type');
      return { ...parts, init: { ...parts.init, body: formDataOf(body) } };
    },
  };
};
