// The pages of an edition's operations, with the fields that they should show.
import type { Field } from '@apig-spec/model/fields';
import type { Operation } from '@apig-spec/model/operations';
import { anchorOf } from '../src/model/places.ts';
import type { BundledEdition } from '../src/model/site.ts';
import { folderOf } from '../src/render/context.ts';
import { built, fieldPieces } from './pages.ts';
import { fieldsByOperation, operationsIn } from './stated.ts';

interface FieldPages {
  operations: readonly Operation[];
  /** By operation. */
  pages: ReadonlyMap<string, string>;
  /** The part of its page that is about a field; empty where there is none. */
  pieceOf: (place: string) => string;
  fields: readonly Field[];
}

export function fieldPagesOf(edition: BundledEdition): FieldPages {
  const operations = operationsIn(edition.document);
  const pages = new Map(operations.map(({ id }) => [id, built.get(`${folderOf(edition)}${id}/`) ?? '']));
  const pieces = new Map([...pages].map(([id, page]) => [id, fieldPieces(page)]));
  return {
    operations,
    pages,
    pieceOf: (place) => pieces.get(anchorOf(place).operation)?.get(anchorOf(place).id) ?? '',
    fields: [...pages.keys()].flatMap((id) => fieldsByOperation(edition.document).get(id) ?? []),
  };
}
