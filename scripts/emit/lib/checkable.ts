// Rewrites the schemas of an edition for Ajv: they accept and reject the same, but what Ajv then says is what a person would.
//
// - `oneOf` makes Ajv report what is wrong with every alternative. Here, the alternative that is meant is chosen first, by
//   the fields that distinguish alternatives (`member_type`, `service_type`, `protocol`, ...), and only that one is checked.
// - `unevaluatedProperties: false` makes Ajv report each field of an alternative that failed. Here, `propertyNames` reports
//   the unknown ones beside it, so that the other reports can be dropped wherever something better is known.
// - A file is a string to JSON Schema. Here, it is an object that has bytes.
// - What checks nothing (prose, examples, extensions) is left out, and a keyword that the validator has no words for is a
//   mistake in the contract.

import { brokenWhen } from '@apig-spec/model/cel';
import { isFile } from '@apig-spec/model/forms';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { canonical, isObject, listOf, objectOf, pointerOf, resolve } from '@apig-spec/model/json';
import { viewOf } from '@apig-spec/model/schema';
import { Failure } from '@apig-spec/repository/failure';
import { Name } from 'ajv/dist/2020.js';

/** Keywords that Ajv checks as they are, each of which the validator has words for. */
const checked = new Set([
  '$ref',
  'type',
  'enum',
  'const',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'pattern',
  'minItems',
  'maxItems',
  'required',
]);
/** Keywords that check nothing. Formats do not: the documents' own examples break those that they name. */
export const silent = new Set([
  'title',
  'description',
  'default',
  'deprecated',
  'example',
  'examples',
  'format',
  'contentMediaType',
  'x-displayName',
  'x-ignores',
  'x-provenance',
  'x-enum-varnames',
  'x-enum-descriptions',
  'x-sent-back',
]);

/** What `checkable` reads: an edition, and the file that mistakes are reported of. */
export interface Source {
  document: JsonObject;
  file: string;
}

/**
 * The schema for Ajv.
 *
 * @param at - where the schema stands in the edition, for the report
 * @throws {@link Failure} for keywords without words, and for alternatives that nothing distinguishes
 */
export function checkable(schema: Json, source: Source, at: (string | number)[]): Json {
  if (!isObject(schema)) return schema;
  if (isFile(schema)) return { 'x-file': true };
  const result: JsonObject = {};
  const all: Json[] = [];
  const inner = (part: Json, ...steps: (string | number)[]) => checkable(part, source, [...at, ...steps]);

  for (const [keyword, value] of Object.entries(schema)) {
    if (checked.has(keyword)) {
      result[keyword] = value;
    } else if (keyword === 'x-validations') {
      for (const [index, rule] of listOf(value).entries())
        checkRule(rule as unknown as Validation, source, [...at, keyword, index]);
      result[keyword] = value;
    } else if (keyword === 'properties') {
      result[keyword] = Object.fromEntries(
        Object.entries(objectOf(value)).map(([name, property]) => [name, inner(property, keyword, name)]),
      );
    } else if (keyword === 'items' || (keyword === 'additionalProperties' && isObject(value))) {
      result[keyword] = inner(value, keyword);
    } else if (keyword === 'propertyNames') {
      // A key that the map does not list is reported as an unknown field.
      result[keyword] = { enum: listOf(objectOf(resolve(source.document, value))['enum']) };
    } else if (keyword === 'anyOf') {
      result[keyword] = listOf(value).map((part, index) => inner(part, keyword, index));
    } else if (keyword === 'allOf') {
      all.push(...listOf(value).map((part, index) => inner(part, keyword, index)));
    } else if (keyword === 'oneOf') {
      const alternatives = listOf(value).map((part, index) => ({
        part: inner(part, keyword, index),
        fields: fieldsOfAlternative(part, source.document),
      }));
      const objects = alternatives.filter(({ part }) => objectOf(part)['type'] !== 'null');
      const chosen = choice(objects, source, [...at, keyword]);
      all.push(objects.length === alternatives.length ? chosen : { if: { type: 'null' }, then: true, else: chosen });
    } else if (keyword === 'unevaluatedProperties' && value === false) {
      result[keyword] = false;
      // A forbidden field is known: it is reported as forbidden.
      result['propertyNames'] = { enum: [...viewOf({ document: source.document, schema }).names].sort() };
    } else if (!silent.has(keyword)) {
      throw new Failure({
        file: source.file,
        at: pointerOf([...at, keyword]),
        problem: `The validator has no words for \`${keyword}: ${JSON.stringify(value)}\`.`,
        fix: 'Use another keyword, or extend scripts/emit/lib/checkable.ts and packages/validator/src/messages.ts to support it.',
      });
    }
  }
  return all.length > 0 ? { ...result, allOf: all } : result;
}

/** An entry of `x-validations`. */
export interface Validation {
  /** CEL over `self`. */
  rule: string;
  message: string;
  /** The field to blame: `.time_interval` */
  fieldPath: string;
}

/** @throws {@link Failure} for a rule that cannot be compiled */
function checkRule({ rule }: Validation, { file }: Source, at: (string | number)[]): void {
  try {
    brokenWhen(rule, new Name('self'));
  } catch (error) {
    throw new Failure({
      file,
      at: pointerOf(at),
      problem: `\`${rule}\` cannot be compiled: ${(error as Error).message}`,
      fix: 'Use the constructs that scripts/model/cel.ts supports, or add support for this one.',
    });
  }
}

/** What an alternative admits in a field. */
interface Admitted {
  /** The values; `undefined` is any. */
  values: Json[] | undefined;
  /** Whether any value is one that is not empty. */
  filled: boolean;
  /** Whether the field may be left out. */
  absent: boolean;
}

interface Alternative {
  part: Json;
  /** By name, for the fields that the alternative says something of. */
  fields: Map<string, Admitted>;
}

function fieldsOfAlternative(schema: Json, document: JsonObject): Map<string, Admitted> {
  const { names, properties, required } = viewOf({ document, schema });
  return new Map(
    [...names].map((name) => {
      const { forbidden, values, bounds } = viewOf(...(properties.get(name) ?? []));
      const filled = (bounds.get('minLength') ?? 0) > 0;
      return [name, { values: forbidden ? [] : values, filled, absent: !required.has(name) }];
    }),
  );
}

/** A chain of `if`: the group of alternatives that the field points to, and within it by the next field. */
function choice(alternatives: Alternative[], source: Source, at: (string | number)[]): Json {
  const [first] = alternatives;
  if (first && alternatives.length === 1) return first.part;

  // Whole, not by one field: what lacks a field of the others is not meant to be empty.
  const empty = alternatives.find(isEmpty);
  const others = alternatives.filter((alternative) => alternative !== empty);
  if (empty && others.every((other) => areDistinct(empty, other)))
    return { if: leftEmpty(empty, others, source, at), then: empty.part, else: choice(others, source, at) };

  const told = [...(first?.fields.keys() ?? [])]
    .map((name) => ({ name, groups: groupsBy(name, alternatives) }))
    .find(({ groups }) => groups !== undefined && groups.length > 1);
  if (!told?.groups) {
    throw new Failure({
      file: source.file,
      at: pointerOf(at),
      problem: 'Nothing distinguishes these alternatives: no field has other values in each.',
      fix: 'Give each alternative its own `const` or `enum` in one field, or forbid a field (`false`) that the other requires.',
    });
  }
  const { name, groups } = told;
  // What comes here has a value that no group admits, or lacks the field where every group requires it: it always fails.
  const values = groups.flatMap(({ admitted }) => admitted.values ?? []);
  const none: JsonObject = {
    ...(groups.some(({ admitted }) => admitted.absent) ? {} : { required: [name] }),
    ...(groups.some(({ admitted }) => admitted.values === undefined)
      ? {}
      : { properties: { [name]: { enum: values } } }),
  };
  return groups.reduceRight<Json>((otherwise, { admitted, members }) => {
    const chosen = choice(members, source, at);
    return { if: admits(name, admitted), then: meant(name, admitted, members, chosen), else: otherwise };
  }, none);
}

/**
 * Whether an alternative is an object that is not set: several fields, each of which may be left out or empty, and some of
 * which can be nothing else.
 */
function isEmpty({ fields }: Alternative): boolean {
  const all = [...fields.values()];
  const mayBeUnset = all.every(({ values = [''], absent }) => absent && values.some(isUnset));
  return all.length > 1 && mayBeUnset && all.some(({ values }) => values?.every(isUnset));
}

/**
 * Holds where nothing is set that an alternative knows. Fields that none knows do not count: they would make another
 * alternative be meant, and what is said be of that.
 */
function leftEmpty(empty: Alternative, others: Alternative[], source: Source, at: (string | number)[]): Json {
  const { propertyNames: _, unevaluatedProperties: __, ...open } = objectOf(resolve(source.document, empty.part));
  const elsewhere = others.flatMap(({ fields }) => [...fields.keys()]).filter((name) => !empty.fields.has(name));
  const forbidden = { properties: Object.fromEntries(elsewhere.map((name) => [name, false])) };
  return { allOf: [checkable(open, source, at), ...(elsewhere.length > 0 ? [forbidden] : [])] };
}

function isUnset(value: Json): boolean {
  return value === '';
}

function areDistinct(one: Alternative, other: Alternative): boolean {
  return [...one.fields].some(([name, field]) => !overlap(field, other.fields.get(name) ?? anything));
}

const anything: Admitted = { values: undefined, filled: false, absent: true };

/** The alternatives, grouped by what they admit in a field; `undefined` where groups overlap. */
function groupsBy(
  name: string,
  alternatives: Alternative[],
): { admitted: Admitted; members: Alternative[] }[] | undefined {
  const groups = new Map<string, { admitted: Admitted; members: Alternative[] }>();
  for (const alternative of alternatives) {
    const admitted = alternative.fields.get(name) ?? anything;
    const key = canonical({ values: admitted.values ?? null, absent: admitted.absent });
    const group = groups.get(key) ?? { admitted, members: [] };
    group.members.push(alternative);
    groups.set(key, group);
  }
  // A group of any values comes last: it would take those of the others.
  const all = [...groups.values()].sort((one, other) => anyLast(one.admitted) - anyLast(other.admitted));
  const disjoint = all.every((one, index) =>
    all.slice(index + 1).every((other) => !overlap(one.admitted, other.admitted)),
  );
  return disjoint ? all : undefined;
}

function anyLast({ values }: Admitted): number {
  return values === undefined ? 1 : 0;
}

function overlap(one: Admitted, other: Admitted): boolean {
  if (one.absent && other.absent) return true;
  if (one.values === undefined)
    return other.values === undefined || other.values.some((value) => value !== '' || !one.filled);
  if (other.values === undefined) return overlap(other, one);
  return one.values.some((value) => other.values?.includes(value));
}

function admits(name: string, { values, absent }: Admitted): JsonObject {
  return {
    ...(absent ? {} : { required: [name] }),
    properties: { [name]: values === undefined ? true : values.length === 0 ? false : { enum: values } },
  };
}

/**
 * An alternative that is chosen only because the field is absent or empty is not what is meant when nothing of it is there either:
 * a workload with no `app_name` and no label lacks the name.
 */
function meant(name: string, { values, absent }: Admitted, members: Alternative[], chosen: Json): Json {
  const [only] = members;
  if (!absent || !values?.every(isUnset) || members.length !== 1 || !only) return chosen;
  const needed = [...only.fields].filter(([, field]) => !field.absent).map(([field]) => field);
  if (needed.length === 0) return chosen;
  const filled = {
    required: [name],
    ...(values.length > 0 && { properties: { [name]: { type: 'string', minLength: 1 } } }),
  };
  return { if: { anyOf: needed.map((field) => ({ required: [field] })) }, then: chosen, else: filled };
}
