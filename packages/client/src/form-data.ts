// A form from its fields. Nothing of the client is imported here: openapi-fetch's methods make forms, too.

/**
 * The fields of a body as the parts of a form: `true` and `false` as texts, files as they are. Fields that are `undefined` or
 * `null` are left out.
 *
 * A `Blob` has no name, and is sent as `blob`; a `File` is sent under its own.
 */
export function formDataOf(body: unknown): FormData {
  if (body instanceof FormData) return body;
  const form = new FormData();
  for (const [name, value] of Object.entries(Object(body) as object)) {
    if (value instanceof Blob) form.append(name, value);
    else if (value !== undefined && value !== null) form.append(name, String(value));
  }
  return form;
}
