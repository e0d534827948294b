// Turns what Ajv reports into what a person would say: one problem for each field, the most telling one.
import type { CheckError, Locale, Problem, Problems } from './contract.ts';
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

/** How many problems are told at most. */
const most = 100;

/** What the generated check of one part of a message found. */
export interface Found {
  part: Problem['in'];
  errors: readonly CheckError[];
}

interface Report {
  part: Problem['in'];
  keyword: Keyword;
  pointer: string;
  params: CheckError['params'];
  rank: number;
}

/**
 * The problems of a message: one for each field, what is missing first.
 *
 * @param errorsPerLoop - how many errors end a loop of a generated check
 */
export function problemsOf(found: readonly Found[], locale: Locale, errorsPerLoop: number): Problems {
  const reports = found.flatMap(reportsOf);
  // Where no loop was ended early, all there is was found.
  const ended = found.some(({ errors }) => errors.length >= errorsPerLoop);
  const problems = missingFirst(reports).slice(0, most);
  return listOf(
    problems.map((report) => problemOf(report, locale)),
    ended || reports.length > most,
  );
}

/** The array, with what there is to know beside its items: not enumerable, so that it compares as any array. */
export function listOf(problems: Problem[], truncated = false): Problems {
  return Object.defineProperty(problems, 'truncated', { value: truncated }) as Problems;
}

/** One report for each field, in the order in which the contract lists them. */
function reportsOf({ part, errors }: Found): Report[] {
  const byPointer = new Map<string, Report>();
  for (const error of errors) {
    const report = reportOf(error, part);
    if (report === undefined) continue;
    const known = byPointer.get(report.pointer);
    if (known === undefined || report.rank < known.rank || report.keyword === 'required') {
      // What several parts require takes the place where the last of them, the object as a whole, lists it.
      byPointer.delete(report.pointer);
      byPointer.set(report.pointer, report);
    }
  }
  return withoutEchoes([...byPointer.values()]);
}

function reportOf(error: CheckError, part: Problem['in']): Report | undefined {
  // The name of a field was judged: `propertyNames` reports the field itself.
  if (error.propertyName !== undefined || frames.has(error.keyword)) return undefined;
  const keyword = error.keyword as Keyword;
  return { part, keyword, pointer: pointerOf(error), params: error.params, rank: ranks[keyword] ?? 3 };
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
function withoutEchoes(reports: readonly Report[]): Report[] {
  const isEcho = ({ keyword }: Report) => keyword === 'unevaluatedProperties';
  /** The objects that something else is wrong with, or in. */
  const wrong = new Set<string>();
  for (const report of reports) {
    let pointer: string | undefined = isEcho(report) ? undefined : report.pointer;
    // What is known is known with all that holds it.
    for (; pointer !== undefined && !wrong.has(pointer); pointer = holderOf(pointer)) wrong.add(pointer);
  }
  return reports.filter((report) => !isEcho(report) || !wrong.has(holderOf(report.pointer) ?? ''));
}

/** `/members/0` for `/members/0/host`; undefined for the body itself. */
function holderOf(pointer: string): string | undefined {
  return pointer === '' ? undefined : pointer.slice(0, pointer.lastIndexOf('/'));
}

/** What is missing first; then what stands higher in the body, because mending it may mend what stands below. */
function missingFirst(reports: readonly Report[]): Report[] {
  return reports
    .map((report) => ({ report, place: (isMissing(report) ? 0 : 1000) + report.pointer.split('/').length }))
    .sort((one, other) => one.place - other.place)
    .map(({ report }) => report);
}

/** The field is missing, or the whole object. */
function isMissing({ keyword, part, pointer }: Report): boolean {
  return keyword === 'required' || (part === 'body' && pointer === '');
}

function problemOf(report: Report, locale: Locale): Problem {
  const { part, keyword, pointer, params } = report;
  const words = messages[locale];
  const noObject = part === 'body' && pointer === '';
  return {
    in: part,
    pointer,
    parameter: parameterOf(pointer),
    code: isMissing(report) ? 'APIG.2001' : part === 'body' ? 'APIG.2011' : 'APIG.2012',
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
