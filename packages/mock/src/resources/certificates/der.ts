// DER, as far as certificates and keys need it. Bytes are texts of one character for each, as `atob` gives them.

/** An element: its tag, what is in it, and the whole of it. */
export interface Element {
  tag: number;
  content: string;
  raw: string;
}

/** The tags of the elements that certificates and keys are made of. */
export const tags = { integer: 0x02, bits: 0x03, octets: 0x04, utcTime: 0x17, sequence: 0x30 } as const;

/** A text that is not DER. */
export class DerError extends Error {
  override name = 'DerError';
}

/** The elements that stand one behind the other. @throws DerError where they do not */
export function elementsOf(bytes: string): Element[] {
  const elements: Element[] = [];
  for (let at = 0; at < bytes.length; ) {
    const { start, end } = boundsOf(bytes, at);
    elements.push({ tag: bytes.charCodeAt(at), content: bytes.slice(start, end), raw: bytes.slice(at, end) });
    at = end;
  }
  return elements;
}

function boundsOf(bytes: string, at: number): { start: number; end: number } {
  const first = bytes.charCodeAt(at + 1);
  // The length is one byte, or as many as the byte says.
  const more = first < 0x80 ? 0 : first & 0x7f;
  let length = first;
  if (more > 0) {
    length = 0;
    for (let index = 0; index < Math.min(more, 5); index += 1) length = length * 256 + bytes.charCodeAt(at + 2 + index);
  }
  const start = at + 2 + more;
  const end = start + length;
  if (!(more < 5 && end <= bytes.length)) throw new DerError('An element is longer than the element that contains it.');
  return { start, end };
}

/** An element that must be there, and of this tag where one is given. @throws DerError where it is not */
export function needed(element: Element | undefined, tag?: number): Element {
  if (!element || (tag !== undefined && element.tag !== tag)) throw new DerError('An element is missing.');
  return element;
}

/** What stands in the element that is the whole of a text. */
export function insideOf(bytes: string): Element[] {
  return elementsOf(needed(elementsOf(bytes)[0], tags.sequence).content);
}

export function hexOf(bytes: string): string {
  return Array.from(bytes, (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('');
}
