// When a field came, and when what it may hold changed: the same place in each revision.
import type { Json } from '@apig-spec/model/json';
import { canonical } from '@apig-spec/model/json';
import { nodesOf } from './nodes.ts';
import type { BundledEdition } from './site.ts';
import type { FieldNode } from './tree.ts';

export interface History {
  /** The revision that brought the field; none for one that the oldest has. */
  since?: string;
  /** Revisions that changed it, oldest first. */
  changed: string[];
}

/** The history of each field of each revision, by place, from the editions of one language. */
export function historyOf(editions: readonly BundledEdition[]): Map<string, Map<string, History>> {
  const oldestFirst = editions.toSorted((a, b) => (a.revision < b.revision ? -1 : 1));
  const histories = new Map<string, Map<string, History>>();
  let before: Map<string, { wire: string; history: History }> | undefined;
  for (const { revision, document } of oldestFirst) {
    const now = new Map(
      [...nodesOf(document)].map(([place, node]) => {
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

const prose = new Set(['description', 'example']);

/** What a field may hold and when it must be there, without prose, as one line to compare by. */
export function wireOf({ required, facts, cases, rules }: FieldNode): string {
  const wire = { required, facts, cases, rules: rules.map(({ rule }) => rule) };
  return canonical(JSON.parse(JSON.stringify(wire, (key, value) => (prose.has(key) ? undefined : value))) as Json);
}
