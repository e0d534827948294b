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

/** What the generated check of one part of a message found wrong. */
export interface Found {
  part: Problem['in'];
  /** Whether it is a form. */
  isForm: boolean;
  errors: readonly CheckError[];
}

interface Report {
  part: Problem['in'];
  isForm: boolean;
  keyword: Keyword;
  /** To the field that is to blame: for a missing or an unknown one, not to where it was looked for. */
  pointer: string;
  /** The steps of the pointer, unescaped. */
  steps: readonly string[];
  params: CheckError['params'];
  rank: number;
}

/**
 * The problems of a message: one for each field, what is missing first.
 *
 * @param errorsPerLoop - how many errors end a loop of a generated check
 */
export function problemsOf(found: readonly Found[], locale: Locale, errorsPerLoop: number): Problems {
  // Most requests are valid.
  if (found.length === 0) return listOf([]);
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
function reportsOf({ part, isForm, errors }: Found): Report[] {
  const byPointer = new Map<string, Report>();
  for (const error of errors) {
    const report = reportOf(error, part, isForm);
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

function reportOf(error: CheckError, part: Problem['in'], isForm: boolean): Report | undefined {
  // The name of a field was checked: `propertyNames` reports the field itself.
  if (error.propertyName !== undefined || frames.has(error.keyword)) return undefined;
  const { params } = error;
  const keyword = error.keyword as Keyword;
  // The rule of an object blames one of its fields.
  const at = typeof params['field'] === 'string' ? error.instancePath + params['field'] : error.instancePath;
  const name = params['missingProperty'] ?? params['propertyName'] ?? params['unevaluatedProperty'];
  const [pointer, steps] =
    typeof name === 'string' ? [`${at}/${escaped(name)}`, [...stepsOf(at), name]] : [at, stepsOf(at)];
  return { part, isForm, keyword, pointer, steps, params, rank: ranks[keyword] ?? 3 };
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

/** What is missing first; then what stands higher in the body, because fixing it may fix what stands below. */
function missingFirst(reports: readonly Report[]): Report[] {
  return reports
    .map((report) => ({ report, place: (isMissing(report) ? 0 : 1000) + report.steps.length }))
    .sort((one, other) => one.place - other.place)
    .map(({ report }) => report);
}

/** The field is missing, or the whole object. */
function isMissing({ keyword, part, pointer }: Pick<Report, 'keyword' | 'part' | 'pointer'>): boolean {
  return keyword === 'required' || (part === 'body' && pointer === '');
}

function problemOf({ part, isForm, keyword, pointer, steps, params }: Report, locale: Locale): Problem {
  const words = messages[locale];
  const noObject = part === 'body' && pointer === '';
  return {
    in: part,
    pointer,
    parameter: parameterOf(steps),
    code: isMissing({ part, keyword, pointer }) ? 'APIG.2001' : part === 'body' ? 'APIG.2011' : 'APIG.2012',
    message: noObject ? words[isForm ? 'bodyNotForm' : 'bodyNotObject']('', {}) : words[keyword](nameOf(steps), params),
  };
}

/** `host` for `/members/0/host`, `members` for `/members/0`, `body` for the body itself. */
function parameterOf(steps: readonly string[]): string {
  return steps.findLast((step) => !isIndex(step)) ?? 'body';
}

/** `members[0].host` for `/members/0/host` */
function nameOf(steps: readonly string[]): string {
  return steps
    .map((step, index) => (isIndex(step) ? `[${step}]` : index === 0 ? shortened(step) : `.${shortened(step)}`))
    .join('');
}

/** An unknown field may have a name that nobody could read in a message. */
function shortened(name: string): string {
  return name.length > 200 ? `${/^.{0,200}/su.exec(name)?.[0]}…` : name;
}

// Splitting and joining, because a long name may consist of nothing else: replacing takes several times as long.
function escaped(name: string): string {
  return name.split('~').join('~0').split('/').join('~1');
}

function stepsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.split('~1').join('/').split('~0').join('~'));
}

function isIndex(step: string): boolean {
  return /^\d+$/.test(step);
}
