// apig-mock serve: serves until it is told to end.

import { type Served, type ServeOptions, serve } from '../adapters/node.ts';
import { defaultEdition } from '../contract/editions.ts';
import { isSeedRequests, type SeedOptions, seedFrom } from '../engine/seeding.ts';
import type { Durability } from '../store/sqlite.ts';
import type { Seed } from '../store/store.ts';
import { dataOf, isDatabase, storeAt, withoutPassword } from './data.ts';
import { jsonIn } from './input.ts';
import { type LogForm, logLine, startHint, startLine } from './log.ts';
import {
  editionOf,
  faultRates,
  hostOf,
  keyGrants,
  latencyOf,
  limitsOf,
  notEmpty,
  oneOf,
  parsed,
  rulesNameOf,
  timeOf,
  tokenGrant,
  wholeNumber,
} from './options.ts';
import { UsageError } from './usage.ts';

const options = {
  port: { type: 'string', default: '4010' },
  host: { type: 'string', default: '127.0.0.1' },
  edition: { type: 'string', default: defaultEdition },
  rules: { type: 'string', default: 'documented' },
  data: { type: 'string' },
  durability: { type: 'string' },
  'max-projects': { type: 'string' },
  seed: { type: 'string' },
  token: { type: 'string', multiple: true },
  'access-key': { type: 'string', multiple: true },
  limit: { type: 'string', multiple: true },
  'max-channels': { type: 'string' },
  'provisioning-ms': { type: 'string' },
  unhealthy: { type: 'string', multiple: true },
  'max-body': { type: 'string', default: '1048576' },
  'max-in-flight': { type: 'string', default: '67108864' },
  latency: { type: 'string', default: '0' },
  fault: { type: 'string', multiple: true },
  now: { type: 'string' },
  'id-seed': { type: 'string' },
  'no-cors': { type: 'boolean' },
  control: { type: 'boolean' },
  'allowed-host': { type: 'string', multiple: true },
  log: { type: 'string', default: 'pretty' },
} as const;

/** What the arguments say; the file of the seed is not read yet. @throws UsageError */
function settingsOf(args: readonly string[]) {
  const { values } = parsed(args, options);
  const { now } = values;
  const log: LogForm = oneOf('--log', values.log, ['pretty', 'json', 'silent']);
  if (values['id-seed'] !== undefined && values.data !== undefined) {
    throw new UsageError(
      '--id-seed: not with --data. After a restart, the mock would create identifiers that the file already has.',
    );
  }
  if (values.durability !== undefined && values.data === undefined) {
    throw new UsageError('--durability: only with --data. State in memory is lost when the mock exits.');
  }
  if (values.durability !== undefined && isDatabase(values.data ?? '')) {
    throw new UsageError('--durability: only with a file. A database has its own settings.');
  }
  if (values['max-projects'] !== undefined && values.data !== undefined) {
    throw new UsageError('--max-projects: not with --data. A data file keeps every project.');
  }
  const most = values['max-channels'];
  const channelLimit = most === undefined ? [] : [`vpc-channel=${wholeNumber('--max-channels', most, 0)}`];
  const time = now === undefined ? undefined : timeOf(now);
  return {
    log,
    data: dataOf(values.data),
    durability: oneOf<Durability>('--durability', values.durability ?? 'normal', ['normal', 'full']),
    maxProjects:
      values['max-projects'] === undefined ? undefined : wholeNumber('--max-projects', values['max-projects'], 0),
    seed: notEmpty('--seed', values.seed, 'the name of a file'),
    port: wholeNumber('--port', values.port, 0, 65535),
    host: notEmpty('--host', values.host, 'an address'),
    edition: editionOf(values.edition),
    rules: rulesNameOf(values.rules),
    allowedHosts: (values['allowed-host'] ?? []).map((name) => hostOf('--allowed-host', name)),
    tokens: (values.token ?? []).map(tokenGrant),
    accessKeys: keyGrants(values['access-key'] ?? []),
    limits: limitsOf([...(values.limit ?? []), ...channelLimit]),
    // While the clock stands still, nothing would ever be created.
    provisioning: wholeNumber('--provisioning-ms', values['provisioning-ms'] ?? (now === undefined ? '5000' : '0'), 0),
    unhealthy: (values.unhealthy ?? []).flatMap((host) => notEmpty('--unhealthy', host, 'a host') ?? []),
    maxBody: wholeNumber('--max-body', values['max-body'], 1),
    maxInFlight: wholeNumber('--max-in-flight', values['max-in-flight'], 1),
    latency: latencyOf(values.latency),
    faults: faultRates(values.fault ?? []),
    now: time === undefined ? undefined : () => time,
    idSeed: notEmpty('--id-seed', values['id-seed'], 'a text'),
    cors: !values['no-cors'],
    // Left to the address where it is not asked for.
    control: values.control,
  };
}

/** @throws UsageError, and Error where it cannot listen or a file cannot be used */
export async function runServe(args: readonly string[]): Promise<number> {
  const { log, data, durability, seed, ...settings } = settingsOf(args);
  const store = data === undefined ? undefined : await storeAt(data, durability);
  if (store?.shared) {
    console.error(`apig-mock: ${data} is in use by another process. Both share one state: a reset affects both.`);
  }
  const served: ServeOptions = {
    ...settings,
    seed: await seedNamed(seed, settings),
    store,
    log: log === 'silent' ? undefined : (entry) => console.log(logLine(log, entry)),
  };
  const server = await serve(served);
  // Before it says that it listens: whoever reads that may end it at once.
  endOnSignal(server);
  console.log(
    startLine(log, {
      url: server.url,
      edition: settings.edition,
      rules: settings.rules,
      data: data && withoutPassword(data),
    }),
  );
  const hint = startHint(log, settings);
  if (hint) console.log(hint);
  return 0;
}

/** What `--seed` names: nothing, what the documents' examples name, or a file of documents or of requests. */
async function seedNamed(name: string | undefined, options: SeedOptions): Promise<Seed | undefined> {
  if (name === undefined || name === 'documents') return undefined;
  if (name === 'empty') return {};
  const content = await jsonIn(name);
  return isSeedRequests(content) ? seedFrom(content, options) : (content as Seed);
}

/** A second signal changes nothing: a terminal and a wrapper may both pass on the same Ctrl-C. */
function endOnSignal(server: Served): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      server.close().then(
        () => process.exit(0),
        (error: Error) => {
          console.error(`apig-mock: ${error.message}`);
          process.exit(1);
        },
      );
    });
  }
}
