// Errata by place: the fields and operations whose sources an erratum speaks of.
import { listOf, stepsOf } from './json.ts';
import type { Provenance } from './records.ts';
import { type Erratum, rowsOf as rowsOfDeparture } from './records.ts';

/** The errata of an edition. */
export interface ErrataByPlace {
  /** By place of a field or of a response. */
  fields: ReadonlyMap<string, Erratum[]>;
  /** By operationId: those of its fields, and those that speak of the operation as a whole. */
  operations: ReadonlyMap<string, Erratum[]>;
}

/** Finds the places of an edition that errata speak of. */
export function errataByPlace(
  errata: readonly Erratum[],
  provenance: Readonly<Record<string, Provenance>>,
): ErrataByPlace {
  const placesOfRow = new Map<string, string[]>();
  for (const [place, { sources }] of Object.entries(provenance)) {
    for (const row of sources) addTo(placesOfRow, row, place);
  }
  const fields = new Map<string, Erratum[]>();
  const operations = new Map<string, Erratum[]>();
  for (const erratum of errata) {
    const places = new Set([
      ...rowsOf(erratum).flatMap((row) => placesOfRow.get(row) ?? []),
      ...[...placesOfExamples(erratum), ...(erratum.touches ?? [])].filter((place) => place in provenance),
    ]);
    for (const place of places) {
      if (place.includes('/')) addTo(fields, place, erratum);
    }
    for (const operation of new Set([...places].map((place) => place.split('/')[0] ?? ''))) {
      addTo(operations, operation, erratum);
    }
  }
  return { fields, operations };
}

function addTo<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** The rows of the ledger that an erratum speaks of. */
function rowsOf({ facts = [], departs = [] }: Erratum): string[] {
  const departed = departs.flatMap(rowsOfDeparture);
  const stated = facts.flatMap((fact) =>
    typeof fact['row'] === 'string' ? [fact['row']] : listOf(fact['rows']).map(String),
  );
  return [...new Set([...stated, ...departed])];
}

/** Where the documents' examples stand that an erratum speaks of. */
function placesOfExamples({ facts = [] }: Erratum): string[] {
  return facts.flatMap((fact) => {
    const [, operation, part] = /^[^/]+\/\d+-(\w+)-(\w+)$/.exec(String(fact['example'] ?? '')) ?? [];
    if (!operation || !part) return [];
    const steps = stepsOf(String(fact['pointer'])).map((step) => (/^\d+$/.test(step) ? '0' : step));
    const response = `${operation}/${part}`;
    // What an error holds is folded away: the response tells it too.
    return [operation, ...(/^[45]/.test(part) ? [response] : []), [response, ...steps].join('/')];
  });
}
