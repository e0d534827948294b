// Validates requests and responses with the checks that were generated for an edition.
import type { Check, FormParts, OperationChecks, Problem, Problems, Reporting, RequestParts } from './contract.ts';
import { messages } from './messages.ts';
import { type Found, listOf, problemsOf } from './problems.ts';

/**
 * The problems of a request, those of missing fields and parameters first.
 *
 * @param form - where the body is one
 */
export function requestProblems(
  check: OperationChecks,
  request: RequestParts,
  { locale, errorsPerLoop }: Reporting,
  form?: FormParts,
): Problems {
  return problemsOf(foundIn(check, request, form), locale, errorsPerLoop);
}

/** What the checks find wrong with a request; empty where it is valid. */
export function foundIn(check: OperationChecks, { params, query, body }: RequestParts, form?: FormParts): Found[] {
  return [
    ...(params ? run(check.path, params, 'path') : []),
    ...run(check.query, query ?? {}, 'query'),
    ...(check.body ? run(check.body, form ? fieldsOf(body, form) : body, 'body', form !== undefined) : []),
  ];
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
  const empty = body === undefined || body === null || body === '';
  if (check === 'file') return listOf(empty ? [wholeBody('body', words.fileMissing('', {}))] : []);
  if (check !== null) return problemsOf(run(check, body, 'body'), locale, errorsPerLoop);
  return listOf(empty ? [] : [wholeBody('body', words.bodyUnexpected('', {}))]);
}

const none: readonly Found[] = [];

/** What is wrong with a part of a message; empty where nothing is. */
function run(check: Check, data: unknown, part: Problem['in'], isForm = false): readonly Found[] {
  return check(data, '') ? none : [{ part, isForm, errors: check.errors ?? [] }];
}

/** A form as it is checked: its booleans may be the texts that they are on the wire. */
function fieldsOf(body: unknown, { booleans }: FormParts): unknown {
  const fields = typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : body;
  for (const name of booleans) {
    const { [name]: value } = Object(fields) as Record<string, unknown>;
    if (value === 'true' || value === 'false') (fields as Record<string, unknown>)[name] = value === 'true';
  }
  return fields;
}

function wholeBody(parameter: string, message: string): Problem {
  return { in: 'body', pointer: '', parameter, code: 'APIG.2011', message };
}
