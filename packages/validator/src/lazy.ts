// The validators of all editions, of which no more is loaded than what is asked of them.
import { type CheckModules, checksOf, type ResourceChecks, type SharedChecks } from './checks.ts';
import type { Locale, Operation, Problem, Problems, RequestParts } from './contract.ts';
import { problemsOf } from './problems.ts';
import { foundIn, requestProblems, responseProblems } from './validate.ts';

/** The problems of every valid request. */
const valid: readonly Problem[] = Object.freeze([]);

/** `documented`: what the documents state; `observed`: also what real gateways accept but the documents do not mention. */
export type Rules = 'documented' | 'observed';

/**
 * The validator of an edition. The checks of a resource are loaded with the first request or response of one of its operations.
 *
 * @typeParam Id - the operations of the API
 */
export interface LazyValidator<Id extends string> {
  /** Its revision and its language: `2024-11.en`. */
  readonly edition: string;
  /** What each operation is called by and responds with. */
  readonly operations: Readonly<Record<Id, Operation>>;
  /** Checks a request, as `validateRequest` of the edition's own module does. */
  validateRequest(operationId: Id, request: RequestParts): Promise<Problems>;
  /**
   * Checks a request without a promise, for callers that check many. Valid requests share one list.
   *
   * @returns undefined until the checks of the operation's resource are loaded, which `validateRequest` does
   */
  validateLoaded(operationId: Id, request: RequestParts): readonly Problem[] | undefined;
  /** Checks a response, as `validateResponse` of the edition's own module does. */
  validateResponse(operationId: Id, status: number, body: unknown): Promise<Problems>;
}

/** The modules of a revision, each loaded when it is first needed. */
export interface LazyRevision<Id extends string> {
  /** A loop of a generated check ends once it has found that many errors. */
  errorsPerLoop: number;
  operations: Readonly<Record<Rules, () => Promise<{ operations: Readonly<Record<Id, Operation>> }>>>;
  checks: Readonly<Record<string, () => Promise<{ default: ResourceChecks | SharedChecks }>>>;
}

/** The validator of an edition of a revision. */
export async function lazyValidator<Id extends string>(
  { errorsPerLoop, operations: tables, checks }: LazyRevision<Id>,
  edition: string,
  locale: Locale,
  rules: Rules,
): Promise<LazyValidator<Id>> {
  const { operations } = await tables[rules]();
  const modules: Record<string, ResourceChecks | SharedChecks> = {};
  const loading = new Map<string, Promise<void>>();
  const load = async (name: string) => {
    modules[name] = (await (checks[name] as () => Promise<{ default: ResourceChecks }>)()).default;
  };
  const loaded = (name: string): Promise<void> => {
    const known = loading.get(name) ?? load(name);
    loading.set(name, known);
    return known;
  };
  const checksFor = checksOf(operations, modules as Partial<CheckModules>, { locale, observed: rules === 'observed' });
  const isLoaded = (resource: string) => modules['shared'] !== undefined && modules[resource] !== undefined;
  const ready = async (operationId: Id) => {
    const { resource } = operations[operationId];
    if (!isLoaded(resource)) await Promise.all([loaded('shared'), loaded(resource)]);
    return checksFor(operationId);
  };
  const reporting = { locale, errorsPerLoop };
  return {
    edition,
    operations,
    validateRequest: async (operationId, request) =>
      requestProblems(await ready(operationId), request, reporting, operations[operationId].form),
    validateLoaded(operationId, request) {
      const { resource, form } = operations[operationId];
      if (!isLoaded(resource)) return undefined;
      const found = foundIn(checksFor(operationId), request, form);
      return found.length === 0 ? valid : problemsOf(found, locale, errorsPerLoop);
    },
    validateResponse: async (operationId, status, body) =>
      responseProblems(await ready(operationId), status, body, reporting),
  };
}
