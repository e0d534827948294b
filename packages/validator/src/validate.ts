// Judges requests and answers with the checks that were generated for an edition.
import type { Check, Contract, Problem, RequestParts } from './contract.ts';
import { messages } from './messages.ts';
import { problemsOf } from './problems.ts';

/** All problems of a request, those of missing fields and parameters first. */
export function requestProblems<Id extends string>(
  { checks, locale }: Contract<Id>,
  operationId: Id,
  { params, query, body }: RequestParts,
): Problem[] {
  const check = checks[operationId];
  const problems = [
    ...(params ? run(check.path, params, 'path', locale) : []),
    ...run(check.query, query ?? {}, 'query', locale),
    ...(check.body ? run(check.body, body, 'body', locale) : []),
  ];
  return missingFirst(problems);
}

/** All problems of an answer, those of missing fields first. */
export function responseProblems<Id extends string>(
  { checks, locale }: Contract<Id>,
  operationId: Id,
  status: number,
  body: unknown,
): Problem[] {
  const check = checks[operationId].answers[status];
  const words = messages[locale];
  if (check === undefined) return [wholeBody('status', words.statusUnknown('', { status }))];
  if (check !== null) return missingFirst(run(check, body, 'body', locale));
  const empty = body === undefined || body === null || body === '';
  return empty ? [] : [wholeBody('body', words.bodyUnexpected('', {}))];
}

function run(check: Check, data: unknown, part: Problem['in'], locale: keyof typeof messages): Problem[] {
  return check(data) ? [] : problemsOf(check.errors ?? [], part, locale);
}

/** What is missing first; then what stands higher in the body, because mending it may mend what stands below. */
function missingFirst(problems: Problem[]): Problem[] {
  const rank = ({ code, pointer }: Problem) => (code === 'APIG.2001' ? 0 : 1000) + pointer.split('/').length;
  return problems.toSorted((one, other) => rank(one) - rank(other));
}

function wholeBody(parameter: string, message: string): Problem {
  return { in: 'body', pointer: '', parameter, code: 'APIG.2011', message };
}
