// Validates calls against the contract before they are sent, and responses as they arrive. A middleware that is given the
// validator, so that nobody bundles it who does not ask.
import type { Middleware } from 'openapi-fetch';
import { ApigFault, requestIdOf } from './fault.ts';
import type { Problem } from './problem.ts';

export type { Problem };

/** What `@apig-spec/validator` exports for each edition, as far as it is used here. */
export interface Validator<OperationId extends string> {
  operations: Readonly<Record<OperationId, { method: string; path: string; statuses: readonly number[] }>>;
  /** What is wrong with a request. */
  validateRequest(operationId: OperationId, request: Parts): Problem[];
  /** What is wrong with a response. */
  validateResponse(operationId: OperationId, status: number, body: unknown): Problem[];
}

interface Parts {
  params?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string | undefined>>;
  body?: unknown;
}

/** What to check, and with what. */
export interface ValidateOptions<OperationId extends string> {
  /** `import * as validator from '@apig-spec/validator'`, or another edition's. */
  validator: Validator<OperationId>;
  mode: 'request' | 'response' | 'both';
}

/** The cause of an `invalid-response`: a response that the contract does not allow. */
export class InvalidResponse extends Error {
  override readonly name = 'InvalidResponse';
  readonly problems: readonly Problem[];

  constructor(status: number, problems: readonly Problem[]) {
    super(`HTTP ${status}: ${said(problems)}`);
    this.problems = problems;
  }
}

/**
 * An invalid request is not sent: its result is the rejection that the service documents for it, with status 400, the code and
 * the message of the first problem, all of them under `error.problems`, and no request id. An invalid response is the fault
 * `invalid-response`, with an {@link InvalidResponse} as its cause.
 *
 * Responses with a status that the operation does not document pass, as do responses that are not valid JSON: their results tell.
 * What a file contains is not checked.
 */
export function validate<OperationId extends string>({ validator, mode }: ValidateOptions<OperationId>): Middleware {
  const { operations } = validator;
  const known = new Map<string, OperationId>();
  for (const id in operations) known.set(`${operations[id].method} ${operations[id].path}`, id);

  // Begins to load what middleware goes through.
  import('./layers.ts').catch(() => {});
  return {
    async onRequest({ request, schemaPath, params }) {
      const id = known.get(`${request.method} ${schemaPath}`);
      if (id === undefined || mode === 'response') return undefined;
      const problems = validator.validateRequest(id, {
        params: asSent(params.path),
        query: asSent(params.query),
        body: await bodyOf(request.clone()),
      });
      const [first] = problems;
      if (!first) return undefined;
      return Response.json({ error_code: first.code, error_msg: first.message, problems }, { status: 400 });
    },
    async onResponse({ request, response, schemaPath }) {
      const id = known.get(`${request.method} ${schemaPath}`);
      const { status } = response;
      if (id === undefined || mode === 'request' || !operations[id].statuses.includes(status)) return;
      const text = await response.clone().text();
      let body: unknown;
      try {
        body = text ? JSON.parse(text) : undefined;
      } catch {
        return;
      }
      const problems = validator.validateResponse(id, status, body);
      if (problems.length > 0)
        throw new ApigFault('invalid-response', new InvalidResponse(status, problems), requestIdOf(response, body));
    },
  };
}

/** What the validator takes: of a form its parts by their names. */
async function bodyOf(request: Request): Promise<unknown> {
  if (/^multipart\/form-data\b/i.test(request.headers.get('Content-Type') ?? ''))
    return Object.fromEntries(await request.formData());
  const text = await request.text();
  return text ? JSON.parse(text) : undefined;
}

/** Parameters as the strings that they are on the wire. */
function asSent(parameters: Record<string, unknown> = {}): Record<string, string> {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}

function said(problems: readonly Problem[]): string {
  return problems.map(({ pointer, message }) => `${pointer}: ${message}`).join('; ');
}
