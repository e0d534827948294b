// The guides' programs, as projects of their own: they compile, but for the mistakes that they show, print what they say,
// and pass as tests in vitest and Playwright.
import { join } from 'node:path';
import { serve } from '@apig-spec/mock/node';
import { root } from '@apig-spec/scripts/lib/paths';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { complaints, node, playwright, projects } from './guides.project.ts';
import { guidesIn, mistakesIn, programsOf, saidBy } from './guides.ts';

const guides = [...guidesIn('en')].map(([name, guide]) => ({ name, generations: programsOf(name, guide) }));
const generations = guides.flatMap((guide) => guide.generations);
const slow = { timeout: 120_000 };

const place = projects();
const mocks: Awaited<ReturnType<typeof serve>>[] = [];

beforeAll(async () => {
  for (const guide of guides) {
    // A mock for each: what one guide does must not be seen by another.
    const mock = await serve({ port: 0 });
    mocks.push(mock);
    const here = (code: string) => code.replaceAll('http://127.0.0.1:4010', mock.url);
    for (const { project, files } of guide.generations) {
      place.add(project, new Map([...files].map(([file, { code }]) => [file, here(code)])));
    }
  }
});
afterAll(async () => {
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
  }

  if (units.length > 0) {
    test(`vitest: ${units.join(', ')}`, slow, async () => {
      const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
      const { code, output } = await node(folder, vitest, 'run', '--root', folder, ...units);
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
