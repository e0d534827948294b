// The facts of an edition that a review shows: every wire fact is in a line, and nothing else is.
import { join } from 'node:path';
import { factsOf } from '@apig-spec/bundle/facts';
import { covering } from '@apig-spec/dev/sample';
import { editionsOf } from '@apig-spec/model/editions';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { isObject } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import { readRevisions } from '@apig-spec/repository/editions';
import { readBuilt } from '@apig-spec/repository/files';
import { distDir } from '@apig-spec/repository/paths';
import { inScope } from '@apig-spec/repository/scope';
import { expect, test } from 'vitest';

const [newest] = editionsOf(readRevisions());
const edition = readBuilt(join(distDir, `${newest?.name}.json`));

const port = { type: 'integer', minimum: 1, maximum: 65535 };
const small: JsonObject = {
  openapi: '3.1.0',
  info: { title: 'Small', version: '1.0.0' },
  paths: {
    '/channels': {
      post: {
        operationId: 'createChannel',
        tags: ['channels'],
        parameters: [
          { in: 'query', name: 'dry', required: true, schema: { type: 'string', enum: ['', 'a b', 'yes'] } },
        ],
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Channel' } } },
        },
        responses: {
          201: {
            description: 'Made.',
            headers: { 'X-Id': { schema: { type: 'string' } } },
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Channel' } } },
          },
          400: { description: 'Wrong.', 'x-error-codes': ['APIG.2011'] },
        },
      },
    },
  },
  components: {
    schemas: {
      Port: port,
      Named: {
        type: 'object',
        properties: { name: { type: ['string', 'null'], maxLength: 64, description: 'Its name.' } },
      },
      Channel: {
        allOf: [{ $ref: '#/components/schemas/Named' }, { oneOf: [{ required: ['port'] }, { required: ['ports'] }] }],
        required: ['name', 'on'],
        properties: {
          port: { $ref: '#/components/schemas/Port' },
          ports: { type: 'array', minItems: 1, items: { $ref: '#/components/schemas/Port' } },
          members: { type: 'array', items: { type: 'object', properties: { host: { const: 'x', deprecated: true } } } },
          on: { type: 'boolean', default: false },
        },
        unevaluatedProperties: false,
      },
    },
  },
};

test('a line is a fact', () => {
  const facts = factsOf(small);
  expect(facts.get('channels')?.split('\n')).toEqual([
    'createChannel POST /channels',
    'createChannel query dry string in "", "a b", yes required',
    'createChannel request Channel required',
    'createChannel 201 Channel with X-Id: string',
    'createChannel 400 APIG.2011',
    'Named object',
    'Named.name string|null length ..64',
    'Channel all of Named, #2 unevaluatedProperties=false requires name',
    'Channel.port integer 1..65535',
    'Channel.ports array items 1.. of integer 1..65535',
    'Channel.members array of object',
    'Channel.members[] object',
    'Channel.members[].host is x deprecated',
    'Channel.on boolean default false required',
    'Channel#2 one of #1 | #2',
    'Channel#2#1 requires port',
    'Channel#2#2 requires ports',
    '',
  ]);
});

/** What no fact depends on. */
const silent =
  /^(title|summary|description|message|examples?|version|tags|info|operationId|openapi)$|^x-(?!error-codes|validations)/;
const dataKeys = new Set(['examples', 'enum', 'default', 'required']);
const named = new Set([
  'properties',
  'responses',
  'schemas',
  'parameters',
  'headers',
  'securitySchemes',
  'variables',
  'content',
  'paths',
]);

/** How many of the places that differ by names alone are tried. */
const mostAlike = import.meta.env.MODE === 'long' ? 2 : 1;

/** Each place of a keyword, as steps. */
function placesOf(value: Json): string[][] {
  return [...placesByShape(value).values()].flat();
}

/** The places of keywords by what they have alike: their steps without names. */
function placesByShape(value: Json): Map<string, string[][]> {
  const found = new Map<string, string[][]>();
  const times = new Map<string, number>();
  const visit = (node: Json, steps: string[], shape: string): void => {
    if (Array.isArray(node))
      for (const [index, each] of node.entries()) visit(each, [...steps, String(index)], `${shape}/0`);
    if (!isObject(node)) return;
    for (const [key, each] of Object.entries(node)) {
      const isName = named.has(steps.at(-1) ?? '');
      if (!isName && silent.test(key)) continue;
      const here = `${shape}/${isName ? '*' : key}`;
      const seen = times.get(here) ?? 0;
      times.set(here, seen + 1);
      if (seen < mostAlike && !isName) found.set(here, [...(found.get(here) ?? []), [...steps, key]]);
      if (isName || !dataKeys.has(key)) visit(each, [...steps, key], here);
    }
  };
  visit(value, [], '');
  return found;
}

/** Operations that have together all that any has. */
const document = inScope(edition, {
  operations: new Set(
    covering(
      operationsOf(edition).map(({ id }) => id),
      (id) => [...placesByShape(inScope(edition, { operations: new Set([id]) })).keys()],
    ),
  ),
});

function without(steps: readonly string[]): JsonObject {
  const copy = structuredClone(document);
  const last = steps.at(-1) ?? '';
  let node: Json = copy;
  for (const step of steps.slice(0, -1)) node = (node as Record<string, Json>)[step] ?? null;
  delete (node as Record<string, Json>)[last];
  return copy;
}

const shown = (of: JsonObject) => JSON.stringify([...factsOf(of)]);
const whole = shown(document);

test('each wire fact is in a line: taken away, the lines are others', { timeout: 120_000 }, () => {
  const places = placesOf(document);
  expect(places.length).toBeGreaterThan(50);
  expect([...placesByShape(document).keys()].sort()).toEqual([...placesByShape(edition).keys()].sort());
  expect(places.filter((steps) => shown(without(steps)) === whole).map((steps) => steps.join('/'))).toEqual([]);
});

test('prose and examples are in none', () => {
  const quiet = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(quiet);
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [
        key,
        key === 'description' && typeof each === 'string' ? 'x' : quiet(each),
      ]),
    );
  };
  const { components, ...rest } = quiet(document) as { components: JsonObject } & JsonObject;
  expect(shown({ ...rest, components: { ...components, examples: {} } })).toBe(whole);
});
