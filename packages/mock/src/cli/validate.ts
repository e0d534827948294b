// apig-mock validate: validates a body without a mock.
import type { OperationId, Problem } from '@apig-spec/validator/lazy';
import { defaultEdition, rulesOf } from '../contract/editions.ts';
import { jsonIn } from './input.ts';
import { editionOf, operationHint, parsed, rulesNameOf, wholeNumber } from './options.ts';
import { UsageError } from './usage.ts';

/** @returns the exit code: 1 where the body is not valid */
export async function runValidate(args: readonly string[]): Promise<number> {
  const options = {
    edition: { type: 'string', default: defaultEdition },
    rules: { type: 'string', default: 'documented' },
    status: { type: 'string' },
    json: { type: 'boolean' },
  } as const;
  const { values, positionals } = parsed(args, options, 2);
  const [operation, file = '-'] = positionals;
  const { validator } = await rulesOf(editionOf(values.edition), rulesNameOf(values.rules));
  const operationId = operationOf(operation, Object.keys(validator.operations));
  const status = values.status === undefined ? undefined : wholeNumber('--status', values.status, 100, 599);
  const { form, hasBody } = validator.operations[operationId];
  if (status === undefined && !hasBody) {
    throw new UsageError(
      `validate: requests of ${operationId} have no body. For the body of a response, set --status.`,
    );
  }
  const body = await jsonIn(file);
  const problems =
    status === undefined
      ? await validator.validateRequest(operationId, { body: form ? withFiles(body, form.files) : body })
      : await validator.validateResponse(operationId, status, body);
  const { truncated } = problems;
  if (values.json) console.log(JSON.stringify({ valid: problems.length === 0, truncated, problems }, null, 2));
  else for (const line of problems.length > 0 ? problems.map(formatProblem) : ['valid']) console.log(line);
  if (truncated && !values.json) console.log('There are more problems.');
  return problems.length > 0 ? 1 : 0;
}

/** The fields of a form, in which JSON has a text in the place of a file. */
function withFiles(body: unknown, files: readonly string[]): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => {
      return [name, files.includes(name) && typeof value === 'string' ? new Blob([value]) : value];
    }),
  );
}

function operationOf(name: string | undefined, all: readonly string[]): OperationId {
  if (name !== undefined && all.includes(name)) return name as OperationId;
  if (name === undefined) throw new UsageError(`validate: an operation is missing. Known: ${all.join(', ')}.`);
  throw new UsageError(`validate: unknown operation '${name}'. ${operationHint(name, all)}`);
}

function formatProblem({ pointer, code, message }: Problem): string {
  return `${pointer || '/'}  ${code}  ${message}`;
}
