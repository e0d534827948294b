// A request's JSON body.
import { noJsonObject, noJsonType } from './errors.ts';
import type { Asked } from './exchange.ts';

/**
 * @param bytes - the body; undefined where there is none
 * @throws ApigError 415 where the content is declared to be something other than JSON, 400 where it is no JSON object
 */
export function jsonOf(asked: Asked, bytes: Uint8Array | undefined): object {
  const type = asked.header('content-type');
  // Nothing at all has no type either; that it is missing says more.
  if (!isJson(type) && !(type === undefined && bytes === undefined)) throw noJsonType();
  const value = bytes && parsed(bytes);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw noJsonObject();
  return value;
}

function isJson(type: string | undefined): boolean {
  return type !== undefined && /^application\/json\s*(;|$)/i.test(type);
}

const decoder = new TextDecoder('utf-8', { fatal: true });

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    throw noJsonObject();
  }
}
