// Where any path leads: to that of its template, whatever serializes it.

/** Fills parameters in, as openapi-fetch does. */
export function filledIn(template: string, parameters: Record<string, unknown>): string {
  return template.replace(/\{([^{}]+)\}/g, (whole, name) => {
    const value = parameters[name];
    return (
      [value ?? []]
        .flat()
        .map(encodeURIComponent as () => string)
        .join() || whole
    );
  });
}

/**
 * The name of the parameter that makes a path lead elsewhere than its template; the template, where that does so itself.
 *
 * @param path - the template with its parameters filled in, as it will be parsed
 */
export function misled(template: string, path: string, isPathSegment: (value: string) => boolean): string | undefined {
  if (template[0] !== '/' || !isPathSegment(template.slice(1))) return template || 'path';
  const segments = path.split('/');
  let last = template;
  for (const step of template.split('/')) {
    const segment = segments.shift() ?? '';
    const parameter = /\{(.+?)\}/.exec(step)?.[1];
    last = parameter ?? last;
    if (parameter ? /[{?#\\\s\p{Cc}]/u.test(segment) || !isPathSegment(segment) : segment !== step) return last;
  }
  return segments.length ? last : undefined;
}
