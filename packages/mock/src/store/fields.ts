// The fields by which documents are looked up.

/**
 * The fields of each kind that hold what its documents are looked up by: a name, the id of another document.
 * `member_groups.reference_vpc_channel_id` is the field of any item of a list.
 */
export type LookupFields = Readonly<Record<string, readonly string[]>>;

/** What stands in a field; through lists, in that of each of their items. */
export function valuesAt(document: unknown, field: string): unknown[] {
  return valuesBelow(document, field.split('.'));
}

function valuesBelow(value: unknown, path: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => valuesBelow(item, path));
  const [field, ...rest] = path;
  if (field === undefined) return value === undefined ? [] : [value];
  return typeof value === 'object' && value !== null
    ? valuesBelow((value as Record<string, unknown>)[field], rest)
    : [];
}
