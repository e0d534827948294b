// The checks of an edition: those of a resource are put together when one of its operations is first validated.
import type { Check, CheckError, Locale, OperationChecks } from './contract.ts';

/** What all generated checks share. */
const run = {
  /** How many characters a text has: one beyond U+FFFF counts as one. */
  characters(text: string): number {
    let count = text.length;
    for (let index = text.length - 1; index > 0; index--) {
      if ((text.charCodeAt(index) & 0xfc00) !== 0xdc00 || (text.charCodeAt(index - 1) & 0xfc00) !== 0xd800) continue;
      count--;
      index--;
    }
    return count;
  },
  /** Adds an error; a check has no list before its first one. */
  fail(
    errors: CheckError[] | null,
    instancePath: string,
    keyword: string,
    params: CheckError['params'],
    propertyName?: string,
  ): CheckError[] {
    const error =
      propertyName === undefined ? { instancePath, keyword, params } : { instancePath, keyword, params, propertyName };
    if (errors === null) return [error];
    errors.push(error);
    return errors;
  },
  /** Adds the errors of another check, without a copy of those before. */
  append(errors: CheckError[], more: readonly CheckError[]): CheckError[] {
    for (const error of more) errors.push(error);
    return errors;
  },
};

/** What generated modules export: of a resource its operations' checks, of what resources share the checks by name. */
export type ChecksModule<Result> = (
  run: object,
  shared: Readonly<Record<string, Check>>,
  chinese: boolean,
  observed: boolean,
) => Result;

/** The module of a resource. */
export type ResourceChecks = ChecksModule<Readonly<Record<string, OperationChecks>>>;

/** The module of what resources share. */
export type SharedChecks = ChecksModule<Readonly<Record<string, Check>>>;

/** Finds the checks of an operation. @param resources - by operation, the module of its resource */
export function checksOf<Id extends string>(
  shared: SharedChecks,
  resources: Readonly<Record<Id, ResourceChecks>>,
  { locale, observed }: { locale: Locale; observed: boolean },
): (operationId: Id) => OperationChecks {
  const made = new Map<ResourceChecks, Readonly<Record<string, OperationChecks>>>();
  let common: Readonly<Record<string, Check>> | undefined;
  return (operationId) => {
    const resource = resources[operationId];
    let checks = made.get(resource);
    if (checks === undefined) {
      common ??= shared(run, {}, locale === 'zh-CN', observed);
      checks = resource(run, common, locale === 'zh-CN', observed);
      made.set(resource, checks);
    }
    return checks[operationId] as OperationChecks;
  };
}
