// The identity of a schema: what it says to validators and to generators, references followed, prose left out. Schemas of
// one identity accept the same values, in whichever edition and language they stand, so that each is compared once.
import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '../json.ts';
import { canonical, isObject, listOf, objectOf, resolve } from '../json.ts';
import { perDocument } from '../per-document.ts';
import type { Part } from '../schema.ts';

/** Keywords for people. Titles are kept: alternatives are named by them. */
const prose = new Set(['description', 'summary', 'example', 'examples', 'externalDocs', '$comment']);
/** Extensions that are compared; the others are notes. */
const extensions = new Set(['x-validations', 'x-enum-varnames']);
/** Keywords whose keys are names, not keywords. */
const named = new Set(['properties', 'patternProperties', 'dependentSchemas', '$defs']);
/** Keywords whose values are data, not schemas. */
const data = new Set(['enum', 'const', 'default', 'required', 'dependentRequired', 'discriminator', 'x-enum-varnames']);

/** A schema without what nobody validates or generates code from. */
export function wireOf(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(wireOf);
  if (!isObject(schema)) return schema;
  const kept = Object.entries(schema).filter(
    ([key]) => !prose.has(key) && (!key.startsWith('x-') || extensions.has(key)),
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, wireOfKeyword(key, value)]));
}

function wireOfKeyword(key: string, value: Json): Json {
  if (data.has(key)) return value;
  if (key === 'x-validations') return listOf(value).map((each) => objectOf(each)['rule'] ?? null);
  if (!named.has(key)) return wireOf(value);
  return Object.fromEntries(Object.entries(objectOf(value)).map(([name, each]) => [name, wireOf(each)]));
}

interface Known {
  schemas: WeakMap<JsonObject, string>;
  /** For each reference what its shape is. */
  shapes: Map<string, string>;
  /** For each reference what it leads to, and what that leads to in turn. */
  references: Map<string, string>;
  texts: Map<string, string>;
}

/** The identity of parts that must all hold. */
export function identityOf(parts: readonly Part[]): string {
  return parts.map(({ document, schema }) => schemaIdentity(document, schema)).join('+');
}

function schemaIdentity(document: JsonObject, schema: Json): string {
  if (!isObject(schema)) return String(schema);
  const known = knownOf(document);
  const identity = known.schemas.get(schema) ?? hash(withReferences(document, known, canonical(wireOf(schema))));
  known.schemas.set(schema, identity);
  return identity;
}

const knownOf = perDocument((): Known => {
  return { schemas: new WeakMap(), shapes: new Map(), references: new Map(), texts: new Map() };
});

/**
 * The shape of parts that must all hold: their identity without the names of what they refer to. Schemas of one shape accept
 * the same values.
 */
export function shapeOf(parts: readonly Part[]): string {
  return parts
    .map(({ document, schema }) => {
      const [text] = withShapes(document, knownOf(document), canonical(wireOf(schema)), []);
      return hash(text);
    })
    .join('+');
}

/** @returns a text with shapes for references, and the outermost of the references around that it leads back to */
function withShapes(document: JsonObject, known: Known, text: string, around: readonly string[]): [string, number] {
  let outermost = Number.POSITIVE_INFINITY;
  const shaped = text.replaceAll(/"\$ref":"([^"]*)"/g, (_, reference: string) => {
    const [shape, reached] = referenceShape(document, known, reference, around);
    outermost = Math.min(outermost, reached);
    return `"$ref":"${shape}"`;
  });
  return [shaped, outermost];
}

function referenceShape(
  document: JsonObject,
  known: Known,
  reference: string,
  around: readonly string[],
): [string, number] {
  const shape = known.shapes.get(reference);
  if (shape !== undefined) return [shape, Number.POSITIVE_INFINITY];
  // One that leads back is told by how far.
  const index = around.indexOf(reference);
  if (index >= 0) return [`${around.length - index} up`, index];
  const [text, outermost] = withShapes(document, known, textOf(document, known, reference), [...around, reference]);
  const made = hash(text);
  if (outermost < around.length) return [made, outermost];
  known.shapes.set(reference, made);
  return [made, Number.POSITIVE_INFINITY];
}

function withReferences(document: JsonObject, known: Known, text: string): string {
  const led = referencesIn(text).map((reference) => {
    const identity = known.references.get(reference) ?? hash(reachedFrom(document, known, reference));
    known.references.set(reference, identity);
    return identity;
  });
  return [text, ...led].join('\n');
}

/** The texts of all schemas that a reference leads to. */
function reachedFrom(document: JsonObject, known: Known, start: string): string {
  const reached = new Set([start]);
  // A set grows while it is walked: each reference that turns up has its turn.
  for (const reference of reached)
    for (const next of referencesIn(textOf(document, known, reference))) reached.add(next);
  return [...reached]
    .sort()
    .map((reference) => `${reference} ${textOf(document, known, reference)}`)
    .join('\n');
}

function textOf(document: JsonObject, known: Known, reference: string): string {
  const text = known.texts.get(reference) ?? canonical(wireOf(resolve(document, { $ref: reference }) ?? null));
  known.texts.set(reference, text);
  return text;
}

function referencesIn(text: string): string[] {
  return [...text.matchAll(/"\$ref":"([^"]*)"/g)].map(([, reference = '']) => reference);
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
