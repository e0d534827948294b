// What the texts of each resource allow and forbid is tried with bodies beside the examples: scripts/test/bodies/<resource>.yaml.
//
// A file has, for each operation, bodies that are `allowed` and bodies that are `forbidden`. Each says `why`, and is a whole
// `body`, or the request example that it comes `from` with a `change`, a JSON Merge Patch. A forbidden one says `at` which place
// the finding names: a JSON pointer, that of the missing or unknown field where there is one. `edition` names another edition.
import { join } from 'node:path';
import { operationsOf } from '@apig-spec/model/operations';
import { filesBelow, readBuilt, readYamlObject } from '@apig-spec/repository/files';
import { distDir } from '@apig-spec/repository/paths';
import { describe, expect, test } from 'vitest';
import { bodiesOf, editions, failuresOf, merged, shortfallOf, type Trial, trialsOf } from './bodies.ts';

/** These came with documents whose examples, mutated in validators.test.ts, try the same. */
const exempt = ['vpc-channels', 'signs'];

const folder = join(import.meta.dirname, 'bodies');
const files = new Map(
  filesBelow(folder, '.yaml').map((name) => [name.replace('.yaml', ''), readYamlObject(join(folder, name))]),
);
const resources = new Set(files.keys());
/** The editions that some file means, each compiled once. */
const meant = new Set([
  editions[0] ?? '',
  ...editions.filter((edition) => JSON.stringify([...files]).includes(edition)),
]);
const compiled = new Map(
  await Promise.all([...meant].map(async (edition) => [edition, await bodiesOf(edition, resources)] as const)),
);
const bodies = (edition: string) => compiled.get(edition) ?? { examples: new Map(), problems: () => [] };
const trials = (resource: string) => trialsOf(files.get(resource) ?? {}, (edition) => bodies(edition).examples);

test.each([...resources])('bodies of %s', (resource) => {
  expect(failuresOf(trials(resource), bodies)).toEqual([]);
});

test('each resource with request bodies has enough of both kinds', () => {
  const operations = operationsOf(readBuilt(join(distDir, `${editions[0]}.json`)));
  const withBodies = new Set(
    operations.flatMap(({ resource, request, form }) => ((request ?? form) === undefined ? [] : [resource])),
  );
  const short = [...withBodies].flatMap((resource) => {
    if (exempt.includes(resource) && !resources.has(resource)) return [];
    const shortfall = shortfallOf(files.get(resource), trials(resource));
    return shortfall === undefined ? [] : [`${resource}: ${shortfall}`];
  });
  expect(short).toEqual([]);
});

describe('a file', () => {
  const trial = (kind: Trial['kind'], at: string | undefined, body = {}): Trial => {
    return { operation: 'createThing', kind, why: 'A text', edition: '2024-11.en', body, at };
  };
  const finding =
    (...pointers: string[]) =>
    () => {
      return { problems: () => pointers.map((pointer) => ({ pointer, message: 'is wrong' })) };
    };

  test('an allowed body is accepted, a forbidden one rejected at its place', () => {
    expect(failuresOf([trial('allowed', undefined)], finding())).toEqual([]);
    expect(failuresOf([trial('forbidden', '/b')], finding('/a', '/b'))).toEqual([]);
  });

  test('a body that is validated otherwise is told with its operation and what it should show', () => {
    const said = 'createThing (2024-11.en), ';
    expect(failuresOf([trial('allowed', undefined)], finding('/a'))).toEqual([
      `${said}allowed, "A text": rejected at /a is wrong {}`,
    ]);
    expect(failuresOf([trial('forbidden', '/b')], finding())).toEqual([`${said}forbidden, "A text": accepted. {}`]);
    expect(failuresOf([trial('forbidden', '/b')], finding('/a', ''))).toEqual([
      `${said}forbidden, "A text": rejected, but not at /b: /a is wrong; '' is wrong`,
    ]);
    expect(failuresOf([trial('allowed', undefined), trial('allowed', undefined)], finding())).toEqual([
      `${said}allowed, "A text": another entry has the same body. {}`,
    ]);
  });

  test.each([
    [{ createThing: { accepted: [] } }, 'unknown key accepted'],
    [{ createThing: { allowed: [{ body: {} }] } }, '`why` is missing'],
    [{ createThing: { allowed: [{ why: 'w', at: '/a', body: {} }] } }, 'unknown key at'],
    [{ createThing: { forbidden: [{ why: 'w', body: {} }] } }, '`at` is missing'],
    [{ createThing: { allowed: [{ why: 'w', body: {}, change: {} }] } }, '`body` is the whole of it'],
    [
      { createThing: { allowed: [{ why: 'w', from: 'other', change: {} }] } },
      'no request example other; known: thing.',
    ],
    [{ createThing: { allowed: [{ why: 'w', from: 'thing' }] } }, '`change` is missing'],
    [{ createThing: { allowed: [{ why: 'w', edition: '2024', body: {} }] } }, 'unknown edition 2024'],
    [{ showThing: { allowed: [{ why: 'w', body: {} }] } }, 'no such operation'],
  ])('%j is not of the form', (file, problem) => {
    expect(() => trialsOf(file, () => new Map([['createThing', { thing: { name: 'a' } }]]))).toThrow(problem);
  });

  test('too few bodies need a reason', () => {
    const [one, other] = [trial('allowed', undefined), trial('forbidden', '')];
    const tens = Array.from({ length: 10 }, () => [one, other]).flat();
    expect(shortfallOf(undefined, [])).toContain('no file');
    expect(shortfallOf({}, tens)).toBeUndefined();
    expect(shortfallOf({}, tens.slice(1))).toContain('9 and 10 bodies');
    expect(shortfallOf({ few: 'One field.' }, [one, other])).toBeUndefined();
    expect(shortfallOf({ few: 'One field.' }, [one])).toContain('both kinds');
    expect(shortfallOf({ few: 'One field.' }, tens)).toContain('not needed');
  });

  test('a change is a JSON Merge Patch', () => {
    const target = { a: 1, b: { c: 2, d: 3 }, e: [1, 2] };
    expect(merged(target, { a: null, b: { c: null, f: { g: null, h: 0 } }, e: [3] })).toEqual({
      b: { d: 3, f: { h: 0 } },
      e: [3],
    });
    expect(merged(target, 'x')).toBe('x');
  });
});
