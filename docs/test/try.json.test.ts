// Try it, its reading of JSON: as strict as JSON.parse, with the place of a mistake, and numbers as they are written.
import { expect, test } from 'vitest';
import { hindrances, isLocal, startCommand } from '../src/client/try/addresses.ts';
import { JsonMistake, laidOut } from '../src/client/try/json.ts';

test.each([
  [
    '{"id":9007199254740993,"far":-1.50e+400,"zero":-0}',
    '{\n  "id": 9007199254740993,\n  "far": -1.50e+400,\n  "zero": -0\n}',
  ],
  [' [ ] ', '[]'],
  ['{"a":{},"b":[1,{"c":[]}]}', '{\n  "a": {},\n  "b": [\n    1,\n    {\n      "c": []\n    }\n  ]\n}'],
  ['"\\u00e9\\n\u2028通"', '"\\u00e9\\n\u2028通"'],
  ['null', 'null'],
])('%s is laid out with its numbers and strings as they are', (text, expected) => expect(laidOut(text)).toBe(expected));

test.each([
  ['{"a": 1,\n  "b": tru }', 2, 8],
  ['{"a":1,}', 1, 8],
  ['{"a":1', 1, 7],
  ['{"a":1} x', 1, 9],
  ["{'a':1}", 1, 2],
  ['{"a" 1}', 1, 6],
  ['[1 2]', 1, 4],
  ['[1,]', 1, 4],
  ['[}', 1, 2],
  ['{]', 1, 2],
  ['01', 1, 2],
  ['-', 1, 1],
  ['"a\nb"', 1, 3],
  ['"\\x"', 1, 2],
  ['{"通道": "很好" "x"}', 1, 13],
  ['{\r\n"a": }', 2, 6],
  ['\u00a0{}', 1, 1],
  ['', 1, 1],
])('%j is not valid JSON at line %i, column %i', (text, line, column) => {
  let mistake: unknown;
  try {
    laidOut(text);
  } catch (error) {
    mistake = error;
  }
  expect(mistake).toBeInstanceOf(JsonMistake);
  expect([(mistake as JsonMistake).line, (mistake as JsonMistake).column]).toEqual([line, column]);
});

test('it accepts what JSON.parse accepts, and nothing else', () => {
  const accepts = (read: (text: string) => unknown, text: string) => {
    try {
      read(text);
      return true;
    } catch {
      return false;
    }
  };
  const whole = '{"a":[1,-2.5e3,"\\u0041\\"",true,null],"b":{"c":{}}}';
  const marks = ['', ',', ':', '"', '{', ']', '0', '\\', ' ', '\n', 'e', '.', '-', '\u0001', '\ud800'];
  const texts = Array.from(whole, (_, index) =>
    marks.flatMap((mark) => [
      whole.slice(0, index) + mark + whole.slice(index),
      whole.slice(0, index) + mark + whole.slice(index + 1),
    ]),
  ).flat();
  expect(texts.length).toBeGreaterThan(1000);
  expect(texts.filter((text) => accepts(laidOut, text) !== accepts(JSON.parse, text))).toEqual([]);
});

test('long and deep JSON is laid out, too', () => {
  const long = JSON.stringify({ text: 'x'.repeat(5_000_000) });
  expect(laidOut(long).length).toBeGreaterThan(5_000_000);
  const deep = '['.repeat(20_000) + ']'.repeat(20_000);
  expect(laidOut(deep).replaceAll(/\s/g, '')).toBe(deep);
});

test('an address of this machine is recognized in all its forms', () => {
  for (const address of [
    'http://127.0.0.1:4010',
    'http://localhost',
    'http://[::1]:1/',
    'https://127.9.9.9/base',
    'http://a.localhost',
    'https://localhost.',
    'https://0.0.0.0:4010',
    'https://[::]:4010',
    'https://[::ffff:127.0.0.1]',
  ])
    expect(isLocal(new URL(address)), address).toBe(true);
  for (const address of ['https://localhost.example', 'http://192.168.0.9:4010', 'https://[2001:db8::1]'])
    expect(isLocal(new URL(address)), address).toBe(false);
});

test('what a browser blocks is explained where it applies', () => {
  const between = (page: string, address: string) => hindrances(new URL(page), new URL(address));
  expect(between('http://127.0.0.1:4011/', 'http://127.0.0.1:4010/')).toEqual([]);
  expect(between('https://docs.example/', 'http://127.0.0.1:4010/')).toEqual(['localNetwork']);
  expect(between('https://docs.example/', 'http://gateway.example/')).toEqual(['mixedContent']);
  expect(between('https://docs.example/', 'https://gateway.example/')).toEqual([]);
  expect(startCommand(new URL('http://localhost:4010'))).toBe('npx @apig-spec/mock');
  expect(startCommand(new URL('http://localhost'))).toBe('npx @apig-spec/mock --port 80');
});
