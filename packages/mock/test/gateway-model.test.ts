// Thousands of random requests in a row: what the mock responds with is what a small model of a gateway expects.
import {
  type AsyncCommand,
  assert,
  asyncModelRun,
  asyncProperty,
  check,
  commands,
  constantFrom,
  nat,
  tuple,
} from 'fast-check';
import { expect, it } from 'vitest';
import { createEngine } from '../src/engine/engine.ts';
import { seed } from '../src/index.ts';
import { resources } from '../src/resources/index.ts';
import type { AnyResource } from '../src/resources/resource.ts';
import { acts } from './gateway-acts.ts';
import { type Ask, type Choices, type Gateway, limits, newGateway, release } from './gateway-model.ts';
import { instance, patience, project } from './support.ts';

const isLong = import.meta.env.MODE === 'long';

/** A gateway with nothing but the environment that each has. */
const empty = {
  [instance]: {
    instance: { [instance]: seed[instance]?.['instance']?.[instance] ?? {} },
    environment: { [release.id]: seed[instance]?.['environment']?.[release.id] ?? {} },
  },
};

/** How often each act was done, and not rejected. */
const done = new Map<string, number>();

/** One act, and what it chooses by. */
class Command implements AsyncCommand<Gateway, Ask> {
  readonly name: string;
  readonly choices: Choices;

  constructor(name: string, choices: Choices) {
    this.name = name;
    this.choices = choices;
  }

  check() {
    return true;
  }

  async run(gateway: Gateway, ask: Ask) {
    const difference = await acts[this.name]?.(gateway, ask, this.choices);
    if (difference) throw new Error(`${this}: ${difference}`);
    if (lastStatus < 400) done.set(this.name, (done.get(this.name) ?? 0) + 1);
  }

  toString() {
    return `${this.name}(${this.choices})`;
  }
}

let lastStatus = 0;

/** A mock of these resources, asked without a server between. */
function asking(all: readonly AnyResource[]): Ask {
  const engine = createEngine({ seed: empty, limits, control: false }, all);
  return async (method, path, body) => {
    const headers: Record<string, string> = { 'x-auth-token': 'any', 'content-type': 'application/json' };
    const bytes = body && new TextEncoder().encode(JSON.stringify(body));
    const { status, body: text } = await engine.respond({
      ...{ method, target: `/v2/${project}/apigw/instances/${instance}${path}` },
      ...{ header: (name) => headers[name], headers: () => headers, body: async () => bytes },
    });
    lastStatus = status;
    return { status, body: text === undefined ? undefined : JSON.parse(text) };
  };
}

const names = Object.keys(acts);
/** What makes something comes twice as often as what takes it away, and every fourth act looks. */
const makers = names.filter((name) => /^(create|bind|add|authorize|publish)/.test(name));
const drawn = [...names, ...makers, ...names.slice(0, (names.length + makers.length) / 3).map(() => 'look')];
const command = tuple(constantFrom(...drawn), tuple(nat(), nat(), nat())).map(
  ([name, choices]) => new Command(name, choices),
);

const life = (all: readonly AnyResource[] = resources) =>
  asyncProperty(commands([command], { maxCommands: 200, size: 'max' }), (steps) =>
    asyncModelRun(() => ({ model: newGateway(), real: asking(all) }), steps),
  );

it(
  'a gateway is what the model says',
  async () => {
    // Always the same ones where it has to be quick, others each time where it need not.
    await assert(life(), isLong ? { numRuns: 500 } : { numRuns: 40, seed: 1 });
    const steps = [...done.values()].reduce((sum, each) => sum + each, 0);
    expect(steps).toBeGreaterThan(isLong ? 20_000 : 1000);
    // Else the model would agree about rejections alone.
    expect([...done.keys()].sort()).toEqual(names.toSorted());
  },
  5 * patience,
);

/** Mistakes, each of which some act or look has to find; the last two take long until they are told in a few steps. */
const planted: [string, string, (resource: AnyResource) => AnyResource][] = [
  ['a group with APIs is deleted', 'api-group', ({ blockedBy: _, ...rest }) => rest],
  ['two apps have one name', 'app', ({ unique: _, ...rest }) => rest],
  ['a channel that an API uses is deleted', 'vpc-channel', ({ blockedBy: _, ...rest }) => rest],
  ['what is offline is still bound', 'publication', ({ cascades: _, ...rest }) => rest],
];

it.each(planted.slice(0, isLong ? undefined : 2))(
  'finds that %s',
  async (_what, kind, plant) => {
    const wrong = resources.map((resource) => (resource.kind === kind ? plant(resource) : resource));
    const { failed, counterexample } = await check(life(wrong), { numRuns: 500, ...(!isLong && { seed: 1 }) });
    expect(failed).toBe(true);
    expect(String(counterexample).match(/\w+\(/g)?.length).toBeLessThan(12);
  },
  5 * patience,
);
