// What APIs use: as they were last edited, and as callers reach them until they are published again.
import type { Reader } from '../../store/store.ts';
import type { Referrer, Stored } from '../resource.ts';

/** Where APIs, and the versions of them that are in effect, hold an id in a field. */
export function apisHaving(field: string): readonly Referrer[] {
  return [
    { kind: 'api', field },
    { kind: 'api-version', field: `definition.${field}`, counts: isInEffect },
  ];
}

function isInEffect({ id }: Stored, documents: Reader): boolean {
  return documents.having('publication', 'version_id', id).length > 0;
}
