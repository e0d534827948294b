// Command: the vendor's SDKs call all operations of the contract that they have of a mock that verifies their signatures, by both
// rules. Names and skips what this machine does not have. Writes what it finds to results.json and to the README of
// the mock; then tries the site's samples.
import { join } from 'node:path';
import type { JsonObject } from '@apig-spec/model/json';
import { commandLine } from '@apig-spec/repository/command';
import { readRevisions } from '@apig-spec/repository/editions';
import { Mistakes, step } from '@apig-spec/repository/failure';
import { readBuilt } from '@apig-spec/repository/files';
import { distDir } from '@apig-spec/repository/paths';
import { type Client, clients, Missing, prepared } from './lib/clients.ts';
import { type Departure, departures } from './lib/departures.ts';
import { type Driver, drive } from './lib/driver.ts';
import { takenBy } from './lib/plain.ts';
import { type Call, planOf } from './lib/plan.ts';
import { type ClientResults, readResults, type Verdict, writeResults } from './lib/results.ts';
import { trySamples } from './lib/samples.ts';
import { keys, type Outcome, type Rules, type Trial, trial } from './lib/trial.ts';

const usage = `Usage: npm run test:clients [-- --client <name>]…

Runs the vendor's SDKs against the mock, over all operations, and the site's samples in Python, Go and Java. Names
and skips what this machine does not have.

  --client <name>  only this one, of ${Object.keys(clients).join(', ')}; may be given again
  --help           show this and end
`;
const { values, wrong } = commandLine('test:clients', usage, { client: { type: 'string', multiple: true } });
const wanted = values.client ?? Object.keys(clients);
const stranger = wanted.find((name) => !Object.hasOwn(clients, name));
if (stranger !== undefined) wrong(`'${stranger}' is not a client.`);

const mistakes = new Mistakes();

await step('clients', async () => {
  const [newest] = readRevisions();
  const documentOf = (rules: Rules): JsonObject =>
    readBuilt(join(distDir, rules === 'observed' ? 'observed' : '', `${newest}.en.json`));
  const planned = async (rules: Rules) => ({ rules, plan: await takenBy(rules, planOf(documentOf(rules))) });
  const plans = [await planned('documented'), await planned('observed')];

  const results = readResults();
  const tried: string[] = [];
  for (const [key, client] of Object.entries(clients)) {
    if (!wanted.includes(key)) continue;
    const driver = await driverOf(key, client);
    if (!driver) continue;
    try {
      results[client.name] = await resultsOf(key, client, driver, plans);
      tried.push(`${client.name} ${driver.version}`);
    } finally {
      await driver.stop();
    }
  }
  writeResults(results);
  mistakes.stop();
  return `${tried.join(', ') || 'no client'} called what they have`;
});

await step('samples', () => trySamples(wanted));

async function driverOf(key: string, client: Client): Promise<Driver | undefined> {
  try {
    return await drive(prepared(key, client), [keys.access, keys.secret]);
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    console.log(`${client.name}: skipped, ${error.message}.`);
    return undefined;
  }
}

async function resultsOf(
  key: string,
  { name, sdk }: Client,
  driver: Driver,
  plans: readonly { rules: Rules; plan: Call[] }[],
): Promise<ClientResults> {
  const known = departures[key] ?? {};
  const departureOf = (operation: string, rules: Rules) => {
    const departure = known[operation];
    return (departure?.only ?? rules) === rules ? departure : undefined;
  };
  const found: ClientResults = {
    ...{ sdk, version: driver.version.replace(/^v/, ''), calls: { documented: 0, observed: 0 } },
    ...{ documented: {}, observed: {}, departures: {}, unsent: {}, unread: {} },
  };
  for (const { rules, plan } of plans) {
    const tried = await trial(driver, plan, rules);
    found.calls[rules] = tried.outcomes.length;
    for (const { operation, unsent, unread } of tried.outcomes) {
      noted(found.unsent, operation, unsent);
      noted(found.unread, operation, unread);
    }
    for (const operation of new Set(plan.map((call) => call.operation))) {
      found[rules][operation] = verdictOf(`${name}, ${rules} rules`, operation, tried, departureOf(operation, rules));
    }
    const counts = Map.groupBy(Object.values(found[rules]), (verdict) => verdict);
    const told = [...counts].map(([verdict, all]) => `${all.length} ${verdict}`).join(', ');
    console.log(`${name} ${driver.version}, ${rules} rules: ${tried.outcomes.length} calls; operations: ${told}`);
  }
  for (const [operation, { why }] of Object.entries(known)) found.departures[operation] = why;
  return found;
}

/** Adds fields, whatever their place in lists, to those of an operation. */
function noted(byOperation: Record<string, string>, operation: string, fields: readonly string[]): void {
  const before = byOperation[operation]?.split(', ') ?? [];
  const all = new Set([...before, ...fields.map((field) => field.replaceAll(/\/\d+/g, '/*'))]);
  if (all.size > 0) byOperation[operation] = [...all].sort().join(', ');
}

/** What became of an operation by all of its calls. */
function verdictOf(where: string, operation: string, { outcomes, examples }: Trial, known?: Departure): Verdict {
  const calls = outcomes.filter((call) => call.operation === operation);
  if (calls.length === 0) return 'missing';
  const wrong = calls.filter(({ problems }) => problems.length > 0);
  const isKnown = ({ problems }: Outcome) => known !== undefined && problems.every((each) => each.includes(known.says));
  if (wrong.length > 0 && wrong.every(isKnown)) return 'departs';
  for (const { example, problems } of wrong) {
    mistakes.add({
      file: 'packages/mock',
      at: `${where}: ${operation}`,
      problem: `${example}: ${problems.slice(0, 5).join('; ')}`,
      fix: 'Correct the mock; if the client is at fault, record it in scripts/clients/lib/departures.ts.',
    });
  }
  if (wrong.length > 0) return 'fails';
  if (known !== undefined) {
    mistakes.add({
      file: 'scripts/clients/lib/departures.ts',
      at: `${where}: ${operation}`,
      problem: 'The client no longer departs there.',
      fix: 'Delete the entry.',
    });
  }
  return examples.includes(operation) ? 'example' : 'works';
}
