// Which edition of the contract a request is validated against, and that edition's validator and routes.
import {
  type EditionName,
  editionNames,
  type LazyValidator,
  loadValidator,
  type OperationId,
} from '@apig-spec/validator/lazy';
import { unknownEdition, unknownPath } from '../protocol/errors.ts';
import type { EngineRequest } from '../protocol/exchange.ts';
import { type Router, routerOf } from './router.ts';

export { type EditionName, editionNames };

/** The validator of an edition; it loads the checks of a resource when they are first needed. */
export type Validator = LazyValidator<OperationId>;

/** What requests are validated against: the documents alone, or also what real gateways accept beyond them. */
export type RulesName = 'documented' | 'observed';

/** The newest revision in English. */
export const [defaultEdition] = editionNames as readonly [EditionName];

/** @returns whether there is an edition of this name */
export function isEdition(name: string): name is EditionName {
  return editionNames.some((edition) => edition === name);
}

/** What an edition says of requests. */
export interface Rules {
  edition: EditionName;
  /** `2024-11`. Revisions compare as strings. */
  revision: string;
  validator: Validator;
  router: Router;
}

const loading: Record<RulesName, Map<EditionName, Promise<Rules>>> = { documented: new Map(), observed: new Map() };
const loaded: Record<RulesName, Map<EditionName, Rules>> = { documented: new Map(), observed: new Map() };

/** What an edition says of requests, as documented or as observed; loaded the first time. */
export function rulesOf(edition: EditionName, name: RulesName): Promise<Rules> {
  let rules = loading[name].get(edition);
  if (!rules) {
    rules = load(edition, name);
    loading[name].set(edition, rules);
  }
  return rules;
}

/** The same, without waiting; undefined until it is loaded. */
export function loadedRules(edition: EditionName, name: RulesName): Rules | undefined {
  return loaded[name].get(edition);
}

async function load(edition: EditionName, name: RulesName): Promise<Rules> {
  const validator = await loadValidator(edition, name);
  const [revision = edition] = edition.split('.');
  const rules = { edition, revision, validator, router: routerOf(validator.operations) };
  loaded[name].set(edition, rules);
  return rules;
}

/**
 * The edition that a request asks for, by `/editions/<edition>` before its path or by the header `X-Apig-Edition`; the
 * prefix is the stronger. And the path without the prefix.
 */
export function chosen(
  path: string,
  asked: Pick<EngineRequest, 'header'>,
  fallback: EditionName,
): { edition: EditionName; path: string } {
  if (path.startsWith('/editions/')) {
    const [, prefix = '', rest = ''] = /^\/editions\/([^/]*)(\/.*)$/.exec(path) ?? [];
    if (!isEdition(prefix)) throw unknownPath(path);
    return { edition: prefix, path: rest };
  }
  const edition = asked.header('x-apig-edition') ?? fallback;
  if (!isEdition(edition)) throw unknownEdition();
  return { edition, path };
}
