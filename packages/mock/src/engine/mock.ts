// The engine: from a Request to a Response. Fetch API only, so that it runs wherever that does.
import type { Problem } from '@apig-spec/validator';
import type { Answer, Handler } from '../handlers/handler.ts';
import { handlers } from '../handlers/index.ts';
import { memoryStore } from '../store/memory.ts';
import type { Store } from '../store/store.ts';
import { authenticate } from './auth.ts';
import { readJson } from './body.ts';
import { chosen, type EditionName, editionNames, isEdition, rulesOf } from './editions.ts';
import { ApigError, instanceNotFound, invalidRequest, notImplemented, systemError } from './errors.ts';
import type { LogEntry } from './log.ts';
import { newClock, newId } from './stamp.ts';

/** How a mock is to be. */
export interface MockOptions {
  /** What requests are held against that choose no edition themselves. Default: `2024-11.en`. */
  edition?: EditionName | undefined;
  /** Where the state is kept. Default: in memory. */
  store?: Store | undefined;
  /** The longest body that is accepted, in bytes. Default: 1 MiB. */
  maxBody?: number | undefined;
  /** Is told of every request after it was answered. */
  log?: ((entry: LogEntry) => void) | undefined;
}

/** A running mock. */
export interface Mock {
  /**
   * Answers a request as the service does. It never rejects: what goes wrong is a response too, an error of the mock
   * itself a 500.
   */
  fetch(request: Request): Promise<Response>;
  /** Closes the store; the mock cannot be used afterwards. */
  close(): Promise<void>;
}

/** 1 MiB. */
export const defaultMaxBody = 1_048_576;

/** Exists in every project. */
const instances: ReadonlySet<string> = new Set(['eddc4d25480b4cd6b512f270a1b8b341']);

type Told = Omit<LogEntry, 'status' | 'milliseconds'>;

/**
 * Makes a mock of the gateway's management API. Any project is accepted, and each has its own state; the instance is
 * `eddc4d25480b4cd6b512f270a1b8b341`.
 *
 * @throws TypeError where there is no such edition
 */
export function createMock(options: MockOptions = {}): Mock {
  const { edition: fallback = '2024-11.en', store = memoryStore(), maxBody = defaultMaxBody, log } = options;
  if (!isEdition(fallback)) throw new TypeError(`No edition ${fallback}. There are: ${editionNames.join(', ')}.`);
  const clock = newClock();
  // So that the first request does not wait for it. Where it fails, the request says so.
  rulesOf(fallback).catch(() => {});

  async function answer(request: Request, told: Told): Promise<Answer> {
    const url = new URL(request.url);
    const { edition, path } = chosen(url.pathname, request.headers, fallback);
    const { revision, validator, router } = await rulesOf(edition);
    told.edition = edition;
    const { operationId, params, hasBody } = router.match(request.method, path);
    told.operation = operationId;
    authenticate(request.headers);
    const body = hasBody ? await readJson(request, maxBody) : undefined;
    const query = Object.fromEntries(url.searchParams);

    const problems = validator.validateRequest(operationId, { params, query, body });
    refuse(problems.find((problem) => problem.in !== 'body'));
    const { project_id: project = '', instance_id: instance = '' } = params;
    if (!instances.has(instance)) throw instanceNotFound(instance);
    refuse(problems[0]);

    const handler: Handler | undefined = handlers[operationId];
    if (!handler) throw notImplemented(operationId);
    const call = { scope: { project, instance }, revision, params, query, body, now: clock(), newId };
    return 'reads' in handler
      ? store.read(call.scope, (documents) => handler.reads({ ...call, documents }))
      : store.write(call.scope, (documents) => handler.writes({ ...call, documents }));
  }

  return {
    async fetch(request) {
      const started = performance.now();
      const told: Told = { time: new Date(), requestId: newId(), method: request.method, url: request.url };
      let response: Response;
      try {
        response = responseOf(await answer(request, told), told.requestId);
      } catch (error) {
        const refusal = error instanceof ApigError ? error : systemError();
        told.code = refusal.code;
        told.message = refusal.message;
        if (refusal !== error) told.error = error;
        response = errorResponse(refusal, told.requestId);
      }
      log?.({ ...told, status: response.status, milliseconds: performance.now() - started });
      return response;
    },
    close: () => store.close(),
  };
}

function refuse(problem: Problem | undefined): void {
  if (problem) throw invalidRequest(problem);
}

/** An error as every door answers it. */
export function errorResponse({ status, code, message, headers }: ApigError, requestId = newId()): Response {
  return responseOf({ status, body: { error_code: code, error_msg: message } }, requestId, headers);
}

function responseOf(
  { status, body }: Answer,
  requestId: string,
  more: Readonly<Record<string, string>> = {},
): Response {
  const headers = { ...more, 'x-request-id': requestId };
  if (!body) return new Response(null, { status, headers });
  return new Response(JSON.stringify(body), { status, headers: { ...headers, 'content-type': 'application/json' } });
}
