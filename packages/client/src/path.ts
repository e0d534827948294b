// Where a request leads: to the path of its operation, whatever its parameters hold.

/**
 * Whether a value stays one segment of a path: it is not empty, and no URL parser, proxy or server takes it, or a part of it
 * between slashes, for `.` or `..`, with parameters (`..;a`) or without. Escapes count as what they stand for, however often
 * they were escaped; blanks and invisible characters count as nothing, because parsers drop some of them.
 */
export function isPathSegment(value: string): boolean {
  let text = value;
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(/%(?:25)*([0-7][\da-f])/gi, (_, code) => decodeURIComponent(`%${code}`));
  }
  try {
    text = decodeURIComponent(text);
  } catch {
    // What is left is not UTF-8.
  }
  return !/(^|[/\\])\.{0,2}([;/\\]|$)/.test(text.replace(/[\s\p{C}]/gu, ''));
}
