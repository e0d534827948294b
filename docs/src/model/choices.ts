// Alternatives of an object: which there are, what selects each, and what each requires or forbids.
import type { Json } from '@apig-spec/model/json';
import { canonical, objectOf, refName, resolve } from '@apig-spec/model/json';
import type { Part } from '@apig-spec/model/schema';
import { viewOf } from '@apig-spec/model/schema';

export interface Alternative {
  /** The schema's name, or its number where it has none. */
  name: string;
  /** What people call it. */
  title: string | undefined;
  description: string | undefined;
  /** Fields whose values tell this alternative from the others. */
  selectors: { field: string; values: Json[]; required: boolean }[];
  /** Fields that it makes required and another does not. */
  requires: string[];
  forbids: string[];
  /** Alternatives of the object around it that it belongs to. */
  under: string[];
}

export interface Choice {
  /** `kinds`: the fields around the object decide which of these it is. */
  kind: 'oneOf' | 'anyOf' | 'kinds';
  /** The alternative that the choice is a part of. */
  within: string | undefined;
  alternatives: Alternative[];
}

/** What is offered for a choice: a schema, and the outer alternatives that offer it. */
export interface Option {
  part: Part;
  under?: string[];
}

/** The name by which an option is called. */
export function nameOf({ schema }: Part, index: number): string {
  const ref = objectOf(schema)['$ref'];
  return typeof ref === 'string' ? refName(ref) : String(index + 1);
}

/** What people call an option, as its own schema says. */
function titleOf({ document, schema }: Part): string | undefined {
  const title = objectOf(resolve(document, schema))['x-displayName'];
  return typeof title === 'string' ? title : undefined;
}

/** Describes a choice between options. @param within - the alternative that offers it */
export function choiceOf(kind: Choice['kind'], options: readonly Option[], within?: string): Choice {
  const views = options.map(({ part }) => viewOf(part));
  const names = new Set(
    views.flatMap(({ schemas }) => schemas.flatMap((schema) => Object.keys(objectOf(schema['properties'])))),
  );
  const said = (name: string) =>
    views.map(({ properties }) => canonical((properties.get(name) ?? []).map(({ schema }) => schema)));
  const distinguishing = [...names].filter((name) => new Set(said(name)).size > 1);
  return {
    kind,
    within,
    alternatives: views.map(({ properties, required, notes }, index): Alternative => {
      const selectors = distinguishing.flatMap((field) => {
        const parts = properties.get(field);
        const values = parts && viewOf(...parts).values;
        return values ? [{ field, values: [...values], required: required.has(field) }] : [];
      });
      const { part, under = [] } = options[index] as Option;
      return {
        name: nameOf(part, index),
        title: titleOf(part),
        description: typeof notes['description'] === 'string' ? notes['description'] : undefined,
        selectors,
        requires: [...required].filter(
          (name) => !views.every((each) => each.required.has(name)) && !selectors.some(({ field }) => field === name),
        ),
        forbids: [...properties].filter(([, parts]) => viewOf(...parts).forbidden).map(([name]) => name),
        under,
      };
    }),
  };
}

/** An alternative's name where an object has several choices: preceded by the alternative that offers it. */
export function fullName({ within }: Pick<Choice, 'within'>, name: string): string {
  return within === undefined ? name : `${within} · ${name}`;
}
