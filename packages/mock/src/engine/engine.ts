// The engine: from a request to a response, as plain values. No built-in of Node, so that it runs wherever the Fetch API does.

import { operationIds, type Problem } from '@apig-spec/validator/lazy';
import {
  chosen,
  defaultEdition,
  type EditionName,
  editionNames,
  isEdition,
  loadedRules,
  type RulesName,
  rulesOf,
} from '../contract/editions.ts';
import type { Rejected } from '../contract/explained.ts';
import { authenticatorOf, type Grants } from '../protocol/auth.ts';
import { formOf, jsonOf } from '../protocol/body.ts';
import { preflight, share } from '../protocol/cors.ts';
import {
  ApigError,
  instanceNotFound,
  inTermsOf,
  invalidRequest,
  storeFailure,
  systemError,
  tooLarge,
} from '../protocol/errors.ts';
import { type EngineRequest, type EngineResponse, json } from '../protocol/exchange.ts';
import { inFlight, type Share } from '../protocol/in-flight.ts';
import { asciiJson } from '../protocol/json.ts';
import { idSource, newClock, randomSource } from '../protocol/stamp.ts';
import { type Call, type Limits, ResponseFile } from '../resources/handler.ts';
import { resources as everything } from '../resources/index.ts';
import type { AnyResource } from '../resources/resource.ts';
import { seed as documentedSeed } from '../resources/seed.ts';
import { restore, type Snapshot, snapshotOf } from '../state/snapshot.ts';
import { checkByContract, stateOf } from '../state/state.ts';
import { memoryStore } from '../store/memory.ts';
import { type Reader, type Seed, type Store, StoreError } from '../store/store.ts';
import { type Controlled, control, isControl } from './control.ts';
import { handlersOf, lookupFieldsOf } from './declared.ts';
import { type FaultRates, faultInjectorOf, type Latency } from './faults.ts';
import { bytesOfFiles, longestKept, newHistory, withoutFiles } from './history.ts';
import { checkWhole, limitsOf } from './limits.ts';
import { entryOf, type LogEntry, type Note, newNote } from './log.ts';

/** How a mock is to be. */
export interface MockOptions extends Grants {
  /** What requests are validated against that choose no edition themselves. Default: the newest revision in English. */
  edition?: EditionName | undefined;
  /** `documented`: what the documents state; `observed`: also what real gateways accept but the documents do not mention. Default: `documented`. */
  rules?: RulesName | undefined;
  /** Where the state is kept. Default: in memory. */
  store?: Store | undefined;
  /**
   * How many projects are kept in memory; 0: no limit. For one more, the project that was used least recently is forgotten
   * and is as at its beginning again, which the log entry of the request tells. Not with a `store`. Default: 10,000.
   */
  maxProjects?: number | undefined;
  /** What every project begins with. Default: all that the documents' examples name. */
  seed?: Seed | undefined;
  /**
   * How many documents an instance may have of a kind, `{ app: 50 }`; 0: any number. Default: what `listProjectConfigs` shows; the
   * documents state few of them.
   */
  limits?: Limits | undefined;
  /** `limits: { 'vpc-channel': … }`. Default: 30, as documented. */
  maxChannels?: number | undefined;
  /**
   * How long a gateway is being created or resized, in milliseconds of the clock; 0: not at all, which is the right thing where
   * the clock stands still. Default: 5,000.
   */
  provisioning?: number | undefined;
  /** Hosts of servers in VPC channels that their health checks find unhealthy. Default: none. */
  unhealthy?: readonly string[] | undefined;
  /** The longest body that is accepted, in bytes. Default: 1 MiB. */
  maxBody?: number | undefined;
  /**
   * How many bytes of bodies may be held at the same time, over all requests; what is beyond gets 503. At least
   * `maxBody`. Default: 64 MiB.
   */
  maxInFlight?: number | undefined;
  /** Whether pages of other origins may call. Default: true. */
  cors?: boolean | undefined;
  /** How long the responses of operations are held back, in milliseconds; rejections of path, size and credentials are not. Default: 0. */
  latency?: Latency | undefined;
  /** How many calls of an operation fail with a system error, from 0 to 1. Default: none. */
  faults?: FaultRates | undefined;
  /** The time that responses show, in milliseconds since 1970. Signatures are checked against the real one. Default: `Date.now`. */
  now?: (() => number) | undefined;
  /** The same seed gives the same identifiers and the same faults, in the same order. Default: random ones. */
  idSeed?: string | undefined;
  /** Whether `/_mock/ready`, `/_mock/requests` and `/_mock/state` are served. Default: true. */
  control?: boolean | undefined;
  /** Is told of every request after it was answered. */
  log?: ((entry: LogEntry) => void) | undefined;
}

/** The engine, as adapters use it. */
export interface Engine {
  /**
   * Fulfilled when it can work.
   *
   * @throws StoreError where the store cannot be used, TypeError where the seed is not as the contract has it
   */
  ready(): Promise<void>;
  /**
   * Never rejects: what goes wrong is a response too, an error of the mock itself a 500.
   *
   * @param rejection - the response, where whoever took the request in rejects it; it is logged as any other
   */
  respond(asked: EngineRequest, rejection?: ApigError): Promise<EngineResponse>;
  /** Forgets all changes and past requests: every project is as at its beginning. */
  reset(): Promise<void>;
  /** The state of all projects. */
  snapshot(): Promise<Snapshot>;
  /**
   * Brings back a state, in the place of the present one.
   *
   * @throws SnapshotError where the value is not a snapshot; nothing has changed then
   */
  restore(snapshot: unknown): Promise<void>;
  /** Closes the store; the mock cannot be used afterwards. */
  close(): Promise<void>;
}

/** 1 MiB. */
const defaultMaxBody = 1_048_576;

/** 64 MiB. */
const defaultMaxInFlight = 67_108_864;

const defaultMaxProjects = 10_000;

/**
 * @param resources - what the mock knows how to keep; a test declares others
 * @throws TypeError where an option has no meaning, RangeError where a latency is beyond what timers know
 */
export function createEngine(options: MockOptions = {}, resources: readonly AnyResource[] = everything): Engine {
  const handlers = handlersOf(resources);
  const { edition: fallback = defaultEdition, rules: rulesName = 'documented', maxProjects } = options;
  const { maxBody = defaultMaxBody, maxChannels, cors = true, latency = 0, faults = {} } = options;
  const { maxInFlight = defaultMaxInFlight, provisioning = 5000 } = options;
  const { now = Date.now, idSeed, control: controllable = true, log, seed = documentedSeed } = options;
  if (!isEdition(fallback)) throw new TypeError(`Unknown edition ${fallback}. Known: ${editionNames.join(', ')}.`);
  if (maxProjects !== undefined && options.store) {
    throw new TypeError('maxProjects is for state in memory; a store keeps as many projects as it will.');
  }
  if (maxProjects !== undefined) checkWhole('maxProjects', maxProjects);
  const most = options.store ? 0 : (maxProjects ?? defaultMaxProjects);
  let forgotten: string[] = [];
  const store =
    options.store ?? memoryStore({ maxProjects: most, forgotten: (project) => void forgotten.push(project) });
  store.lookUpBy?.(lookupFieldsOf(resources));
  for (const operation of Object.keys(faults)) {
    if (operation !== '*' && !operationIds.some((id) => id === operation))
      throw new TypeError(`No operation ${operation}.`);
  }
  const sources = { ids: idSource(idSeed), clock: newClock(now) };
  const requestIds = idSource(idSeed === undefined ? undefined : `${idSeed} requests`);
  const state = stateOf(store, seed);
  // The mock's own needs no check. Where it is not right, every operation says so.
  const seedIsRight = seed === documentedSeed ? undefined : checkByContract(seed);
  seedIsRight?.catch(() => {});
  const authenticate = authenticatorOf(options);
  const unhealthy = new Set(options.unhealthy);
  const shareOf = inFlight(Math.max(maxInFlight, maxBody));
  const injectFault = faultInjectorOf(latency, faults, randomSource(idSeed));
  checkWhole('provisioning', provisioning);
  const limits = limitsOf(resources, {
    ...(maxChannels !== undefined && { 'vpc-channel': maxChannels }),
    ...options.limits,
  });
  const history = newHistory();
  // Nobody else is told, but for whoever asks with the request.
  const explains = controllable || log !== undefined;
  // So that the first request waits for no more than the checks of its resource. Where it fails, the request says so.
  rulesOf(fallback, rulesName).catch(() => {});

  const controlled: Controlled = {
    async about() {
      const { validator } = await rulesOf(fallback, rulesName);
      const examples = Object.keys(validator.operations).filter((id) => !Object.hasOwn(handlers, id));
      return { edition: fallback, rules: rulesName, ...(examples.length > 0 && { examples }) };
    },
    requests: history.list,
    snapshot: () => snapshotOf(store, sources),
    restore: (value) => restore(value, store, sources, most),
    async reset() {
      await store.load([]);
      sources.ids.given = 0;
      sources.clock.resume({ last: 0, count: 0 });
      history.clear();
    },
  };

  async function served(asked: EngineRequest, attempt: Attempt): Promise<EngineResponse> {
    const { note } = attempt;
    if (seedIsRight) await seedIsRight;
    const [target, search] = parted(asked.target);
    const { edition, path } = chosen(target, asked, fallback);
    const { revision, validator, router } = loadedRules(edition, rulesName) ?? (await rulesOf(edition, rulesName));
    note.edition = edition;
    const { operationId, params, hasBody } = router.match(asked.method, path);
    note.operation = operationId;
    const request: Rejected['request'] = { params, query: {}, body: undefined };
    attempt.request = request;
    const { errorCodes, statuses, form } = validator.operations[operationId];
    const [status = 200] = statuses;
    attempt.codes = errorCodes;
    const { project_id: project = '', instance_id: instance = '' } = params;
    const verify = authenticate(asked, project);
    const bytes = hasBody || verify ? await bodyOf(asked, attempt) : undefined;
    if (verify) await verify(bytes);
    if (injectFault) await injectFault(operationId);
    const body = hasBody ? (form ? formOf : jsonOf)(asked, bytes) : undefined;
    if (bytes && bytes.byteLength - bytesOfFiles(body) <= longestKept) attempt.body = form ? withoutFiles(body) : body;
    request.body = body;
    if (search) request.query = Object.fromEntries(new URLSearchParams(search));

    const problems =
      validator.validateLoaded(operationId, request) ?? (await validator.validateRequest(operationId, request));
    const scope = { project, instance };
    const misplaced = problems.find((problem) => problem.in !== 'body');
    // Where an operation has no 400, an ID that is none is one of nothing; that of a project is of no gateway.
    if (misplaced && !statuses.includes(400)) {
      const ofGateway = problems.some(({ parameter }) => parameter === 'project_id' || parameter === 'instance_id');
      if (ofGateway) throw instanceNotFound(instance);
    } else {
      reject(misplaced);
    }
    // The instance first: whoever names the wrong one is not helped by what is wrong with the body.
    const inBody = problems.find((problem) => problem.in === 'body');
    if (inBody) await state.read(scope, () => reject(inBody));

    const handler = Object.hasOwn(handlers, operationId) ? handlers[operationId] : undefined;
    if (!handler) {
      await state.read(scope, () => {});
      note.example = true;
      const { examples, files } = await import('../../generated/examples.ts');
      const file = files[operationId];
      if (file) return { status, headers: { 'content-type': file.type }, body: file.text };
      return responseWith(status, examples[operationId]);
    }
    const prepared =
      handler.prepares &&
      (await handler.prepares(body, async (operation, sent) => {
        const [problem] = await validator.validateRequest(operation, { params, query: {}, body: sent });
        return problem && invalidRequest(problem);
      }));
    const { query } = request;
    const now = sources.clock.next();
    const newId = sources.ids.next;
    const callOn = <Documents extends Reader>(documents: Documents): Call<Documents> => ({
      scope,
      revision,
      rules: rulesName,
      limits,
      provisioning,
      unhealthy,
      params,
      query,
      body,
      prepared,
      documents,
      now,
      newId,
    });
    const shown = await ('reads' in handler
      ? state.read(scope, (documents) => handler.reads(callOn(documents)))
      : state.write(scope, (documents) => handler.writes(callOn(documents))));
    if (shown instanceof ResponseFile) return { status, headers: { 'content-type': shown.type }, body: shown.text };
    return responseWith(status, shown);
  }

  async function bodyOf(asked: EngineRequest, attempt: Attempt): Promise<Uint8Array | undefined> {
    if (Number(asked.header('content-length')) > maxBody) throw tooLarge();
    attempt.share = shareOf();
    const bytes = await asked.body(maxBody, attempt.share.hold);
    if (bytes && bytes.byteLength > maxBody) throw tooLarge();
    return bytes;
  }

  return {
    ...controlled,
    async ready() {
      await seedIsRight;
      await store.ready?.();
    },
    async respond(asked, rejection) {
      const started = performance.now();
      const note = newNote(now(), requestIds.next(), asked);
      const attempt: Attempt = { note, body: undefined, share: undefined, request: undefined, codes: {} };
      const controls = controllable && isControl(asked.target);
      const shared = cors && !controls && !rejection;
      const asksWhy = () => asked.header('x-apig-explain') === 'true';
      let response: EngineResponse;
      try {
        if (rejection) throw rejection;
        const own = controls ? await control(controlled, asked) : cors ? preflight(asked) : undefined;
        response = own ?? (await served(asked, attempt));
      } catch (error) {
        response = failed(error, attempt);
        if (explains || asksWhy()) await explain(error, response.status, rulesName, attempt);
      } finally {
        attempt.share?.release();
      }
      response.headers['x-request-id'] = note.requestId;
      // Of its own request alone, so that a page may read it wherever it may read the response.
      if (note.explained && asksWhy()) response.headers['x-apig-explained'] = asciiJson(note.explained);
      // What a test does with the mock itself is not what its program did: only what fails is told.
      if (controls && response.status < 400) return response;
      if (shared) share(asked, response);
      note.status = response.status;
      note.milliseconds = performance.now() - started;
      if (forgotten.length > 0) {
        note.forgotten = forgotten;
        forgotten = [];
      }
      if (controllable && !controls) history.add({ note, headers: asked.headers(), body: attempt.body });
      log?.(entryOf(note));
      return response;
    },
    close: () => store.close(),
  };
}

/** A request while it is answered. */
interface Attempt {
  note: Note;
  /** Where it is short enough to be kept. */
  body: unknown;
  /** Undefined where no body was read. */
  share: Share | undefined;
  /** What an operation was called with; undefined where none was. */
  request: Rejected['request'] | undefined;
  /** Of the operation, by status; none where there is no operation. */
  codes: Readonly<Record<number, readonly string[]>>;
}

/** The note learns why the contract or the state forbids the request. */
async function explain(
  error: unknown,
  status: number,
  rules: RulesName,
  { note, request, body }: Attempt,
): Promise<void> {
  const { code, edition, operation } = note;
  if (!(edition && operation && request) || code === undefined || status >= 500) return;
  const { explained } = await import('../contract/explained.ts');
  const problem = error instanceof ApigError ? error.problem : undefined;
  const isShort = body !== undefined || request.body === undefined;
  note.explained = await explained({ edition, rules, operation, request, isShort, status, code, problem });
}

/** The response where the work failed; the note learns why. */
function failed(error: unknown, { note, codes }: Attempt): EngineResponse {
  const own = rejectionOf(error);
  const rejection = inTermsOf(codes, own);
  note.code = rejection.code;
  note.message = rejection.message;
  if (own !== error) note.error = error;
  return rejected(rejection);
}

function rejectionOf(error: unknown): ApigError {
  if (error instanceof ApigError) return error;
  return error instanceof StoreError ? storeFailure(error) : systemError();
}

/** The path and the query. A query may have question marks of its own. */
function parted(target: string): [path: string, query: string] {
  const mark = target.indexOf('?');
  return mark === -1 ? [target, ''] : [target.slice(0, mark), target.slice(mark + 1)];
}

function reject(problem: Problem | undefined): void {
  if (problem) throw invalidRequest(problem);
}

function responseWith(status: number, body: object | undefined): EngineResponse {
  return body ? json(status, body) : { status, headers: {}, body: undefined };
}

/** An error as every adapter returns it. */
function rejected({ status, code, message, headers }: ApigError): EngineResponse {
  return json(status, { error_code: code, error_msg: message }, headers);
}
