// The guides' programs, as projects of their own: they compile, but for the mistakes that they show, print what they say,
// and pass as tests in vitest and Playwright.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from '@apig-spec/mock/node';
import { root } from '@apig-spec/repository/paths';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { deadAddress } from './dead.ts';
import { complaints, node, playwright, projects } from './guides.project.ts';
import { guidesIn, mistakesIn, programsOf, saidBy } from './guides.ts';

const guides = [...guidesIn('en')].map(([name, guide]) => ({ name, generations: programsOf(name, guide) }));
const generations = guides.flatMap((guide) => guide.generations);
const slow = { timeout: 120_000 };

/** Where the guides have their mock. */
const address = 'http://127.0.0.1:4010';
const place = projects();
/** Apart from the others, which are compiled together. */
const dead = projects();
let nowhere: string;
const mocks: Awaited<ReturnType<typeof serve>>[] = [];

/** A project whose mock is not running. */
function alone(project: string, files: ReadonlyMap<string, { code: string }>): string {
  const codes = [...files].map(([file, { code }]) => [file, code.replaceAll(address, nowhere)] as const);
  return existsSync(join(dead.folder, project)) ? join(dead.folder, project) : dead.add(project, new Map(codes));
}

beforeAll(async () => {
  nowhere = await deadAddress();
  for (const guide of guides) {
    // A mock for each: what one guide does must not be seen by another.
    const mock = await serve({ port: 0 });
    mocks.push(mock);
    const here = (code: string) => code.replaceAll(address, mock.url);
    for (const { project, files } of guide.generations) {
      place.add(project, new Map([...files].map(([file, { code }]) => [file, here(code)])));
    }
  }
});
afterAll(async () => {
  dead.remove();
  await Promise.all(mocks.map((mock) => mock.close()));
  place.remove();
});

test('every program names its file', () => {
  for (const { files } of generations) expect([...files.keys()]).not.toContain('');
});

test('programs compile, but for the mistakes that they show', slow, () => {
  const found = complaints(place.folder);
  const expected = generations.flatMap(({ project, files }) =>
    [...files].flatMap(([file, block]) =>
      mistakesIn(block).map(({ line, code, parts }) => ({ at: `${project}/${file}:${line} ${code}`, parts })),
    ),
  );
  expect(expected.length).toBeGreaterThan(0);
  expect(found.map(({ at }) => at).sort()).toEqual(expected.map(({ at }) => at).sort());
  for (const { at, parts } of expected) {
    const { message = '' } = found.find((one) => one.at === at) ?? {};
    for (const part of parts) expect(message, at).toContain(part);
  }
});

describe.each(generations.filter(({ fresh }) => fresh.length > 0))('$project', ({ project, files, fresh }) => {
  const folder = join(place.folder, project);
  const ending = (end: string) => fresh.filter((file) => file.endsWith(end));
  const [units, browsed] = [ending('.test.ts'), ending('.spec.ts')];

  for (const [file, block] of files) {
    if (!fresh.includes(file) || mistakesIn(block).length > 0 || [...units, ...browsed].includes(file)) continue;
    test(`${file} prints what it says`, slow, async () => {
      expect(await node(folder, file)).toEqual({ code: 0, output: saidBy(block) });
    });
    if (![...files.values()].some(({ code }) => code.includes(address)) || saidBy(block) === '') continue;
    test(`${file} says what happened where no mock runs, or needs none`, slow, async () => {
      const { output } = await node(alone(project, files), file);
      if (output !== saidBy(block)) expect(output).toMatch(/ECONNREFUSED/);
    });
  }

  if (units.length > 0) {
    test(`vitest: ${units.join(', ')}`, slow, async () => {
      const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
      // As a reader runs it: it finds the tests itself, and Playwright's are not among them.
      const { code, output } = await node(folder, vitest, 'run', '--root', folder);
      expect([code, output]).toEqual([0, expect.stringContaining(`Test Files  ${units.length} passed`)]);
    });
  }

  if (browsed.length > 0) {
    test(`Playwright: ${browsed.join(', ')}`, slow, async () => {
      const { code, output } = await playwright(folder, browsed, onTestFinished);
      expect([code, output]).toEqual([0, expect.stringContaining(`${browsed.length} passed`)]);
    });
  }
});
