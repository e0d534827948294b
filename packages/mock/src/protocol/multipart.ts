// Forms (`multipart/form-data`, RFC 7578) from their bytes. Not by `Response.formData()`: what that accepts differs between versions
// of Node and rejects what clients of other languages send, such as names without quotes and `filename*`.

/** Bytes as characters, one for each, so that places in the text are places in the bytes. */
const bytewise = new TextDecoder('latin1');

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Of the headers of a part, in bytes: as for those of a request in Node. */
const longestHead = 16_384;

/** A form has a part for each of its fields. More would only cost, files above all. */
const mostParts = 1000;

/**
 * The parts of a form, in their order: files where they have a file name, texts otherwise.
 *
 * @param type - the content type, with the boundary
 * @throws TypeError where the boundary is missing, or the bytes are not a whole form
 */
export function partsOf(bytes: Uint8Array<ArrayBuffer>, type: string): [name: string, value: string | File][] {
  const [, quoted, boundary = quoted] = /;\s*boundary=(?:"([^"]+)"|([^\s;"]+))/i.exec(type) ?? [];
  if (!boundary) throw new TypeError('The boundary is missing');
  const text = bytewise.decode(bytes);
  const delimiter = `\r\n--${boundary}`;
  const parts: [string, string | File][] = [];
  // The first one need not follow anything.
  let at = text.startsWith(delimiter.slice(2)) ? -2 : after(-1, text.indexOf(delimiter));
  while (parts.length <= mostParts) {
    at += delimiter.length;
    if (text.startsWith('--', at)) return parts;
    const head = after(at - 1, text.indexOf('\r\n', at));
    const headEnd = after(head - 1, text.indexOf('\r\n\r\n', head));
    const padding = text.slice(at, head);
    if (padding.trim() || headEnd - head > longestHead) throw new TypeError('A part has an invalid start');
    const start = headEnd + 4;
    at = after(start - 1, text.indexOf(delimiter, headEnd + 2));
    parts.push(partOf(utf8.decode(bytes.subarray(head + 2, headEnd)), bytes.subarray(start, at)));
  }
  throw new TypeError('There are too many parts');
}

/** @throws TypeError for a place that is not after another, as where nothing was found */
function after(other: number, place: number): number {
  if (place <= other) throw new TypeError('The form is truncated');
  return place;
}

function partOf(head: string, content: Uint8Array<ArrayBuffer>): [name: string, value: string | File] {
  const headers = new Map(
    head.split('\r\n').map((line): [string, string] => {
      const [name = ''] = line.split(':', 1);
      return [name.toLowerCase(), line.slice(name.length + 1).trim()];
    }),
  );
  const { name, filename } = dispositionOf(headers.get('content-disposition') ?? '');
  if (name === undefined) throw new TypeError('A part has no name');
  if (filename === undefined) return [name, utf8.decode(content)];
  return [name, new File([content], filename, { type: headers.get('content-type') ?? 'text/plain' })];
}

/** What a `Content-Disposition` says of a part. */
function dispositionOf(value: string): { name: string | undefined; filename: string | undefined } {
  const [kind = ''] = value.split(';', 1);
  if (kind.trim().toLowerCase() !== 'form-data') throw new TypeError('A part is not one of a form');
  const found = new Map<string, string>();
  const parameter = /\s*;\s*([^\s=;"]+)=(?:"((?:\\"|[^"])*)"|([^\s;"]*))/y;
  parameter.lastIndex = kind.length;
  while (parameter.lastIndex < value.length) {
    const [, name, quoted, plain = ''] = parameter.exec(value) ?? [];
    if (name === undefined) throw new TypeError('A disposition is not well-formed');
    found.set(name.toLowerCase(), quoted === undefined ? plain : unescaped(quoted));
  }
  const [, extended] = /^utf-8'[^']*'(.*)$/i.exec(found.get('filename*') ?? '') ?? [];
  return {
    name: found.get('name'),
    filename: extended === undefined ? found.get('filename') : decodeURIComponent(extended),
  };
}

/** Browsers write quotes and line breaks as percents, others put a backslash before a quote. */
function unescaped(text: string): string {
  return text.replaceAll('\\"', '"').replaceAll(/%(22|0D|0A)/gi, decodeURIComponent);
}
