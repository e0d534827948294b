// A body as a tree of fields, each said once, with what holds always and what one alternative adds.
import type { Json, JsonObject } from '@apig-spec/model/json';
import { canonical, isObject, listOf, objectOf, refName } from '@apig-spec/model/json';
import type { Choice, Option } from './choices.ts';
import { choiceOf, nameOf } from './choices.ts';
import type { Facts } from './facts.ts';
import { beyond, common, factsOf, holdsFields, merged, resolved } from './facts.ts';

/** A rule that JSON Schema cannot say, in words. */
export interface Rule {
  message: string;
  /** The same as a CEL expression. */
  rule: string;
}

/** What alternatives add to a field. */
export interface Case {
  alternatives: string[];
  facts: Facts;
  required: boolean;
  forbidden: boolean;
}

export interface FieldNode {
  name: string;
  /** As in provenance.json: `createVpcChannel/request/members/0/host`. */
  place: string;
  required: boolean;
  facts: Facts;
  cases: Case[];
  rules: Rule[];
  /** Schemas of its own that describe what it holds, or each of its elements. */
  schemas: string[];
  /** What it holds, or what each of its elements holds. */
  inner: ObjectNode | undefined;
}

export interface ObjectNode {
  choices: Choice[];
  fields: FieldNode[];
  /** Rules that blame no field of the object. */
  rules: Rule[];
  /** Fields that it does not know are refused. */
  closed: boolean;
}

/** A schema that describes an object: always, or as the alternative `when`. */
interface Use {
  schema: Json;
  when: string | undefined;
}

interface Part {
  schema: JsonObject;
  when: string | undefined;
}

/** The tree of a body. @param place - of the body: `createVpcChannel/request` */
export function treeOf(document: JsonObject, schema: Json, place: string): ObjectNode {
  return objectOfUses(document, [{ schema, when: undefined }], place);
}

/** Whether a tree of a field has other fields below it. */
export function hasFields(node: ObjectNode | undefined): node is ObjectNode {
  return node !== undefined && node.fields.length > 0;
}

function objectOfUses(document: JsonObject, uses: readonly Use[], place: string): ObjectNode {
  const { parts, choices, names } = expanded(document, uses);
  const rules = parts.flatMap(({ schema }) => listOf(schema['x-validations']).filter(isObject));
  const fields = [...names].flatMap((name) => {
    const blaming = rules.filter((rule) => blamed(rule) === name);
    return fieldOf(document, parts, choices, name, `${place}/${name}`, blaming.map(ruleOf));
  });
  return {
    choices,
    fields,
    rules: rules.filter((rule) => !fields.some(({ name }) => blamed(rule) === name)).map(ruleOf),
    closed: parts.some(({ schema, when }) => !when && schema['unevaluatedProperties'] === false),
  };
}

/**
 * All schemas that describe an object, each with its alternative, and the choices among them. A schema's own words come
 * before those of what it is composed of; of the fields' names, those that it takes from its base come first.
 */
function expanded(
  document: JsonObject,
  uses: readonly Use[],
): { parts: Part[]; choices: Choice[]; names: ReadonlySet<string> } {
  const parts: Part[] = [];
  const names = new Set<string>();
  const choices: Choice[] = [];
  const expand = (value: Json, when: string | undefined): void => {
    const schema = resolved(document, value);
    parts.push({ schema, when });
    for (const part of listOf(schema['allOf'])) expand(part, when);
    for (const kind of ['oneOf', 'anyOf'] as const) {
      const options = listOf(schema[kind]).filter((option) => holdsFields(document, option));
      if (options.length === 0) continue;
      choices.push(
        choiceOf(
          document,
          kind,
          options.map((option) => ({ schema: option })),
        ),
      );
      for (const [index, option] of options.entries()) {
        expand(option, [when, nameOf(option, index)].filter(Boolean).join(' · '));
      }
    }
    for (const name of Object.keys(objectOf(schema['properties']))) names.add(name);
  };

  const always = distinct(uses.filter(({ when }) => when === undefined));
  const sometimes = distinct(uses.filter(({ when }) => when !== undefined)).filter(
    ({ schema }) => !always.some((each) => canonical(each.schema) === canonical(schema)),
  );
  for (const { schema } of always) expand(schema, undefined);
  // What every alternative describes in the same words holds always.
  if (always.length === 0 && sometimes.length === 1) expand(sometimes[0]?.schema ?? {}, undefined);
  else if (sometimes.length > 0) {
    choices.push(choiceOf(document, 'kinds', sometimes));
    for (const [index, { schema }] of sometimes.entries()) expand(schema, nameOf(schema, index));
  }
  return { parts, choices, names };
}

/** Each schema once, with all alternatives that use it. */
function distinct(uses: readonly Use[]): Option[] {
  const bySchema = new Map<string, Option & { under: string[] }>();
  for (const { schema, when } of uses) {
    const option = bySchema.get(canonical(schema)) ?? { schema, under: [] };
    if (when) option.under.push(when);
    bySchema.set(canonical(schema), option);
  }
  return [...bySchema.values()];
}

function fieldOf(
  document: JsonObject,
  parts: readonly Part[],
  choices: readonly Choice[],
  name: string,
  place: string,
  rules: Rule[],
): FieldNode[] {
  const declared = parts.flatMap(({ schema, when }): Use[] => {
    const property = objectOf(schema['properties'])[name];
    return property === undefined ? [] : [{ schema: property, when }];
  });
  const uses = declared.filter(({ schema }) => schema !== false);
  if (uses.length === 0) return [];

  const demanding = parts.filter(({ schema }) => listOf(schema['required']).includes(name));
  const demandedBy = new Set(demanding.flatMap(({ when }) => when ?? []));
  const required =
    demanding.some(({ when }) => when === undefined) ||
    choices.some(({ alternatives }) => alternatives.every((each) => demandedBy.has(each.name)));

  const always = uses.filter(({ when }) => when === undefined).map(({ schema }) => factsOf(document, schema));
  const byAlternative = new Map<string, Facts>();
  for (const { schema, when } of uses) {
    if (when) byAlternative.set(when, merged([byAlternative.get(when) ?? {}, factsOf(document, schema)]));
  }
  const facts = always.length > 0 ? merged(always) : common([...byAlternative.values()]);
  const forbiddenBy = declared.filter(({ schema }) => schema === false).flatMap(({ when }) => when ?? []);

  const each = [...new Set([...byAlternative.keys(), ...forbiddenBy, ...demandedBy])].map(
    (alternative): Case => ({
      alternatives: [alternative],
      facts: beyond(facts, byAlternative.get(alternative) ?? {}),
      required: !required && demandedBy.has(alternative),
      forbidden: forbiddenBy.includes(alternative),
    }),
  );
  return [
    {
      name,
      place,
      required,
      facts,
      cases: grouped(each),
      rules,
      schemas: schemasOf(document, uses),
      inner: innerOf(document, uses, place),
    },
  ];
}

/** The schemas by whose names uses describe an object or the elements of a list. */
function schemasOf(document: JsonObject, uses: readonly Use[]): string[] {
  const described = uses.flatMap(({ schema }) => [schema, resolved(document, schema)['items'] ?? null]);
  const references = described.filter((schema) => holdsFields(document, schema)).map((each) => objectOf(each)['$ref']);
  return [...new Set(references.flatMap((reference) => (reference ? refName(String(reference)) : [])))];
}

/** What a field's object, or each element of its list, holds. */
function innerOf(document: JsonObject, uses: readonly Use[], place: string): ObjectNode | undefined {
  const objects = uses.filter(({ schema }) => holdsFields(document, schema));
  if (objects.length > 0) return objectOfUses(document, objects, place);
  const elements = uses.flatMap(({ schema, when }): Use[] => {
    const items = resolved(document, schema)['items'];
    return items !== undefined && holdsFields(document, items) ? [{ schema: items, when }] : [];
  });
  return elements.length > 0 ? objectOfUses(document, elements, `${place}/0`) : undefined;
}

/** Cases that say something; those that say the same, together. */
function grouped(cases: readonly Case[]): Case[] {
  const bySaying = new Map<string, Case>();
  for (const { alternatives, ...saying } of cases) {
    if (!saying.required && !saying.forbidden && Object.keys(saying.facts).length === 0) continue;
    const key = canonical(saying as unknown as Json);
    const known = bySaying.get(key);
    if (known) known.alternatives.push(...alternatives);
    else bySaying.set(key, { alternatives, ...saying });
  }
  return [...bySaying.values()];
}

/** The field of the object that a rule blames. */
function blamed(rule: JsonObject): string | undefined {
  return /^\.?([^.[]+)/.exec(String(rule['fieldPath'] ?? ''))?.[1];
}

function ruleOf(rule: JsonObject): Rule {
  return { message: String(rule['message']), rule: String(rule['rule']) };
}
