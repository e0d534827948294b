// A request's body: JSON, or a form.
import { noBody, unknownEncoding, unknownType } from './errors.ts';
import type { EngineRequest } from './exchange.ts';
import { partsOf } from './multipart.ts';

/**
 * @param bytes - the body; undefined where there is none
 * @throws ApigError 415 where the content is declared to be something other than JSON in UTF-8 as it is, 400 where it is no
 * JSON object
 */
export function jsonOf(asked: EngineRequest, bytes: Uint8Array | undefined): object {
  const type = typeOf(asked);
  // Nothing at all has no type either; that it is missing says more.
  if (!isJson(type) && !(type === undefined && bytes === undefined)) throw unknownType();
  const value = bytes && parsed(bytes);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw noBody();
  return value;
}

/**
 * The parts of a form by their names; of several of one name, the last.
 *
 * @param bytes - the body; undefined where there is none
 * @throws ApigError 415 where the content is declared to be something other than `multipart/form-data` as it is, 400 where it
 * cannot be taken apart
 */
export function formOf(asked: EngineRequest, bytes: Uint8Array | undefined): object {
  const type = typeOf(asked);
  if (type === undefined && bytes === undefined) throw noBody();
  if (type === undefined || !/^\s*multipart\/form-data\s*(;|$)/i.test(type)) throw unknownType();
  if (!bytes) throw noBody();
  try {
    return Object.fromEntries(partsOf(bytes as Uint8Array<ArrayBuffer>, type));
  } catch {
    throw noBody();
  }
}

/** The declared type of the content. @throws ApigError 415 where it is encoded */
function typeOf(asked: EngineRequest): string | undefined {
  const encoding = asked.header('content-encoding')?.trim();
  if (encoding && !/^identity$/i.test(encoding)) throw unknownEncoding('Content-Encoding', encoding);
  return asked.header('content-type');
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
    throw noBody();
  }
}
