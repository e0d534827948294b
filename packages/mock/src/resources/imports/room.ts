// Whether the gateway has room for one thing more.
import type { ApigError } from '../../protocol/errors.ts';
import { apis } from '../apis/apis.ts';
import type { Change } from '../handler.ts';
import type { Resource } from '../resource.ts';

/** The error where it has as many as it may have: APIs, or other things. */
export function full(
  { limits, documents }: Change,
  { kind, limit }: Pick<Resource<never>, 'kind' | 'limit'> = apis,
): ApigError | undefined {
  const most = limits[kind] ?? limit?.most;
  return most && documents.count(kind) >= most ? limit?.exceeded(String(most)) : undefined;
}
