// Validates requests and responses with the checks that were generated for an edition.
import type { Check, OperationChecks, Problem, Problems, Reporting, RequestParts } from './contract.ts';
import { messages } from './messages.ts';
import { type Found, listOf, problemsOf } from './problems.ts';

/** The problems of a request, those of missing fields and parameters first. */
export function requestProblems(
  check: OperationChecks,
  { params, query, body }: RequestParts,
  { locale, errorsPerLoop }: Reporting,
): Problems {
  const found = [
    ...(params ? [run(check.path, params, 'path')] : []),
    run(check.query, query ?? {}, 'query'),
    ...(check.body ? [run(check.body, body, 'body')] : []),
  ];
  return problemsOf(found, locale, errorsPerLoop);
}

/** The problems of a response, those of missing fields first. */
export function responseProblems(
  { responses }: OperationChecks,
  status: number,
  body: unknown,
  { locale, errorsPerLoop }: Reporting,
): Problems {
  const check = responses[status];
  const words = messages[locale];
  if (check === undefined) return listOf([wholeBody('status', words.statusUnknown('', { status }))]);
  if (check !== null) return problemsOf([run(check, body, 'body')], locale, errorsPerLoop);
  const empty = body === undefined || body === null || body === '';
  return listOf(empty ? [] : [wholeBody('body', words.bodyUnexpected('', {}))]);
}

function run(check: Check, data: unknown, part: Problem['in']): Found {
  return { part, errors: check(data, '') ? [] : (check.errors ?? []) };
}

function wholeBody(parameter: string, message: string): Problem {
  return { in: 'body', pointer: '', parameter, code: 'APIG.2011', message };
}
