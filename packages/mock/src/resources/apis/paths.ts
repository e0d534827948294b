// Paths with parameters in braces, `/orders/{order_id}`.

/** A parameter; one with a plus sign takes all that follows. */
const parameter = /\{([^{}]*?)\+?\}/g;

/** The names of the parameters of a path. */
export function parametersOf(path: string): string[] {
  return Array.from(path.matchAll(parameter), ([, name = '']) => name);
}

/** What paths have in common that no call can distinguish: it does not see the names of their parameters. */
export function shapeOf(path: string): string {
  return path.replaceAll(parameter, '{}');
}

/** Whether a call's path is that of an API, or begins with it. */
export function leadsTo(template: string, mode: 'NORMAL' | 'SWA', path: string): boolean {
  const wanted = segmentsOf(template);
  const given = segmentsOf(path);
  const takesAll = mode === 'SWA' || template.endsWith('+}');
  if (takesAll ? given.length < wanted.length : given.length !== wanted.length) return false;
  return wanted.every((segment, index) => {
    const value = given[index] ?? '';
    if (!segment.includes('{')) return segment === value;
    // What stands beside the parameters is there, in its order.
    let at = 0;
    const texts = segment.split(/\{[^{}]*\}/);
    return texts.every((text, place) => {
      const found = place === 0 ? 0 : place === texts.length - 1 ? value.length - text.length : value.indexOf(text, at);
      if (found < at || !value.startsWith(text, found)) return false;
      at = found + text.length;
      return true;
    });
  });
}

function segmentsOf(path: string): string[] {
  return path.replace(/\/$/, '').split('/');
}
