// Turns what Ajv reports into what a person would say: one problem for each field, the most telling one.
import type { CheckError, Problem } from './contract.ts';
import { type Keyword, messages } from './messages.ts';

/** Keywords that only say that a part of the schema failed; that part's own report says why. */
const frames = new Set(['if', 'anyOf']);

/** Of several reports about one field, the one with the lowest rank is told. */
const ranks: Partial<Record<Keyword, number>> = {
  required: 0,
  propertyNames: 1,
  'false schema': 1,
  type: 2,
  // Everything else: 3.
  unevaluatedProperties: 4,
};

interface Report {
  keyword: Keyword;
  pointer: string;
  params: CheckError['params'];
  rank: number;
}

/**
 * The problems of one part of a message.
 *
 * @param errors - what the generated check of that part left
 * @returns one problem for each field, in the order in which the contract lists them
 */
export function problemsOf(
  errors: readonly CheckError[],
  part: Problem['in'],
  locale: keyof typeof messages,
): Problem[] {
  const byPointer = new Map<string, Report>();
  for (const error of errors) {
    const report = reportOf(error);
    if (report === undefined) continue;
    const known = byPointer.get(report.pointer);
    if (known === undefined || report.rank < known.rank || report.keyword === 'required') {
      // What several parts require takes the place where the last of them, the object as a whole, lists it.
      byPointer.delete(report.pointer);
      byPointer.set(report.pointer, report);
    }
  }
  const reports = [...byPointer.values()];
  return reports.filter((report) => !isEcho(report, reports)).map((report) => problemOf(report, part, locale));
}

function reportOf(error: CheckError): Report | undefined {
  // The name of a field was judged: `propertyNames` reports the field itself.
  if (error.propertyName !== undefined || frames.has(error.keyword)) return undefined;
  const keyword = error.keyword as Keyword;
  return { keyword, pointer: pointerOf(error), params: error.params, rank: ranks[keyword] ?? 3 };
}

/** Where the field stands that is to blame: for a missing or an unknown one, not where it was looked for. */
function pointerOf({ instancePath, params }: CheckError): string {
  const name = params['missingProperty'] ?? params['propertyName'] ?? params['unevaluatedProperty'];
  if (typeof name === 'string') return `${instancePath}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  // The rule of an object blames one of its fields.
  return typeof params['field'] === 'string' ? instancePath + params['field'] : instancePath;
}

/**
 * Where an alternative fails, Ajv also reports each of its fields as one that no schema knows. That says something new only
 * where nothing else is wrong in the same object.
 */
function isEcho({ keyword, pointer }: Report, reports: readonly Report[]): boolean {
  if (keyword !== 'unevaluatedProperties') return false;
  const object = pointer.slice(0, pointer.lastIndexOf('/'));
  return reports.some(
    (other) =>
      other.keyword !== 'unevaluatedProperties' && (other.pointer === object || other.pointer.startsWith(`${object}/`)),
  );
}

function problemOf({ keyword, pointer, params }: Report, part: Problem['in'], locale: keyof typeof messages): Problem {
  const words = messages[locale];
  const noObject = part === 'body' && pointer === '';
  return {
    in: part,
    pointer,
    parameter: parameterOf(pointer),
    code: keyword === 'required' || noObject ? 'APIG.2001' : part === 'body' ? 'APIG.2011' : 'APIG.2012',
    message: noObject ? words.bodyNotObject('', {}) : words[keyword](nameOf(pointer), params),
  };
}

/** `host` for `/members/0/host`, `members` for `/members/0`, `body` for the body itself. */
function parameterOf(pointer: string): string {
  return stepsOf(pointer).findLast((step) => !isIndex(step)) ?? 'body';
}

/** `members[0].host` for `/members/0/host` */
function nameOf(pointer: string): string {
  return stepsOf(pointer)
    .map((step, index) => (isIndex(step) ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join('');
}

function stepsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function isIndex(step: string): boolean {
  return /^\d+$/.test(step);
}
