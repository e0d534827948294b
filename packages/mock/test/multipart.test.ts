// Forms from their bytes, as clients of many languages write them.
import { describe, expect, test } from 'vitest';
import { partsOf } from '../src/protocol/multipart.ts';

const boundary = 'b';
const type = `multipart/form-data; boundary=${boundary}`;
const bytes = (text: string) => new TextEncoder().encode(text);
const part = (head: string, content = '') => `--b\r\n${head}\r\n\r\n${content}\r\n`;
const named = (rest: string, content = '') => part(`Content-Disposition: form-data; ${rest}`, content);
const end = '--b--\r\n';

/** Parts with what is in their files. */
async function read(text: string | Uint8Array<ArrayBuffer>, as = type) {
  const parts = partsOf(typeof text === 'string' ? bytes(text) : text, as);
  return Promise.all(
    parts.map(async ([name, value]) =>
      typeof value === 'string' ? [name, value] : [name, value.name, value.type, await value.text()],
    ),
  );
}

const text = ['mode', 'merge'];
const file = (name: string, type = 'text/plain') => ['file_name', name, type, '{}'];

test.each<[string, string, string[]]>([
  [
    'browsers, quotes and line breaks',
    named('name="file_name"; filename="a%22%0D%0A%41.json"', '{}'),
    file('a"\r\n%41.json'),
  ],
  ['browsers, a backslash', named('name="file_name"; filename="a\\b\\"', '{}'), file('a\\b\\')],
  [
    'curl',
    named('name="file_name"; filename="接口.json"\r\nContent-Type: application/json', '{}'),
    file('接口.json', 'application/json'),
  ],
  ['Go', named('name="file_name"; filename="a\\".json"', '{}'), file('a".json')],
  ['aiohttp', named(`name="file_name"; filename="_.json"; filename*=utf-8''%E6%8E%A5.json`, '{}'), file('接.json')],
  ['requests with an old urllib3', named(`name="file_name"; filename*=utf-8''%E6%8E%A5.json`, '{}'), file('接.json')],
  ['.NET', named(`name=file_name; filename=a.json; filename*=utf-8''a.json`, '{}'), file('a.json')],
  [
    '.NET, a text',
    part('Content-Type: text/plain; charset=utf-8\r\nContent-Disposition: form-data; name=mode', 'merge'),
    text,
  ],
  ['OkHttp', part('content-disposition:form-data;name="mode"\r\nContent-Length: 5', 'merge'), text],
  [
    'Apache HttpClient',
    named('name="mode"\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: 8bit', 'merge'),
    text,
  ],
  ['a file without a name', named('name="file_name"; filename=""', '{}'), file('')],
  ['the order of others', named('filename="a"; name="file_name"', '{}'), file('a')],
  ['blanks after the boundary', named('name="mode"', 'merge').replace('--b', '--b \t'), text],
  ['a name of two words', named('name="my ; mode"', 'merge'), ['my ; mode', 'merge']],
])('as of %s', async (_, sent, expected) => {
  expect(await read(sent + end)).toEqual([expected]);
});

test.each(['b', '"b"', "'()+_,-./:=?", '"a b"', '-'.repeat(68)])('a boundary of %s', async (given) => {
  const plain = given.replaceAll('"', '');
  const sent = `${named('name="mode"', 'merge')}${end}`.replaceAll('--b', () => `--${plain}`);
  for (const as of [
    `multipart/form-data; boundary=${given}`,
    `multipart/form-data;charset=utf-8;Boundary=${given}; x=y`,
  ])
    expect(await read(sent, as)).toEqual([text]);
});

test('parts in their order, those of one name too, between what is not part of any', async () => {
  const parts = named('name="a"', '1') + named('name="__proto__"', '\r\n-\r\n--c\r\n') + named('name="a"');
  const expected = [
    ['a', '1'],
    ['__proto__', '\r\n-\r\n--c\r\n'],
    ['a', ''],
  ];
  expect(await read(parts + end)).toEqual(expected);
  expect(await read(`before\r\n${parts}--b--after\r\n${parts}`)).toEqual(expected);
  expect(await read(end)).toEqual([]);
});

test('the bytes of a file are as they were, each one of them', async () => {
  const content = Uint8Array.from({ length: 512 }, (_, index) => index % 256);
  const [start, rest] = [
    bytes('--b\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n'),
    bytes('\r\n--b--'),
  ];
  const [[, value] = []] = partsOf(new Uint8Array([...start, ...content, ...rest]), type);
  expect(new Uint8Array(await (value as File).arrayBuffer())).toEqual(content);
});

test('what Fetch writes is read', async () => {
  const form = new FormData();
  form.append('a "b"\r\nc', 'ä\r\n"%22');
  form.append('file_name', new File(['{}'], 'a"\r\n接口 %.json', { type: 'application/json' }));
  const response = new Response(form);
  const as = response.headers.get('content-type') ?? '';
  expect(await read(new Uint8Array(await response.arrayBuffer()), as)).toEqual([
    ['a "b"\r\nc', 'ä\r\n"%22'],
    ['file_name', 'a"\r\n接口 %.json', 'application/json', '{}'],
  ]);
});

describe('is not a form:', () => {
  const whole = named('name="a"', '1') + named('name="f"; filename="f"', '2') + end;

  test('one that breaks off, wherever', () => {
    for (let length = 0; length < whole.length - '\r\n'.length; length++)
      expect(() => partsOf(bytes(whole.slice(0, length)), type), `${length} bytes`).toThrow(TypeError);
    expect(partsOf(bytes(whole.slice(0, -2)), type)).toHaveLength(2);
  });

  test.each<[string, string, string?]>([
    ['no boundary', whole, 'multipart/form-data'],
    ['an empty boundary', whole, 'multipart/form-data; boundary='],
    ['another boundary', whole, 'multipart/form-data; boundary=c'],
    ['an empty boundary in quotes', whole, 'multipart/form-data; boundary=""'],
    ['a boundary with something after it', whole.replace('--b', '--bc')],
    ['lines without carriage return', whole.replaceAll('\r', '')],
    ['a part without a head', `--b\r\n\r\n1\r\n${end}`],
    ['a part without a body', `--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n${whole}`],
    ['a part without a disposition', part('Content-Type: text/plain') + end],
    ['a part without a name', named('filename="a"') + end],
    ['a part of something else', part('Content-Disposition: attachment; name="a"') + end],
    ['a name that does not end', named('name="a') + end],
    ['a file name that does not end', named('name="a"; filename="a') + end],
    ['a file name that is not well-formed', named(`name="a"; filename*=utf-8''%E6`) + end],
    ['a head of 16 KiB and more', named(`name="${'a'.repeat(16_384)}"`) + end],
    ['more than 1,000 parts', named('name="a"').repeat(1001) + end],
  ])('%s', (_, sent, as = type) => {
    expect(() => partsOf(bytes(sent), as)).toThrow();
  });

  test('a text that is not UTF-8', () => {
    const sent = bytes(named('name="a"', '?') + end).map((byte) => (byte === 63 ? 0xff : byte));
    expect(() => partsOf(sent, type)).toThrow(TypeError);
  });

  test('but 1,000 parts are one', () => {
    expect(partsOf(bytes(named('name="a"').repeat(1000) + end), type)).toHaveLength(1000);
  });
});
