// One field across all editions: which say the same, and where they differ.
import type { Locale } from '@apig-spec/model/editions';
import { wireOf } from './history.ts';
import { fieldNodesOf } from './nodes.ts';
import type { BundledEdition } from './site.ts';
import type { FieldNode } from './tree.ts';

/** Editions that say the same of a field; with no node, those that do not have it. */
export interface Variant {
  editions: BundledEdition[];
  /** In the words of the reader's language, where one of the editions speaks it. */
  node: FieldNode | undefined;
}

/** The variants of every field of an operation, by place, in the order of the newest edition that has it. */
export function variantsOf(
  editions: readonly BundledEdition[],
  operation: string,
  locale: Locale,
): Map<string, Variant[]> {
  const nodes = editions.map((edition) => ({ edition, nodes: fieldNodesOf(edition.document, operation) }));
  const places = new Set(nodes.flatMap(({ nodes }) => [...nodes.keys()]));
  return new Map(
    [...places].map((place) => {
      const groups = Map.groupBy(nodes, ({ nodes }) => {
        const node = nodes.get(place);
        return node ? wireOf(node) : '';
      });
      const variants = [...groups.values()].map((group) => ({
        editions: group.map(({ edition }) => edition),
        node: (group.find(({ edition }) => edition.locale === locale) ?? group[0])?.nodes.get(place),
      }));
      return [place, variants];
    }),
  );
}
