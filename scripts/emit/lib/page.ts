// Where the docs tell more, as TSDoc links to it.
import { publishedAt } from '@apig-spec/model/docs-address';
import type { JsonObject } from '@apig-spec/model/json';
import { objectOf } from '@apig-spec/model/json';

/** A build that does not know where the docs are published names pages by their paths. */
export const docsAddress = publishedAt ?? '';

/**
 * The page of an operation, or of a field on it: `/en/2024-11/createVpcChannel/#body.members.host`.
 *
 * @param document - the edition
 * @param place - `createVpcChannel`, `createVpcChannel/request/members/0/host`
 * @returns undefined where the document is not an edition
 */
export function pageOf(document: JsonObject, place: string): string | undefined {
  const edition = objectOf(document['info'])['x-edition'];
  if (typeof edition !== 'string') return undefined;
  const [revision, locale] = edition.split('.');
  const [operation, part = '', ...steps] = place.split('/');
  // An element of a list adds no step.
  const anchor = [part.replace(/^(request|form)$/, 'body'), ...steps.filter((step) => step !== '0')].join('.');
  return `${docsAddress}/${locale}/${revision}/${operation}/${anchor && `#${anchor}`}`;
}
