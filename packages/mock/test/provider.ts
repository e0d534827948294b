// What terraform's provider for Huawei Cloud does with what it manages, as its source and its acceptance tests have it: what it
// sends, what it reads afterwards and compares with its configuration. The provider itself does not run here.
import { createMock, type RulesName, type Snapshot } from '../src/index.ts';
import { calling } from './calling.ts';
import { pem } from './certificates.ts';
import { type Body, instance, newest, project } from './support.ts';

/** A request that the mock rejects: `400 member_groups`. */
class Rejected extends Error {}

/** A life begins with its resource and ends without it. */
export type Life = (terraform: Terraform) => Promise<void>;

/** As a client in Go it takes these for a success. */
const successes: Record<string, number[]> = {
  GET: [200],
  POST: [200, 201, 202, 204],
  PUT: [200, 201, 202, 204],
  DELETE: [200, 202, 204],
};

/** What calls of the provider share. */
export interface Terraform {
  /** @throws Rejected */
  call(method: string, path: string, body?: unknown): Promise<Body>;
  /** The same by paths of the project, for gateways themselves and for certificates. @throws Rejected */
  project(method: string, path: string, body?: unknown): Promise<Body>;
  /** Compares what is configured with what is shown: what differs, terraform would plan to change. */
  plan(configured: Body, shown: Body): void;
  /**
   * Creates, reads, updates, reads and deletes, as most resources are managed.
   *
   * @param read - of what is shown, where it is not found by its ID
   * @returns the ID of what was created, deleted by then unless it is to be kept
   */
  manage(at: string, sent: object, options?: Managed): Promise<string>;
}

interface Managed {
  id?: string;
  change?: object;
  read?: (id: string) => Promise<Body>;
  /** Settings of the provider that have no other value than none, where the configuration has none. */
  unset?: readonly string[];
  /** What of the request is read again; all of it by default. */
  compared?: (sent: object) => object;
  keep?: boolean;
}

/** What differs from the configuration, so that terraform would plan to change it: `ttl: 5, not 0`. */
function planned(configured: Body, shown: Body, at = ''): string[] {
  if (Array.isArray(configured)) {
    const longer = (shown ?? []).length > configured.length ? [`${at}: ${shown.length} of them`] : [];
    return [...longer, ...configured.flatMap((each, index) => planned(each, shown?.[index], `${at}[${index}]`))];
  }
  if (configured !== null && typeof configured === 'object') {
    return Object.entries(configured).flatMap(([name, each]) => planned(each, shown?.[name], `${at}.${name}`));
  }
  // To Go what is absent is the zero value of its type.
  const isSame = configured === shown || (isZero(configured) && isZero(shown));
  return isSame ? [] : [`${at}: ${JSON.stringify(shown)}, not ${JSON.stringify(configured)}`];
}

function isZero(value: Body): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return !value || (typeof value === 'object' && Object.values(value).every(isZero));
}

/**
 * What became of a life: `rejected` names the status and the field of a request, `planned` has what terraform would still
 * change, `left` what is there that was not before.
 */
export interface Outcome {
  rejected?: string;
  planned: string[];
  left: string[];
}

/** Lives a life with a mock of its own. */
export async function lived(life: Life, rules: RulesName): Promise<Outcome> {
  const mock = createMock({ edition: newest, rules, provisioning: 0 });
  const base = 'http://mock.test';
  const ask = await calling({ edition: newest, rules }, { base, fetch: (request) => mock.fetch(request) });
  const plans: string[] = [];
  const asked = async (method: string, path: string, body: unknown, of?: { instance: string }) => {
    const response = await ask(method, path, body, of);
    if (successes[method]?.includes(response.status)) return response.body;
    const [, named = ''] = /parameter ?[nN]ame[:[]?\s?(\w+)/.exec(response.body.error_msg) ?? [];
    throw new Rejected(`${response.status} ${named || response.body.error_msg}`);
  };
  const call: Terraform['call'] = (method, path, body) => asked(method, path, body);
  const plan: Terraform['plan'] = (configured, shown) => void plans.push(...planned(configured, shown));
  const manage: Terraform['manage'] = async (at, sent, options = {}) => {
    const { id = 'id', change = {}, unset = [], keep, compared = (all) => all } = options;
    const created: string = (await call('POST', at, sent))[id];
    const path = `${at}/${created}`;
    const read = options.read ?? (() => call('GET', path));
    const nothing = Object.fromEntries(unset.map((name) => [name, '']));
    plan({ ...nothing, ...compared(sent) }, await read(created));
    const changed = { ...sent, ...change };
    await call('PUT', path, changed);
    plan({ ...nothing, ...compared(changed) }, await read(created));
    if (!keep) await call('DELETE', path);
    return created;
  };
  // A snapshot has the state of a gateway, and of what belongs to none, once something has changed there.
  await manage('/apps', { name: 'tf_first' });
  const certificate = await ask('POST', '/certificates', { name: 'tf_first', ...pem() }, { instance: '' });
  await ask('DELETE', `/certificates/${certificate.body.id}`, undefined, { instance: '' });
  const before = namesIn(await mock.snapshot());
  const outcome: Outcome = { planned: plans, left: [] };
  try {
    await life({ call, project: (method, path, body) => asked(method, path, body, { instance: '' }), manage, plan });
    const after = namesIn(await mock.snapshot());
    // The provider does not undo what it configures of a feature; and of a gateway it is kept that it was deleted.
    const stays = / (feature|deleted-instance) /;
    outcome.left.push(...[...after].filter((name) => !before.has(name) && !stays.test(name)));
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    outcome.rejected = error.message;
  }
  return outcome;
}

/** What is kept of the gateways: kind and ID. */
function namesIn({ scopes }: Snapshot): Set<string> {
  const names = scopes.flatMap(({ project: of, instance: within, documents }) =>
    of !== project
      ? []
      : Object.entries(documents).flatMap(([kind, byId]) => Object.keys(byId).map((id) => `${within} ${kind} ${id}`)),
  );
  return new Set(names.map((name) => name.replace(instance, '')));
}
