// When a field came, and when what it may hold changed: the same place in each revision.
import type { Json } from '@apig-spec/model/json';
import { canonical } from '@apig-spec/model/json';
import { fieldNodesOf } from './nodes.ts';
import type { BundledEdition } from './site.ts';
import type { FieldNode } from './tree.ts';

export interface History {
  /** The revision that brought the field; none for one that the oldest has. */
  since?: string;
  /** Revisions that changed it, oldest first. */
  changed: string[];
}

/** The histories of an operation's fields, by revision and place, from the editions of one language. */
function historiesOf(editions: readonly BundledEdition[], id: string): Map<string, Map<string, History>> {
  const histories = new Map<string, Map<string, History>>();
  let before: Map<string, { wire: string; history: History }> | undefined;
  for (const { revision, document } of editions.toSorted((a, b) => (a.revision < b.revision ? -1 : 1))) {
    const now = new Map(
      [...fieldNodesOf(document, id)].map(([place, node]) => {
        const wire = wireOf(node);
        const known = before?.get(place);
        const history: History = known
          ? { ...known.history, changed: [...known.history.changed, ...(known.wire === wire ? [] : [revision])] }
          : { ...(before ? { since: revision } : {}), changed: [] };
        return [place, { wire, history }] as const;
      }),
    );
    histories.set(revision, new Map([...now].map(([place, { history }]) => [place, history])));
    before = now;
  }
  return histories;
}

/**
 * Finds the history of the field at a place, as it is in a revision. An operation is compared when the first of its fields is
 * asked for.
 *
 * @param editions - those of one language
 */
export function historyIn(
  editions: readonly BundledEdition[],
): (revision: string, place: string) => History | undefined {
  const known = new Map<string, Map<string, Map<string, History>>>();
  return (revision, place) => {
    const [operation = ''] = place.split('/');
    const histories = known.get(operation) ?? historiesOf(editions, operation);
    known.set(operation, histories);
    return histories.get(revision)?.get(place);
  };
}

const prose = new Set(['description', 'example']);

/** What a field may hold and when it must be there, without prose, as one line to compare by. */
export function wireOf({ required, facts, cases, rules }: FieldNode): string {
  const wire = { required, facts, cases, rules: rules.map(({ rule }) => rule) };
  return canonical(JSON.parse(JSON.stringify(wire, (key, value) => (prose.has(key) ? undefined : value))) as Json);
}
