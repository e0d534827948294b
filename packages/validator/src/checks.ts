// The checks of an edition: those of a resource are put together when one of its operations is first validated.
import type { Check, CheckError, Locale, Operation, OperationChecks } from './contract.ts';

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

/** The modules of a revision, by resource, and of what its resources share. */
export interface CheckModules {
  shared: SharedChecks;
  readonly [resource: string]: ResourceChecks | SharedChecks;
}

/** Which of the checks of a revision's editions are meant. */
export interface Variant {
  locale: Locale;
  /** Whether it also accepts what real gateways accept but the documents do not mention. */
  observed: boolean;
}

/** Finds the checks of an operation, whose module must be there by then. */
export function checksOf<Id extends string>(
  operations: Readonly<Record<Id, Pick<Operation, 'resource'>>>,
  modules: Readonly<Partial<CheckModules>>,
  { locale, observed }: Variant,
): (operationId: Id) => OperationChecks {
  const made = new Map<string, Readonly<Record<string, OperationChecks>>>();
  const chinese = locale === 'zh-CN';
  let common: Readonly<Record<string, Check>> | undefined;
  return (operationId) => {
    const { resource } = operations[operationId];
    let checks = made.get(resource);
    if (checks === undefined) {
      common ??= (modules.shared as SharedChecks)(run, {}, chinese, observed);
      checks = (modules[resource] as ResourceChecks)(run, common, chinese, observed);
      made.set(resource, checks);
    }
    return checks[operationId] as OperationChecks;
  };
}
