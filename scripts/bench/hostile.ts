// Bodies that are made to cost much, through the validators of all editions and through the mock: the processor's time for a
// mebibyte, and how it grows from a quarter of that. An exponent of 1 is linear, one of 2 a square.
import { join } from 'node:path';
import { editionsOf } from '@apig-spec/model/editions';
import { objectOf, resolve } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import { readRevisions } from '@apig-spec/repository/editions';
import { readBuilt } from '@apig-spec/repository/files';
import { distDir, root } from '@apig-spec/repository/paths';
import { cpuSeconds, hostileBodies } from './hostile/bodies.ts';
import { hostileMock } from './hostile/mock.ts';
import { median } from './measure.ts';

const mebibyte = 1_048_576;
/** The names of the members' and the body's other fields come on top of what a shape fills. */
const sizes = [mebibyte / 4, mebibyte - 4096];
/** In seconds. */
const most = 1;
/** A shorter time says nothing about growth. */
const least = 0.02;

export const rounds = 3;

interface Validator {
  validateRequest(operation: string, request: object): { length: number; truncated: boolean };
}

const modules = editionsOf(readRevisions()).flatMap(({ name }) => [name, `${name}.observed`]);
const document = readBuilt(join(distDir, `${modules[0]}.json`));
const update = operationsOf(document).find(({ id }) => id === 'updateVpcChannel');
const example = update?.requestExamples['server-channel'] ?? Object.values(update?.requestExamples ?? {})[0];
const channel = objectOf(resolve(document, example))['value'] ?? null;

/** The lines of the report. */
export async function* table(rounds: number): AsyncGenerator<string> {
  const validators: [string, Validator][] = [];
  for (const name of modules) {
    validators.push([name, await import(join(root, 'packages', 'validator', 'generated', `${name}.ts`))]);
  }
  yield `The CPU seconds of a request of a mebibyte: of ${modules.length} validators (each edition, as documented and as observed) the slowest; of the mock, all of it, from the wire on.\n`;
  yield row('', 'validator', 'growth', 'problems', 'slowest', 'mock', 'growth', 'status');
  const mock = await hostileMock();
  let missed = 0;
  try {
    for (const [shape, text] of Object.entries(hostileBodies(channel))) {
      const texts = sizes.map(text);
      const checked = texts.map((text) => slowest(JSON.parse(text), validators, rounds));
      const sent: { status: number; cost: number }[] = [];
      for (const text of texts) sent.push(await sentTo(mock, text, rounds));
      const { name = '', problems = '' } = checked[1] ?? {};
      const costs = [checked, sent].map((each) => each.map(({ cost }) => cost));
      missed += costs.flat().filter((cost) => cost > most).length;
      const [validator = [], server = []] = costs.map(([small = 0, large = 0]) => [
        large.toFixed(3),
        growth(small, large),
      ]);
      yield row(shape, ...validator, problems, name, ...server, String(sent[1]?.status));
    }
  } finally {
    await mock.stop();
  }
  yield `\n${missed === 0 ? `All stay below ${most} s.` : `${missed} take more than ${most} s.`}`;
}

/** The validator that a body costs most. */
function slowest(body: unknown, validators: [string, Validator][], rounds: number) {
  const each = validators.map(([name, { validateRequest }]) => {
    let told = { length: 0, truncated: false };
    const costs = Array.from({ length: rounds }, () =>
      cpuSeconds(() => {
        told = validateRequest('updateVpcChannel', { body });
      }),
    );
    return { name, cost: median(costs), problems: `${told.length}${told.truncated ? '+' : ''}` };
  });
  return each.reduce((slow, other) => (other.cost > slow.cost ? other : slow));
}

async function sentTo(mock: Awaited<ReturnType<typeof hostileMock>>, text: string, rounds: number) {
  const all: { status: number; cost: number }[] = [];
  for (let round = 0; round < rounds; round += 1) all.push(await mock.update(text));
  return { status: all[0]?.status ?? 0, cost: median(all.map(({ cost }) => cost)) };
}

/** By which power of the size the time grows. */
function growth(small: number, large: number): string {
  return large < least
    ? '–'
    : (Math.log(large / Math.max(small, 0.001)) / Math.log((sizes[1] ?? 1) / (sizes[0] ?? 1))).toFixed(1);
}

function row(shape: string, ...cells: string[]): string {
  return shape.padEnd(68) + cells.map((cell, index) => cell.padStart(index === 3 ? 26 : 11)).join('');
}
