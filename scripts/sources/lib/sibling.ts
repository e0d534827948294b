// The sibling reference: the same product's reference on another cloud. It states statuses and codes that our documents leave
// out, and what it states of fields the schemas mark as `sibling`.
import { join } from 'node:path';
import type { Sibling } from '@apig-spec/model/records';
import { readYaml } from '@apig-spec/repository/files';
import { specDir } from '@apig-spec/repository/paths';
import { checkShape } from '@apig-spec/repository/shapes';

export const siblingFile = join(specDir, 'sources', 'sibling.yaml');

/** Reads the sibling reference. @throws {@link Failure} where it is not of the shape. */
export function readSibling(): Sibling {
  const value = readYaml(siblingFile);
  checkShape(siblingFile, value, 'sibling');
  return value as unknown as Sibling;
}

/** Whether its page of an operation, or its table of errors, has a code with a status. */
export function statesCode({ operations, errors }: Sibling, operation: string, status: string, code: string): boolean {
  return [...(operations[operation]?.responses[status] ?? []), ...(errors[status] ?? [])].includes(code);
}
