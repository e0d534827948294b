// A body as a tree of fields, each said once, with what holds always and what one alternative adds.
import type { Json, JsonObject } from '@apig-spec/model/json';
import { canonical, listOf, objectOf, refName, resolve } from '@apig-spec/model/json';
import type { Part, View } from '@apig-spec/model/schema';
import { viewOf } from '@apig-spec/model/schema';
import type { Choice, Option } from './choices.ts';
import { choiceOf, nameOf } from './choices.ts';
import type { Facts } from './facts.ts';
import { beyond, common, declaresFields, factsOfParts } from './facts.ts';

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
  /** Accepted, and not used. */
  ignored: boolean;
}

export interface FieldNode {
  name: string;
  /** As in provenance.json: `createVpcChannel/request/members/0/host`. */
  place: string;
  required: boolean;
  facts: Facts;
  /** The alternatives that alone declare it; none where it is there whichever holds. */
  declaredBy: string[];
  cases: Case[];
  rules: Rule[];
  /** Schemas of its own that describe what it holds, or each of its elements. */
  schemas: string[];
  /** What it holds, or what each of its elements holds. */
  inner: ObjectNode | undefined;
}

export interface ObjectNode {
  /** As of a field; of a list's elements `…/members/0`. */
  place: string;
  choices: Choice[];
  fields: FieldNode[];
  /** Rules that blame no field of the object. */
  rules: Rule[];
  /** Fields that it does not know are rejected. */
  closed: boolean;
}

/** A schema that describes a field or an object: always, or as the alternative `when`. */
interface Use {
  part: Part;
  when: string | undefined;
}

/** What a schema says of an object: always, or as the alternative `when`. */
interface Said {
  view: View;
  when: string | undefined;
}

/** The tree of a body. @param place - of the body: `createVpcChannel/request` */
export function treeOf(document: JsonObject, schema: Json, place: string): ObjectNode {
  return objectOfUses([{ part: { document, schema }, when: undefined }], place, []);
}

/** Whether a tree of a field has other fields below it. */
export function hasFields(node: ObjectNode | undefined): node is ObjectNode {
  return node !== undefined && node.fields.length > 0;
}

/** @param around - the schemas of the objects around: one that holds itself is shown once */
function objectOfUses(uses: readonly Use[], place: string, around: readonly JsonObject[]): ObjectNode {
  const within = [...around, ...uses.map(({ part }) => schemaOf(part))];
  const values = valuesOf(uses);
  if (values.length > 0) return objectOfUses(values, `${place}/{key}`, within);
  const { said, choices, names } = expanded(uses);
  const rules = said.flatMap(({ view }) => view.rules);
  const fields = [...names].flatMap((name) => {
    const blaming = rules.filter((rule) => blamed(rule) === name);
    return fieldOf(said, choices, name, { place: `${place}/${name}`, rules: blaming.map(ruleOf), within });
  });
  return {
    place,
    choices,
    fields,
    rules: rules.filter((rule) => !fields.some(({ name }) => blamed(rule) === name)).map(ruleOf),
    closed: said.some(({ view, when }) => !when && view.closed),
  };
}

/** What maps hold under any of their keys. */
function valuesOf(uses: readonly Use[]): Use[] {
  return uses.flatMap(({ part, when }) => viewOf(part).additional.map((value) => ({ part: value, when })));
}

/** What is said of an object, each with its alternative, and the choices among them. */
function expanded(uses: readonly Use[]): { said: Said[]; choices: Choice[]; names: ReadonlySet<string> } {
  const said: Said[] = [];
  const names = new Set<string>();
  const choices: Choice[] = [];
  const expand = (part: Part, when: string | undefined): void => {
    const view = viewOf(part);
    said.push({ view, when });
    for (const name of view.names) names.add(name);
    for (const { keyword, options } of view.alternatives) {
      const objects = options.filter(declaresFields);
      if (objects.length === 0) continue;
      choices.push(
        choiceOf(
          keyword,
          objects.map((option) => ({ part: option })),
          when,
        ),
      );
      for (const [index, option] of objects.entries()) {
        expand(option, [when, nameOf(option, index)].filter(Boolean).join(' · '));
      }
    }
  };

  const always = distinct(uses.filter(({ when }) => when === undefined));
  const sometimes = distinct(uses.filter(({ when }) => when !== undefined)).filter(
    ({ part }) => !always.some((each) => canonical(each.part.schema) === canonical(part.schema)),
  );
  for (const { part } of always) expand(part, undefined);
  // What every alternative describes in the same words holds always.
  const [only] = sometimes;
  if (only && always.length === 0 && sometimes.length === 1) expand(only.part, undefined);
  else if (sometimes.length > 0) {
    choices.push(choiceOf('kinds', sometimes));
    for (const [index, { part }] of sometimes.entries()) expand(part, nameOf(part, index));
  }
  return { said, choices, names };
}

/** Each schema once, with all alternatives that use it. */
function distinct(uses: readonly Use[]): Option[] {
  const bySchema = new Map<string, Option & { under: string[] }>();
  for (const { part, when } of uses) {
    const option = bySchema.get(canonical(part.schema)) ?? { part, under: [] };
    if (when) option.under.push(when);
    bySchema.set(canonical(part.schema), option);
  }
  return [...bySchema.values()];
}

function fieldOf(
  said: readonly Said[],
  choices: readonly Choice[],
  name: string,
  { place, rules, within }: { place: string; rules: Rule[]; within: readonly JsonObject[] },
): FieldNode[] {
  const declared = said.flatMap(({ view, when }): Use[] =>
    (view.properties.get(name) ?? []).map((part) => ({ part, when })),
  );
  const uses = declared.filter(({ part }) => part.schema !== false);
  if (uses.length === 0) return [];

  const requiring = said.filter(({ view }) => view.required.has(name));
  const requiredBy = new Set(requiring.flatMap(({ when }) => when ?? []));
  const required =
    requiring.some(({ when }) => when === undefined) ||
    choices.some(({ alternatives }) => alternatives.every((each) => requiredBy.has(each.name)));

  const always = uses.filter(({ when }) => when === undefined).map(({ part }) => part);
  const sometimes = Map.groupBy(
    uses.filter(({ when }) => when),
    ({ when = '' }) => when,
  );
  const byAlternative = new Map(
    [...sometimes].map(([alternative, each]) => [alternative, factsOfParts(each.map(({ part }) => part))]),
  );
  const facts = always.length > 0 ? factsOfParts(always) : common([...byAlternative.values()]);
  const forbiddenBy = declared.filter(({ part }) => part.schema === false).flatMap(({ when }) => when ?? []);

  const ignoring = said.filter(({ view }) => view.schemas.some((schema) => listOf(schema['x-ignores']).includes(name)));
  const ignoredBy = ignoring.flatMap(({ when }) => when ?? []);

  const each = [...new Set([...byAlternative.keys(), ...forbiddenBy, ...requiredBy, ...ignoredBy])].map(
    (alternative): Case => ({
      alternatives: [alternative],
      facts: beyond(facts, byAlternative.get(alternative) ?? {}),
      required: !required && requiredBy.has(alternative),
      forbidden: forbiddenBy.includes(alternative),
      ignored: ignoredBy.includes(alternative),
    }),
  );
  return [
    {
      name,
      place,
      required,
      facts,
      declaredBy: always.length > 0 ? [] : [...byAlternative.keys()],
      cases: grouped(each),
      rules,
      schemas: schemasOf(uses),
      inner: innerOf(uses, place, within),
    },
  ];
}

/** The schemas by whose names uses describe an object, the elements of a list or the values of a map. */
function schemasOf(uses: readonly Use[]): string[] {
  const described = uses
    .flatMap(({ part }) => [part, ...viewOf(part).items, ...viewOf(part).additional])
    .filter(declaresFields);
  const references = described.map(({ schema }) => objectOf(schema)['$ref']);
  return [...new Set(references.flatMap((reference) => (reference ? refName(String(reference)) : [])))];
}

/** What a field's object, or each element of its list, holds. */
function innerOf(uses: readonly Use[], place: string, within: readonly JsonObject[]): ObjectNode | undefined {
  const holds = ({ part }: Use) => declaresFields(part) && !within.includes(schemaOf(part));
  const objects = uses.filter(holds);
  if (objects.length > 0) return objectOfUses(objects, place, within);
  const elements = uses
    .flatMap(({ part, when }): Use[] => viewOf(part).items.map((item) => ({ part: item, when })))
    .filter(holds);
  return elements.length > 0 ? objectOfUses(elements, `${place}/0`, within) : undefined;
}

/** The schema that a part leads to. */
function schemaOf({ document, schema }: Part): JsonObject {
  return objectOf(resolve(document, schema));
}

/** Cases that say something; those that say the same, together. */
function grouped(cases: readonly Case[]): Case[] {
  const bySaying = new Map<string, Case>();
  for (const { alternatives, ...saying } of cases) {
    const says = saying.required || saying.forbidden || saying.ignored || Object.keys(saying.facts).length > 0;
    if (!says) continue;
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
