// The authorizations of an app or an API.
import type { AppAuth } from '../documents.ts';
import type { Call } from '../handler.ts';

export function authsHaving(field: 'app_id' | 'api_id', id: string, { documents }: Call): AppAuth[] {
  return documents.having('app-auth', field, id).flatMap((each) => documents.get<AppAuth>('app-auth', each) ?? []);
}

/** How many APIs an app may call, wherever that is. */
export function boundApiCount(app: string, call: Call): number {
  return new Set(authsHaving('app_id', app, call).map(({ api_id }) => api_id)).size;
}
