// What the vendor's SDKs call things, and a sample's call in those names. `npm run test:clients` writes the names.
import type { Json } from '@apig-spec/model/json';
import { isObject } from '@apig-spec/model/json';
import type { Sample } from '../samples.ts';

/** An SDK's own names. */
export interface SdkModels {
  sdk: string;
  version: string;
  /** By method and path, `POST /v2/{}/apigw/instances/{}/apis`: the method, its request, and the variables of the path. */
  operations: Readonly<Record<string, { method: string; request: string; variables: string[] }>>;
  /** By model and by name on the wire: the field as a program has it, and its type. */
  types: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** By enumeration and value, the constant. */
  enums: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A call as an SDK makes it. */
export interface SdkCall {
  method: string;
  request: string;
  /** The fields of the request, by their names on the wire. */
  fields: Record<string, Json>;
  project: string;
}

/** A value that the SDK has no name for. */
export class Unnamed extends Error {}

/** The call of a sample; none where the SDK does not have the operation, or sends or gets files by it, which needs more code. */
export function sdkCallOf(models: SdkModels, sample: Sample): SdkCall | undefined {
  const place = `${sample.method} ${sample.path.replaceAll(/\{\w+\}/g, '{}')}`;
  const known = models.operations[place];
  if (!known || sample.form || sample.givesFile) return undefined;
  const ours = [...sample.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const fields: Record<string, Json> = {};
  let project = '';
  for (const { name, in: place, value, required } of sample.parameters) {
    if (name === 'project_id') project = value;
    else if (place === 'path') fields[known.variables[ours.indexOf(name)] ?? name] = value;
    else if (required) fields[name] = value;
  }
  if (sample.body !== undefined) fields['body'] = sample.body;
  return { method: known.method, request: known.request, fields, project };
}

/** Writes values as the programs of a language have them. */
export interface Writer {
  /** The model that a type is, if it is one. */
  model: (type: string) => string | undefined;
  /** A model with its fields, which are written already. @param indent - of the line that it begins in */
  object: (type: string, fields: readonly (readonly [name: string, value: string])[], indent: string) => string;
  list: (type: string, elements: readonly string[], indent: string) => string;
  element: (type: string) => string;
  /** What a map holds; none where a type is no map, or its values are written as they are. */
  entry: (type: string) => string | undefined;
  map: (type: string, entries: readonly (readonly [key: string, value: string])[], indent: string) => string;
  /** @throws Unnamed where there is no name for it */
  scalar: (value: Json, type: string) => string;
  step: string;
}

/**
 * A value as a program has it.
 *
 * @param unknown - takes the places that the SDK does not have
 */
export function written(
  models: SdkModels,
  writer: Writer,
  value: Json,
  type: string,
  unknown: string[],
  at = '',
  indent = '',
): string {
  const deeper = indent + writer.step;
  const model = writer.model(type);
  if (model !== undefined && isObject(value)) {
    const fields = Object.entries(value).flatMap(([wire, each]): [string, string][] => {
      const [name, own] = models.types[model]?.[wire] ?? [];
      const place = at === '' ? wire : `${at}.${wire}`;
      try {
        if (name !== undefined && own !== undefined)
          return [[name, written(models, writer, each, own, unknown, place, deeper)]];
      } catch (error) {
        if (!(error instanceof Unnamed)) throw error;
      }
      unknown.push(place);
      return [];
    });
    return writer.object(type, fields, indent);
  }
  if (Array.isArray(value)) {
    const own = writer.element(type);
    const elements = value.map((each) => written(models, writer, each, own, unknown, at, deeper));
    return writer.list(type, elements, indent);
  }
  const entry = writer.entry(type);
  if (entry !== undefined && isObject(value)) {
    const entries = Object.entries(value).map(([key, each]) => {
      const own = written(models, writer, each, entry, unknown, `${at}.${key}`, deeper);
      return [quoted(key), own] as const;
    });
    return writer.map(type, entries, indent);
  }
  return writer.scalar(value, type);
}

/** The constant of a value, whose case may differ. @throws Unnamed where there is none */
export function constantOf(constants: Readonly<Record<string, string>>, value: Json): string {
  const text = String(value);
  const [, constant] =
    Object.entries(constants).find(([each]) => each === text) ??
    Object.entries(constants).find(([each]) => each.toLowerCase() === text.toLowerCase()) ??
    [];
  if (constant === undefined) throw new Unnamed();
  return constant;
}

/** A text as these languages have it, which all read JSON's. */
export function quoted(value: Json): string {
  return JSON.stringify(String(value));
}

/** What the first line of a program says of fields that the SDK does not have. */
export function remarkOf(mark: string, unknown: readonly string[]): string {
  const places = [...new Set(unknown)].map((place) => place.replace(/^body\./, ''));
  return places.length > 0 ? `${mark} The SDK does not have: ${places.join(', ')}\n` : '';
}
