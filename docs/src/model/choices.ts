// Alternatives of an object: which there are, what selects each, and what each requires or forbids.

import type { Json, JsonObject } from '@apig-spec/model/json';
import { canonical, listOf, objectOf, refName } from '@apig-spec/model/json';
import { partsOf } from '@apig-spec/model/schema';
import { factsOf, resolved } from './facts.ts';

export interface Alternative {
  /** The schema's name, or its number where it has none. */
  name: string;
  description: string | undefined;
  /** Fields whose values tell this alternative from the others. */
  selectors: { field: string; values: Json[]; required: boolean }[];
  /** Fields that it makes mandatory and another does not. */
  requires: string[];
  forbids: string[];
  /** Alternatives of the object around it that it belongs to. */
  under: string[];
}

export interface Choice {
  /** `kinds`: the fields around the object decide which of these it is. */
  kind: 'oneOf' | 'anyOf' | 'kinds';
  alternatives: Alternative[];
}

/** What is offered for a choice: a schema, and the outer alternatives that offer it. */
export interface Option {
  schema: Json;
  under?: string[];
}

/** The name by which an option is called. */
export function nameOf(schema: Json, index: number): string {
  const ref = objectOf(schema)['$ref'];
  return typeof ref === 'string' ? refName(ref) : String(index + 1);
}

/** Describes a choice between options. */
export function choiceOf(document: JsonObject, kind: Choice['kind'], options: readonly Option[]): Choice {
  const parts = options.map(({ schema }) => partsOf(document, resolved(document, schema)));
  const properties = parts.map((each) =>
    Object.assign({}, ...each.map((part) => objectOf(part['properties']))),
  ) as JsonObject[];
  const required = parts.map((each) => new Set(each.flatMap((part) => listOf(part['required']).map(String))));
  const told = unionOf(properties.map(Object.keys)).filter(
    (name) => new Set(properties.map((each) => canonical(each[name] ?? null))).size > 1,
  );
  return {
    kind,
    alternatives: options.map(({ schema, under }, index): Alternative => {
      const own = properties[index] ?? {};
      const mandatory = required[index] ?? new Set();
      const selectors = told.flatMap((field) => {
        const { values } = factsOf(document, own[field]);
        return values ? [{ field, values, required: mandatory.has(field) }] : [];
      });
      const description = resolved(document, schema)['description'];
      return {
        name: nameOf(schema, index),
        description: typeof description === 'string' ? description : undefined,
        selectors,
        requires: [...mandatory].filter(
          (name) => !required.every((each) => each.has(name)) && !selectors.some(({ field }) => field === name),
        ),
        forbids: Object.keys(own).filter((name) => own[name] === false),
        under: under ?? [],
      };
    }),
  };
}

function unionOf(lists: readonly string[][]): string[] {
  return [...new Set(lists.flat())];
}
