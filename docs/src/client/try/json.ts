// JSON as text: where it is wrong, and the same laid out. Numbers stay as they are written: JavaScript would round long ones.

/** Where a text stops being JSON. */
export class JsonMistake extends Error {
  readonly offset: number;
  /** From 1. */
  readonly line: number;
  /** In characters, from 1. */
  readonly column: number;

  constructor(text: string, offset: number) {
    const lines = text.slice(0, offset).split(/\r\n|\n|\r/);
    const [line, column] = [lines.length, [...(lines.at(-1) ?? '')].length + 1];
    super(`This is not valid JSON at line ${line}, column ${column}.`);
    this.offset = offset;
    this.line = line;
    this.column = column;
  }
}

const space = /[ \t\n\r]*/y;
const scalar = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** Without its end, so that a mistake within it is found where it is. No control characters, quotes and backslashes. */
const string = /"[ !#-[\]-\uffff]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[ !#-[\]-\uffff]*)*/y;

/** The same JSON with a line for each value. @throws {@link JsonMistake} where it is none */
export function laidOut(text: string): string {
  const parts: string[] = [];
  const open: ('{' | '[')[] = [];
  let offset = 0;
  const taken = (pattern: RegExp): string => {
    pattern.lastIndex = offset;
    const [found = ''] = pattern.exec(text) ?? [];
    offset += found.length;
    return found;
  };
  const fail = (): never => {
    throw new JsonMistake(text, offset);
  };
  const takenString = (): string => {
    const begun = taken(string);
    if (begun === '' || text[offset] !== '"') fail();
    offset += 1;
    return `${begun}"`;
  };
  // Bounded: the lines of something very deep would be mostly indentation.
  const newLine = () => `\n${'  '.repeat(Math.min(open.length, 40))}`;
  /** A value, or the beginning of one. @returns whether it is complete */
  const value = (): boolean => {
    const first = text[offset];
    if (first !== '{' && first !== '[') {
      parts.push(first === '"' ? takenString() : taken(scalar) || fail());
      return true;
    }
    offset += 1;
    taken(space);
    if (text[offset] === (first === '{' ? '}' : ']')) {
      offset += 1;
      parts.push(first === '{' ? '{}' : '[]');
      return true;
    }
    open.push(first);
    parts.push(first, newLine());
    return false;
  };
  const name = () => {
    parts.push(takenString());
    taken(space);
    if (text[offset] !== ':') fail();
    offset += 1;
    taken(space);
    parts.push(': ');
  };
  taken(space);
  while (true) {
    if (open.at(-1) === '{') name();
    let complete = value();
    taken(space);
    while (complete && open.length > 0) {
      const next = text[offset];
      if (next !== ',' && next !== (open.at(-1) === '{' ? '}' : ']')) fail();
      offset += 1;
      taken(space);
      complete = next !== ',';
      if (complete) open.pop();
      parts.push(complete ? `${newLine()}${next}` : `,${newLine()}`);
    }
    if (complete) break;
  }
  if (offset < text.length) fail();
  return parts.join('');
}
