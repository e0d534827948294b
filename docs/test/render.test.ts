// The renderer's parts, on small inputs.
import { readFileSync } from 'node:fs';
import type { JsonObject } from '@apig-spec/model/json';
import { describe, expect, test } from 'vitest';
import { untranslated } from '../src/frame/sidebar.ts';
import { html } from '../src/html.ts';
import { anchorOf } from '../src/model/places.ts';
import type { ObjectNode } from '../src/model/tree.ts';
import { treeOf } from '../src/model/tree.ts';
import { usesOf } from '../src/model/uses.ts';
import type { Context } from '../src/render/context.ts';
import { factLines } from '../src/render/facts.ts';
import { objectBlock } from '../src/render/fields.ts';
import { plain, prose } from '../src/render/prose.ts';
import * as en from '../src/words/try.en.ts';
import * as zh from '../src/words/try.zh-CN.ts';
import { sectionIn, words } from '../src/words.ts';
import { textOf } from './pages.ts';

test('templates escape what they are given, and only that', () => {
  expect(html`<p title="${'"'}">${'<b>&'}${html`<i>`}${false}${undefined}${[1, '>']}</p>`.text).toBe(
    '<p title="&quot;">&lt;b&gt;&amp;<i>1&gt;</p>',
  );
});

describe('prose', () => {
  test.each([
    ['One.\n\nTwo `a<b`.', '<p>One.</p><p>Two <code>a&lt;b</code>.</p>'],
    [
      'Kinds:\n\n- `1`: one\n- two\n\nEnd.',
      '<p>Kinds:</p><ul><li><code>1</code>: one</li><li>two</li></ul><p>End.</p>',
    ],
    ['Kinds:\n- one', '<p>Kinds:</p><ul><li>one</li></ul>'],
    ['One.\nTwo.', '<p>One.<br>Two.</p>'],
    ['A lone ` is not code', '<p>A lone ` is not code</p>'],
    ['', ''],
  ])('%j', (text, expected) => expect(prose(text).text).toBe(expected));

  test('plain text for search engines is one short line', () => {
    expect(plain('Set `a`,\nthen b.\n\nMore.')).toBe('Set a, then b.');
    expect(plain('x'.repeat(200))).toHaveLength(160);
  });
});

test('places become anchors', () => {
  expect(anchorOf('createVpcChannel/request/members/0/host')).toEqual({
    operation: 'createVpcChannel',
    id: 'body.members.host',
  });
  expect(anchorOf('showVpcChannel/200/id').id).toBe('200.id');
  expect(anchorOf('showVpcChannel/path/project_id').id).toBe('path.project_id');
});

test('bounds in both languages', () => {
  const facts = { minimum: 1, maximum: 30, maxLength: 64, minItems: 2 };
  const told = (language: 'en' | 'zh-CN') => factLines(words[language], facts).map(({ text }) => text);
  expect(told('en')).toEqual(['1 to 30', 'at most 64 characters', 'at least 2 elements']);
  expect(told('zh-CN')).toEqual(['取值范围 1～30', '最多 64 个字符', '至少 2 个元素']);
  // One of a thing is not a plural, whichever bound it is.
  expect([words.en.length(1), words.en.length(1, 1), words.en.length(1, 3), words.en.items(1)]).toEqual([
    'at least 1 character',
    '1 character',
    '1 to 3 characters',
    'at least 1 element',
  ]);
});

test('every word of the site is said in Chinese, with its punctuation', () => {
  const said = (value: unknown, path: string): [string, string][] => {
    if (typeof value === 'string') return [[path, value]];
    if (typeof value === 'function') return [[path, String(value(2, 9))]];
    return Object.entries(value as object).flatMap(([key, each]) => said(each, `${path}.${key}`));
  };
  const all = { en: { ...words.en, messages: en.messages }, zh: { ...words['zh-CN'], messages: zh.messages } };
  const [english, chinese] = [all.en, all.zh].map((each) => said(each, 'words'));
  expect(chinese?.map(([path]) => path)).toEqual(english?.map(([path]) => path));
  // Code, parentheses around something else, and what the Chinese documents call a token.
  const isAsIs = (path: string) =>
    /packageCards\.\d\.(command|path)$|\.aside$|\.tryIt\.token$|\.messages\.between$/.test(path);
  const marks = '：；，、（）';
  const wrong = chinese?.filter(
    ([path, text]) =>
      !isAsIs(path) &&
      ((!/\p{Script=Han}/u.test(text) && !marks.includes(text)) ||
        /\p{Script=Han} ?[,;:?!()]|[,;:?!()]\p{Script=Han}/u.test(text)),
  );
  expect(wrong).toEqual([]);
  expect(english?.filter(([, text]) => /[\p{Script=Han}：；，、（）]/u.test(text))).toEqual([]);
});

test('a list of variants, an element and a long list of values', () => {
  const facts = {
    type: 'array',
    each: { type: 'string', maxLength: 5 },
    variants: [
      { type: 'string', minLength: 1, maxLength: 3 },
      { type: 'string', values: [''] },
    ],
  };
  expect(factLines(words.en, facts).map(({ text }) => textOf(text).trim())).toEqual([
    'one of: string, 1 to 3 characters; string, ""',
    'each element: at most 5 characters',
  ]);
  const values = Array.from({ length: 9 }, (_, index) => index);
  const description = values.map((value) => `\`${value}\``).join(' ');
  expect(factLines(words.en, { values, description })).toEqual([]);
  expect(factLines(words.en, { values })).toHaveLength(1);
});

test('a rule that blames no field stands before the fields of its object', () => {
  const edition = { name: '2024-11.en', revision: '2024-11', locale: 'en' as const, document: {}, provenance: {} };
  const context: Context = {
    edition,
    documents: [],
    sibling: { title: { en: '', 'zh-CN': '' }, locale: 'en', dated: '', repository: '', licence: '', rows: 0 },
    errors: {},
    quotas: [],
    meanings: {},
    placedErrata: { fields: new Map(), operations: new Map() },
    words: words.en,
    idName: '',
    nextSteps: [],
    newest: '2024-11',
    schemaHomes: new Map(),
    historyAt: () => undefined,
    idOf: (place) => place,
    tutorialsOf: () => [],
  };
  const schema = { properties: { a: {} }, 'x-validations': [{ rule: 'has(self.a)', message: 'a or b' }] };
  expect(textOf(objectBlock(context, treeOf({}, schema, 'x/request')).text)).toMatch(
    /^ Rule : a or b has\(self\.a\) a /,
  );
});

test('a page that one language lacks is found, whichever it is', () => {
  expect(untranslated(['/en/news/', '/zh-CN/news/'])).toEqual([]);
  expect(untranslated(['/en/a/', '/zh-CN/b/'])).toEqual(['/zh-CN/a/', '/en/b/']);
});

test('sections are named in the language of the page', () => {
  expect(sectionIn('zh-CN', 'Table 7, path and http_code')).toBe('表 7，path、http_code');
  expect(sectionIn('en', 'Table 7, path')).toBe('Table 7, path');
});

describe('the tree of a body', () => {
  const check: JsonObject = {
    type: 'object',
    allOf: [
      { type: 'object', properties: { timeout: { type: 'integer', minimum: 1, maximum: 30 } } },
      { oneOf: [{ $ref: '#/$defs/Tcp' }, { $ref: '#/$defs/Http' }] },
    ],
    properties: { timeout: { maximum: 20 } },
    'x-validations': [{ rule: 'self.timeout < 9', message: 'short', fieldPath: '.timeout' }],
    unevaluatedProperties: false,
  };
  const document: JsonObject = {
    $defs: {
      Tcp: { required: ['protocol'], properties: { protocol: { const: 'TCP' }, path: false } },
      Http: {
        required: ['protocol', 'path'],
        properties: { protocol: { enum: ['HTTP', 'http'] }, path: { type: 'string' } },
      },
    },
  };
  const tree = treeOf(document, check, 'check/request');
  const field = (name: string, node: ObjectNode = tree) => node.fields.find((each) => each.name === name);

  test('bounds narrow each other, rules stand with the field that they blame', () => {
    expect(field('timeout')?.facts).toMatchObject({ type: 'integer', minimum: 1, maximum: 20 });
    expect(field('timeout')?.rules).toEqual([{ message: 'short', rule: 'self.timeout < 9' }]);
    expect(tree.closed).toBe(true);
  });

  test('what every alternative requires is required; what one forbids is said', () => {
    expect(field('protocol')).toMatchObject({
      required: true,
      facts: { type: 'string', values: ['TCP', 'HTTP', 'http'] },
    });
    expect(field('path')?.required).toBe(false);
    expect(field('path')?.cases).toMatchObject([
      { alternatives: ['Http'], required: true },
      { alternatives: ['Tcp'], forbidden: true },
    ]);
  });

  test('alternatives say what selects them', () => {
    expect(tree.choices).toMatchObject([
      {
        kind: 'oneOf',
        alternatives: [
          { name: 'Tcp', selectors: [{ field: 'protocol', values: ['TCP'], required: true }], forbids: ['path'] },
          { name: 'Http', requires: ['path'] },
        ],
      },
    ]);
  });

  test('elements that differ by alternative become kinds; equal ones do not', () => {
    const list = (ref: string) => ({ properties: { list: { type: 'array', items: { $ref: `#/$defs/${ref}` } } } });
    const differing = treeOf(document, { oneOf: [list('Tcp'), list('Http')] }, 'x/request');
    expect(field('list', differing)?.inner?.choices).toMatchObject([
      {
        kind: 'kinds',
        alternatives: [
          { name: 'Tcp', under: ['1'] },
          { name: 'Http', under: ['2'] },
        ],
      },
    ]);
    const equal = treeOf(document, { oneOf: [list('Tcp'), list('Tcp')] }, 'x/request');
    expect(field('list', equal)?.inner?.choices).toEqual([]);
  });

  test('what a map holds is shown once, whatever its keys, also of a body that is one', () => {
    const map: JsonObject = { type: 'object', additionalProperties: { properties: { status: { type: 'integer' } } } };
    const listed = { ...map, propertyNames: { enum: ['A', 'B'] } };
    const body = treeOf(document, { properties: { listed, any: map } }, 'x/request');
    expect(['listed', 'any'].map((name) => field(name, body)?.inner?.fields.map(({ place }) => place))).toEqual([
      ['x/request/listed/{key}/status'],
      ['x/request/any/{key}/status'],
    ]);
    expect(treeOf(document, map, 'x/200').fields.map(({ place }) => place)).toEqual(['x/200/{key}/status']);
  });
});

const style = readFileSync(new URL('../src/assets/theme.css', import.meta.url), 'utf8');

describe('the colours', () => {
  const pairs = [
    ...['text', 'soft', 'accent', 'good', 'warn', 'bad', 'other'].map((colour) => [colour, 'page']),
    ...['text', 'soft', 'accent', 'warn'].map((colour) => [colour, 'sunk']),
    ...['accent', 'good', 'warn', 'bad', 'other'].map((colour) => [colour, `${colour}-soft`]),
    ['text', 'accent-soft'],
    ['soft', 'accent-soft'],
  ];
  test.each([
    ['light', 1],
    ['dark', 2],
  ])('of the %s theme can be read: 4.5 to 1 or more', (_, theme) => {
    for (const [text = '', ground = ''] of pairs) {
      expect(contrast(colourOf(theme, text), colourOf(theme, ground)), `${text} on ${ground}`).toBeGreaterThanOrEqual(
        4.5,
      );
    }
  });
});

function colourOf(theme: number, name: string): number[] {
  const hex = new RegExp(`--${name}: light-dark\\(#([0-9a-f]+), #([0-9a-f]+)\\)`).exec(style)?.[theme] ?? '';
  const pairs = hex.length === 3 ? [...hex].map((digit) => digit + digit) : (hex.match(/../g) ?? []);
  return pairs.map((pair) => Number.parseInt(pair, 16) / 255);
}

/** As WCAG 2.2 defines it. */
function contrast(one: number[], other: number[]): number {
  const [dim = 0, bright = 0] = [one, other].map(luminance).sort((a, b) => a - b);
  return (bright + 0.05) / (dim + 0.05);
}

function luminance(colour: number[]): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test('a schema that holds itself shows its fields once, then by name', () => {
  const Node = {
    type: 'object',
    properties: { name: { type: 'string' }, children: { type: 'array', items: { $ref: '#/components/schemas/Node' } } },
  };
  const document = { components: { schemas: { Node } } };
  const tree = treeOf(document, { $ref: '#/components/schemas/Node' }, 'x/request');
  expect(tree.fields.map(({ name, schemas, inner }) => ({ name, schemas, inner }))).toEqual([
    { name: 'name', schemas: [], inner: undefined },
    { name: 'children', schemas: ['Node'], inner: undefined },
  ]);
  const parameters = [{ in: 'query', name: 'tree', schema: { $ref: '#/components/schemas/Node' } }];
  const paths = { '/nodes': { get: { operationId: 'listNodes', parameters, responses: {} } } };
  expect([...usesOf({ ...document, paths })]).toEqual([
    ['Node', ['listNodes/query/tree', 'listNodes/query/tree/children/0']],
  ]);
});
