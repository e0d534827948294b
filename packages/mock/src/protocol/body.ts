// A request's JSON body.
import { noJsonObject, noJsonType, unknownEncoding } from './errors.ts';
import type { EngineRequest } from './exchange.ts';

/**
 * @param bytes - the body; undefined where there is none
 * @throws ApigError 415 where the content is declared to be something other than JSON in UTF-8 as it is, 400 where it is no
 * JSON object
 */
export function jsonOf(asked: EngineRequest, bytes: Uint8Array | undefined): object {
  const encoding = asked.header('content-encoding')?.trim();
  if (encoding && !/^identity$/i.test(encoding)) throw unknownEncoding('Content-Encoding', encoding);
  const type = asked.header('content-type');
  // Nothing at all has no type either; that it is missing says more.
  if (!isJson(type) && !(type === undefined && bytes === undefined)) throw noJsonType();
  const value = bytes && parsed(bytes);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw noJsonObject();
  return value;
}

function isJson(type: string | undefined): boolean {
  const [essence = '', ...parameters] = (type ?? '').toLowerCase().split(';');
  const charsets = parameters.flatMap((parameter) => /^\s*charset=(.*)$/s.exec(parameter)?.[1] ?? []);
  return essence.trim() === 'application/json' && charsets.every((charset) => utf8.test(charset));
}

/** JSON is UTF-8, of which ASCII is a part. */
const utf8 = /^\s*("?)(utf-?8|us-ascii)\1\s*$/;

const decoder = new TextDecoder('utf-8', { fatal: true });

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    throw noJsonObject();
  }
}
