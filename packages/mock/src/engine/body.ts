// A request's JSON body, read no further than the limit.
import { noJsonObject, noJsonType, tooLarge } from './errors.ts';

/**
 * @param maxBody - bytes
 * @throws ApigError 415 where the content is declared to be something other than JSON, 413 where it is longer than
 * `maxBody`, 400 where it is no JSON object
 */
export async function readJson(request: Request, maxBody: number): Promise<object> {
  const type = request.headers.get('content-type');
  // Nothing at all has no type either; that it is missing says more.
  if (!isJson(type) && !(type === null && request.body === null)) throw noJsonType();
  if (Number(request.headers.get('content-length')) > maxBody) throw tooLarge();
  const value = parsed(await readBytes(request, maxBody));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw noJsonObject();
  return value;
}

function isJson(type: string | null): boolean {
  return type !== null && /^application\/json\s*(;|$)/i.test(type);
}

async function readBytes(request: Request, maxBody: number): Promise<Uint8Array> {
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Not request.arrayBuffer(): that has no limit.
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.byteLength;
    if (length > maxBody) {
      await reader.cancel();
      throw tooLarge();
    }
    chunks.push(value);
  }
  if (chunks.length === 1 && chunks[0]) return chunks[0];
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw noJsonObject();
  }
}
