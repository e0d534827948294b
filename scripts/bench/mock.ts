// The mock against what people would use instead: Prism, and openapi-msw behind MSW's HTTP server; and against a bare Map
// behind node:http, which no mock in Node can beat. The processor's time is the figure to trust: unlike the rate it does
// not depend on how much of the machine the load takes.
import { mkdtempSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { objectOf, resolve } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import { readRevisions } from '@apig-spec/repository/editions';
import { filesBelow, readBuilt } from '@apig-spec/repository/files';
import { distDir } from '@apig-spec/repository/paths';
import { byTurns, compared, type Line, median } from './measure.ts';
import { type Contestants, contestants } from './mock/contestants.ts';
import { type Call, type Command, type Cost, type Server, started } from './mock/server.ts';

const [newest] = readRevisions();
const document = readBuilt(join(distDir, `${newest}.en.json`));
const operation = operationsOf(document).find(({ id }) => id === 'createVpcChannel');
const body = objectOf(objectOf(resolve(document, operation?.requestExamples['server-channel']))['value']);
const path = (operation?.path ?? '')
  .replace('{project_id}', '73d69ae0cfcf460190522d06b60f05ad')
  .replace('{instance_id}', 'eddc4d25480b4cd6b512f270a1b8b341');
const create: Call = { method: 'POST', path, body };
/** What a server is asked until it listens. */
const first: Call = { ...create, body: { ...body, name: 'VPC_first' } };

export const rounds = 5;

export async function* lines(rounds: number): AsyncGenerator<Line> {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'apig-bench-'));
  try {
    const all = contestants(folder);
    yield* reads(rounds, all);
    yield* writes(rounds, all);
    yield* starts(rounds, all);
    yield {
      ...{ what: 'installed size, with all dependencies', against: 'Prism', unit: 'MB', aim: { oursAtMost: 15 } },
      ...{ ours: sizeOf(all.installed.ours), theirs: sizeOf(all.installed.prism) },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function* reads(rounds: number, { ours, prism, msw, bare, autocannon }: Contestants): AsyncGenerator<Line> {
  // A Map gives back what it was given: it is given what ours answers, so that both send as much.
  let stored = create;
  const costs = await costsOf(rounds, autocannon, { ours, prism, msw, bare }, async (server, name) => {
    const { id } = await created(server, validates(name) ? create : stored);
    const show: Call = { method: 'GET', path: `${path}/${id}` };
    const shown = await server.ask(show);
    expect(shown, 200, body['name']);
    if (name === 'ours') stored = { ...create, body: shown.body };
    return show;
  });
  yield* told('GET by id', costs, { bare: 1.9, prism: 0.2 });
}

/** Ours keeps what it is given in a file, and responds when it is safe there. Not a POST: no two channels have the same name. */
async function* writes(rounds: number, { durable, prism, msw, bare, autocannon }: Contestants): AsyncGenerator<Line> {
  const costs = await costsOf(rounds, autocannon, { ours: durable, prism, msw, bare }, async (server, name) => {
    const { id } = await created(server);
    const update: Call = { method: 'PUT', path: `${path}/${id}`, body };
    const rejected = await server.ask({ ...update, body: { ...body, port: 70000 } });
    if (validates(name) && rejected.status !== 400) throw new Error(`${name} does not validate.`);
    return update;
  });
  yield* told('PUT, validated and durable', costs, { prism: 0.25 });
}

/** Whether a server is one that validates requests against the contract. */
const validates = (name: string) => name === 'ours' || name === 'prism';

type Side = 'ours' | 'prism' | 'msw' | 'bare';
type Costs = Record<Side, Cost[]>;

/** What a call costs each server. All of them run at the same time; those that are not called do nothing. */
async function costsOf(
  rounds: number,
  autocannon: string,
  commands: Record<Side, Command>,
  callOf: (server: Server, name: string) => Promise<Call>,
): Promise<Costs> {
  const servers: Server[] = [];
  const load = async (name: Side) => {
    const server = await started(commands[name], first, autocannon);
    servers.push(server);
    const call = await callOf(server, name);
    return () => server.load(call);
  };
  try {
    return await byTurns(rounds, {
      ours: await load('ours'),
      msw: await load('msw'),
      bare: await load('bare'),
      prism: await load('prism'),
    });
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

const names = { bare: 'a bare Map', prism: 'Prism', msw: 'openapi-msw' };

function* told(what: string, costs: Costs, aims: Partial<Record<Side, number>>): Generator<Line> {
  for (const [figure, unit] of [
    ['cpu', 'µs'],
    ['rate', '/s'],
  ] as const) {
    for (const side of ['bare', 'prism', 'msw'] as const) {
      const middle = (of: Cost[]) => median(of.map((cost) => cost[figure]));
      const aim = figure === 'cpu' ? aims[side] : undefined;
      yield {
        what: figure === 'cpu' ? `${what}, processor time` : what,
        ...{ against: names[side], unit, ours: middle(costs.ours), theirs: middle(costs[side]) },
        ...(aim !== undefined && { aim: { atMost: aim } }),
      };
    }
  }
}

async function* starts(rounds: number, { ours, prism, autocannon }: Contestants): AsyncGenerator<Line> {
  const once = (command: Command, figure: (server: Server) => Promise<number> | number) => async () => {
    const server = await started(command, first, autocannon);
    try {
      await created(server);
      return await figure(server);
    } finally {
      await server.stop();
    }
  };
  const ready = ({ ready }: Server) => ready;
  yield {
    ...{ what: 'from its start to its first response', against: 'Prism', unit: 'ms', aim: { oursAtMost: 200 } },
    ...(await compared(rounds, once(ours, ready), once(prism, ready))),
  };
  const idle = async (server: Server) => {
    await sleep(500);
    return (await server.memory()) / megabyte;
  };
  yield {
    ...{ what: 'memory when idle', against: 'Prism', unit: 'MB', aim: { oursAtMost: 90 } },
    ...(await compared(rounds, once(ours, idle), once(prism, idle))),
  };
}

/** Creates a channel. @throws Error where the response is not the channel */
async function created(server: Server, call = create): Promise<Record<string, unknown>> {
  const response = await server.ask(call);
  expect(response, 201, body['name']);
  return response.body;
}

/** So that nothing is measured that does not do its work. */
function expect(response: Awaited<ReturnType<Server['ask']>>, status: number, name: unknown): void {
  if (response.status === status && response.body['name'] === name) return;
  throw new Error(`Expected ${status} and the name ${name}; the response is ${JSON.stringify(response)}.`);
}

const megabyte = 1_000_000;

function sizeOf(folder: string): number {
  const bytes = filesBelow(folder, '').map((file) => statSync(join(folder, file)));
  return bytes.reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0) / megabyte;
}
