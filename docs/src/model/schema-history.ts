// How a schema was in older revisions: what its own fields differ in, and which schemas within it differ too.
import type { Json, JsonObject } from '@apig-spec/model/json';
import { canonical } from '@apig-spec/model/json';
import { factsOf } from './facts.ts';
import { wireOf } from './history.ts';
import type { FieldNode } from './tree.ts';
import { treeOf } from './tree.ts';

/** A field in one revision and in another. */
export interface SchemaDifference {
  /** Below the schema: `members.host`; empty for the schema itself. */
  id: string;
  older: FieldNode | undefined;
  newer: FieldNode | undefined;
}

export interface SchemaDifferences {
  own: SchemaDifference[];
  /** Schemas that its fields hold, and that differ themselves. */
  within: string[];
}

/** A schema as a field, so that it is compared and told as one. */
export function schemaNode(document: JsonObject, name: string, schema: JsonObject, place: string): FieldNode {
  const inner = treeOf(document, schema, place);
  const { rules } = inner;
  return {
    name,
    place,
    required: false,
    facts: factsOf(document, schema),
    declaredBy: [],
    cases: [],
    rules,
    schemas: [],
    inner,
  };
}

/** What a schema was otherwise in. @param older - of the same place as `newer` */
export function schemaDifferences(older: FieldNode, newer: FieldNode): SchemaDifferences {
  const [before, after] = [partsOf(older), partsOf(newer)];
  const ids = [...new Set([...after.keys(), ...before.keys()])];
  const pairs = ids.map((id) => ({ id, older: before.get(id), newer: after.get(id) }));
  const own = pairs.filter(({ older, newer }) => !older || !newer || wireOf(older) !== wireOf(newer));
  const within = pairs.flatMap(({ older, newer }) =>
    older && newer && newer.schemas.length > 0 && wholeOf(older) !== wholeOf(newer) ? newer.schemas : [],
  );
  return { own, within: [...new Set(within)] };
}

/** The schema, its fields, and the fields within them that no other schema describes, by id. */
function partsOf(schema: FieldNode): Map<string, FieldNode> {
  const parts = new Map([['', schema]]);
  const add = (fields: readonly FieldNode[], before: string): void => {
    for (const field of fields) {
      parts.set(`${before}${field.name}`, field);
      if (field.schemas.length === 0) add(field.inner?.fields ?? [], `${before}${field.name}.`);
    }
  };
  add(schema.inner?.fields ?? [], '');
  return parts;
}

/** All that is within a field, as one line to compare by. */
function wholeOf({ inner }: FieldNode): string {
  const lines = inner?.fields.map((field) => [field.name, wireOf(field), wholeOf(field)]) ?? [];
  return canonical([lines, inner?.rules.map(({ rule }) => rule) ?? []] as Json);
}
