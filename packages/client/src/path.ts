// Where a request leads: to the path of its operation, whatever its parameters hold.

/**
 * Whether a value stays one segment of a path: it is not empty, and no URL parser, proxy or server takes it, or a part of it
 * between slashes, for `.` or `..`. Escapes count as what they stand for, however often they were escaped; blanks and
 * invisible characters count as nothing, because parsers drop some of them.
 */
export function isPathSegment(value: string): boolean {
  let text = value;
  for (let before = ''; before !== text; ) {
    before = text;
    try {
      text = decodeURIComponent(text);
    } catch {
      // Then what can be decoded is.
    }
    text = text.replace(/%(?:25)*([0-7][\da-f])/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
  }
  const parts = text.replace(/[\s\p{C}]/gu, '').split(/[/\\]/);
  return !parts.some((part) => ['', '.', '..'].includes(part));
}

/** Fills parameters in, as openapi-fetch does. */
export function filledIn(template: string, parameters: Record<string, unknown>): string {
  return template.replace(/\{([^{}]+)\}/g, (whole, name) => {
    const value = parameters[name];
    return value === undefined || value === null
      ? whole
      : [value]
          .flat()
          .map(encodeURIComponent as () => string)
          .join();
  });
}

/**
 * The name of the parameter that makes a path lead elsewhere than its template; the template, where that does so itself.
 *
 * @param path - the template with its parameters filled in, as it will be parsed
 */
export function misled(template: string, path: string): string | undefined {
  const steps = template.split('/');
  const segments = path.split('/');
  let last = template;
  for (const [index, step] of steps.entries()) {
    const segment = segments[index] ?? '';
    const parameter = /\{(.+?)\}/.exec(step)?.[1];
    last = parameter ?? last;
    if (index === 0 ? step !== '' || steps.length === 1 : !isPathSegment(step)) return template || 'path';
    if (parameter ? /[{?#\\\s\p{Cc}]/u.test(segment) || !isPathSegment(segment) : segment !== step) return last;
  }
  return segments.length > steps.length ? last : undefined;
}
