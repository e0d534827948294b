// What no document states of an edition is taken from its neighbours: a field that another edition's document states is the
// same here, unless a change on the way between them, or the Chinese overlay, has it among its sources.
import { join } from 'node:path';
import type { Edition } from '@apig-spec/model/editions';
import type { Field } from '@apig-spec/model/fields';
import { fieldsOf, placeOf } from '@apig-spec/model/fields';
import type { JsonObject } from '@apig-spec/model/json';
import { canonical, stepsOf } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import type { Ledger, StepInWords } from '@apig-spec/model/records';
import type { Mistakes } from '@apig-spec/repository/failure';
import { distDir } from '@apig-spec/repository/paths';
import { rowName } from './tables.ts';

/** Rows of the ledger that let editions differ. */
export interface Reasons {
  /** The changes between revisions, which have their sources. */
  steps: readonly StepInWords[];
  /** The sources of the Chinese overlay. */
  chinese: readonly string[];
  /** Rows that do not hold in their own edition: told already. */
  wrong: readonly string[];
}

const constraints = ['type', 'enum', 'const', 'format', 'pattern', 'minimum', 'maximum'].concat([
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'default',
  'deprecated',
]);

/** Adds a mistake for each field that is not as in the edition whose document states it, without a reason. */
export function checkDerived(
  documents: ReadonlyMap<Edition, JsonObject>,
  ledgers: readonly Ledger[],
  reasons: Reasons,
  mistakes: Mistakes,
): void {
  const [newest] = documents.values();
  const stated = statedBy(ledgers, subjectsOf(newest ?? {}));
  const sides = new Map(
    [...documents].map(([edition, document]) => {
      const fields = new Map(fieldsOf(document).map((field) => [placeOf(field), field]));
      return [edition.name, { edition, fields, objects: new Set([...fields.values()].map(objectOf)) }];
    }),
  );
  for (const { edition, fields, objects } of sides.values()) {
    for (const [place, rows] of stated.byPlace) {
      if (rows.some((row) => row.edition === edition.name)) continue;
      const stray = rows.find((row) => {
        if (reasons.wrong.includes(row.name)) return false;
        const other = sides.get(row.edition);
        const theirs = other?.fields.get(place);
        // An object that is not there is told once, by the field that it is.
        if (!other || !theirs || !objects.has(objectOf(theirs)) || wireOf(theirs) === wireOf(fields.get(place)))
          return false;
        return !reasonsBetween(other.edition, edition, reasons).some((name) => stated.keys.get(name) === row.key);
      });
      if (!stray) continue;
      const theirs = wireOf(sides.get(stray.edition)?.fields.get(place));
      mistakes.add({
        file: join(distDir, `${edition.name}.yaml`),
        at: place,
        problem: `${stray.name} states it for ${stray.edition}: ${theirs}. Here it is ${wireOf(fields.get(place))}.`,
        fix: 'Take the difference out, or add the row to the sources of the change that makes it.',
      });
    }
  }
}

/** What a field is on the wire: its constraints, whatever the schemas that say them. */
function wireOf(field: Field | undefined): string {
  if (!field) return 'not there';
  const said = field.schemas.flatMap((schema) => {
    const kept = Object.entries(schema).filter(([key]) => constraints.includes(key));
    return kept.length > 0 ? [canonical(Object.fromEntries(kept))] : [];
  });
  return [...new Set(said)].sort().join(' or ') + (field.requiredBy.length > 0 ? ', required' : '');
}

function objectOf(field: Field): string {
  return `${field.operation}/${field.status ?? field.in}${field.pointer}`;
}

/** The rows that may tell one edition from another. */
function reasonsBetween(one: Edition, other: Edition, { steps, chinese }: Reasons): string[] {
  const [from, to] = [one.revision, other.revision].sort();
  const between = steps.filter((step) => String(from) <= step.from && step.to <= String(to));
  const changes = between.flatMap((step) => step.changes.flatMap(({ sources }) => sources));
  return one.locale === other.locale ? changes : [...changes, ...chinese];
}

interface Stated {
  name: string;
  edition: string;
  key: string;
}

/**
 * All rows by the place of their field; and for each row the field that it is about, whatever the operation and the role:
 * `vpc-channels: members.host`.
 */
function statedBy(
  ledgers: readonly Ledger[],
  resources: ReadonlyMap<string, string>,
): { byPlace: Map<string, Stated[]>; keys: Map<string, string> } {
  const byPlace = new Map<string, Stated[]>();
  const keys = new Map<string, string>();
  for (const ledger of ledgers) {
    for (const table of ledger.tables) {
      for (const pointer of [table.pointer, ...(table.also ?? [])]) {
        const object = stepsOf(pointer).findLast((step) => step !== '0') ?? '';
        for (const row of table.rows) {
          const name = rowName(table, row);
          const key = `${resources.get(table.operation)}: ${object}.${row.field}`;
          const place = placeOf({ ...table, pointer, name: row.field });
          byPlace.set(place, [...(byPlace.get(place) ?? []), { name, edition: ledger.edition, key }]);
          keys.set(name, key);
        }
      }
    }
  }
  return { byPlace, keys };
}

/** What each operation is about: the step of its path after the gateway. Operations of one tag may differ in it. */
export function subjectsOf(document: JsonObject): Map<string, string> {
  return new Map(
    operationsOf(document).map(({ id, path }) => [id, path.split('{instance_id}')[1]?.split('/')[1] ?? '']),
  );
}
