// Whether the gateway has room for one API more.
import type { ApigError } from '../../protocol/errors.ts';
import { apis } from '../apis/apis.ts';
import type { Change } from '../handler.ts';

/** The error where it has as many as it may have. */
export function full({ limits, documents }: Change): ApigError | undefined {
  const most = limits['api'] ?? apis.limit?.most;
  return most && documents.count('api') >= most ? apis.limit?.exceeded(String(most)) : undefined;
}
