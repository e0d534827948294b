// A file with definitions of APIs, in JSON or YAML.
import { rejection } from '../../protocol/errors.ts';

/** A JSON object. */
export type Json = Readonly<Record<string, unknown>>;

const notReadable = rejection('APIG.3600')('');
const otherVersion = rejection('APIG.3601')('');
const noDefinition = rejection('APIG.3602')('');
const empty = rejection('APIG.3609')('');

/** How many values a file may stand for, with those that aliases repeat. */
const mostValues = 200_000;

/** What a file says. @throws ApigError where it is no definition of APIs in Swagger 2.0 or OpenAPI 3.0 */
export async function definitionIn(text: string): Promise<Json> {
  if (text.trim() === '') throw empty;
  const definition = await parsed(text);
  if (!isObject(definition)) throw noDefinition;
  if (definition['swagger'] !== '2.0' && !String(definition['openapi']).startsWith('3.0')) throw otherVersion;
  const paths = definition['paths'] ?? {};
  if (!isObject(paths) || !isBounded(definition)) throw noDefinition;
  return { ...definition, paths };
}

async function parsed(text: string): Promise<unknown> {
  try {
    return JSON.parse(text);
  } catch {
    // YAML, then, or nothing.
  }
  const { CORE_SCHEMA, load } = await import('js-yaml');
  try {
    return load(text, { schema: CORE_SCHEMA });
  } catch {
    throw notReadable;
  }
}

/** Whether it stands for no more values than a file in JSON could, whatever its aliases repeat. */
function isBounded(definition: Json): boolean {
  let left = mostValues;
  const open: unknown[] = [definition];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    left -= 1;
    if (left < 0) return false;
    if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) open.push(each ?? null);
  }
  return true;
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object, an empty one where it is none. */
export function objectIn(value: unknown): Json {
  return isObject(value) ? value : {};
}

/** The objects of a list. */
export function objectsIn(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A text, undefined where there is none. */
export function textIn(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

/** The objects that an object holds, with their names. */
export function objectsNamedIn(value: unknown): [string, Json][] {
  return Object.entries(objectIn(value)).flatMap(([name, each]): [string, Json][] =>
    isObject(each) ? [[name, each]] : [],
  );
}
