// The one list of secret names: the contract's own secrets are on it, and what is on it is kept out of texts, URLs and JSON.
import { join } from 'node:path';
import { editionsOf } from '@apig-spec/model/editions';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { isObject, objectOf } from '@apig-spec/model/json';
import {
  isSecret,
  textWithoutSecrets,
  urlWithoutSecrets,
  valueWithoutSecrets,
  withoutSecrets,
} from '@apig-spec/model/secrets';
import { readRevisions } from '@apig-spec/repository/editions';
import { readBuilt } from '@apig-spec/repository/files';
import { distDir } from '@apig-spec/repository/paths';
import { describe, expect, it } from 'vitest';

const editions = editionsOf(readRevisions());

/** The fields that hold secrets, of all editions. */
const held = new Set<string>();

/** The schemas that a schema leads to by reference, at any depth. */
function* refsIn(value: Json): Generator<string> {
  if (Array.isArray(value)) for (const each of value) yield* refsIn(each);
  if (!isObject(value)) return;
  if (typeof value['$ref'] === 'string') yield value['$ref'].split('/').pop() ?? '';
  for (const each of Object.values(value)) yield* refsIn(each);
}

/** Every property of a schema, with its name. */
function* propertiesIn(value: Json): Generator<[name: string, schema: Json]> {
  if (Array.isArray(value)) for (const each of value) yield* propertiesIn(each);
  if (!isObject(value)) return;
  yield* Object.entries(objectOf(value['properties'] ?? {}));
  for (const each of Object.values(value)) yield* propertiesIn(each);
}

describe.each(editions.map(({ name }) => name))('the edition %s', (name) => {
  const { components } = readBuilt(join(distDir, `${name}.json`)) as unknown as {
    components: Record<string, JsonObject>;
  };
  const schemas = components['schemas'] ?? {};
  const holds = (schema: Json, seen = new Set<string>()): boolean => {
    if (JSON.stringify(schema).includes('"format":"password"')) return true;
    return [...refsIn(schema)].some((ref) => {
      if (seen.has(ref)) return false;
      seen.add(ref);
      return holds(schemas[ref] ?? null, seen);
    });
  };
  const properties = Object.values(schemas).flatMap((schema) => [...propertiesIn(schema)]);

  it('has no secret that the list does not know', () => {
    const secrets = properties.filter(([, schema]) => {
      const refs = isObject(schema) && typeof schema['$ref'] === 'string' ? [...refsIn(schema)] : [];
      return [schema, ...refs.map((ref) => schemas[ref] ?? null)].some(
        (each) => isObject(each) && each['format'] === 'password',
      );
    });
    expect(secrets.length).toBeGreaterThan(0);
    for (const [field] of secrets) expect([field, isSecret(field)]).toEqual([field, true]);
    for (const scheme of Object.values(components['securitySchemes'] ?? {})) {
      const { name: header = 'Authorization' } = objectOf(scheme);
      expect([header, isSecret(String(header))]).toEqual([header, true]);
    }
  });

  it('has no object of a request with a secret in it that is shown when it is sent as a text', () => {
    const request = [...Object.entries(schemas)].filter(([schema]) => /(Create|Update|Base|Info)$/.test(schema));
    const objects = request
      .flatMap(([, schema]) => [...propertiesIn(schema)])
      .filter(([field, schema]) => !isSecret(field) && holds(schema) && !JSON.stringify(schema).includes('"array"'));
    for (const [field] of objects) held.add(field);
    for (const [field] of objects) expect([field, valueWithoutSecrets(field, 'root:hunter2')]).toEqual([field, '***']);
  });
});

it('some editions have objects with a secret in them', () => expect([...held]).toContain('user_info'));

describe('a name', () => {
  it.each([
    ...['X-Auth-Token', 'x-security-token', 'Authorization', 'Proxy-Authorization', 'Cookie', 'Set-Cookie', 'PASSWORD'],
    ...[
      'X-Apig-AppCode',
      'app_code',
      'appCode',
      'app_secret',
      'sign_secret',
      'sign_key',
      'app_key',
      'apiKey',
      'access_key',
    ],
    ...[
      'sk',
      'ak',
      'SK',
      'x-sk',
      'secretKey',
      'user_password',
      'passwd',
      'pwd',
      'private_key',
      'signature',
      'credential',
    ],
  ])('%s is secret', (name) => expect(isSecret(name)).toBe(true));

  it.each([
    ...[
      'name',
      'X-Request-Id',
      'X-Sdk-Date',
      'sign_type',
      'sign_algorithm',
      'task',
      'disk',
      'X-Project-Id',
      'auth_type',
    ],
    ...['content-type', 'host', 'http_code', 'dict_code', 'member_group_id', 'key', 'port'],
  ])('%s is not', (name) => expect(isSecret(name)).toBe(false));
});

describe('a URL', () => {
  it.each([
    ['/v2/p?X-Auth-Token=hunter2', '/v2/p?X-Auth-Token=***'],
    ['/v2/p?limit=1&password=hunter2&x=1', '/v2/p?limit=1&password=***&x=1'],
    ['/?password=hunter2&password=hunter2', '/?password=***&password=***'],
    ['/?PassWord=hunter2;x=1', '/?PassWord=***;x=1'],
    ['/?p%61ssword=hunter2', '/?p%61ssword=***'],
    ['/?p%2561ssword=hunter2', '/?p%2561ssword=***'],
    ['/?user%5Bpassword%5D=hunter2', '/?user%5Bpassword%5D=***'],
    ['/?back=http%3A%2F%2Fx%2F%3Ftoken%3Dhunter2', '/?back=***'],
    ['/?filter=%7B%22password%22%3A%22hunter2%22%7D', '/?filter=***'],
    ['/?%ZZ=1&token=hunter2', '/?%ZZ=1&token=***'],
    ['/?token:hunter2', '/?***'],
    ['/v2;token=hunter2/p', '/v2;token=***/p'],
    ['/v2/password=hunter2', '/v2/password=***'],
    ['/v2/password%3Dhunter2', '/v2/***'],
    ['/v2/password=a%20b%26hunter2/p', '/v2/password=***/p'],
    ['/v2/%74oken=hunter2', '/v2/%74oken=***'],
    ['/?user_info=hunter2', '/?user_info=***'],
    ['/?nacos_info%5Buser_info%5D=hunter2', '/?nacos_info%5Buser_info%5D=***'],
    ['user:hunter2@mock:443', '***@mock:443'],
    [`user:hunter2${'x'.repeat(300)}@mock:443`, '***@mock:443'],
    [`http://user:hunter2${'x'.repeat(300)}@mock/p?x=1`, 'http://***@mock/p?x=1'],
    ['http://user:hunter2@mock/p?x=1', 'http://***@mock/p?x=1'],
    ['/apps/secret/356de8eb7a8742168586e5daf5339965', '/apps/secret/356de8eb7a8742168586e5daf5339965'],
    ['/v2/p?limit=20&name=%E4%BD%A0', '/v2/p?limit=20&name=%E4%BD%A0'],
  ])('%s', (url, expected) => expect(urlWithoutSecrets(url)).toBe(expected));
});

describe('a text', () => {
  it.each([
    ['password=hunter2, port=80', 'password=***, port=80'],
    ['{"app_secret": "hunter2 and more", "port": 80', '{"app_secret": ***, "port": 80'],
    ["token: 'hunter2'", 'token: ***'],
    ['Authorization: Bearer hunter2', 'Authorization: ***'],
    ['The path does not exist,path:/v2/%74oken=hunter2', 'The path does not exist,path:/v2/%74oken=***'],
    ['The path does not exist,path:/v2/token%3Dhunter2', 'The path does not exist,path:/v2/***'],
    ['from http://x/?p%61ssword=hunter2&limit=1 on', 'from http://x/?p%61ssword=***&limit=1 on'],
    ['origin:http://user:hunter2@evil.example', 'origin:http://***@evil.example'],
    ['at https://hunter2@mock.example/p', 'at https://***@mock.example/p'],
    [`at https://user:hunter2${'x'.repeat(300)}@mock.example/p`, 'at https://***@mock.example/p'],
    ['user:hunter2@evil.example', '***@evil.example'],
    ['user_info: root:hunter2', 'user_info: ***'],
    ['100 % of a%zz at 12:30', '100 % of a%zz at 12:30'],
    ['sent Bearer hunter2 twice', 'sent Bearer *** twice'],
    [
      'Invalid parameter value,parameterName:password. Please refer',
      'Invalid parameter value,parameterName:password. Please refer',
    ],
    ['Incorrect token or token resolution failed', 'Incorrect token or token resolution failed'],
  ])('%s', (text, expected) => expect(textWithoutSecrets(text)).toBe(expected));
});

describe('JSON', () => {
  it.each<[string, unknown, unknown]>([
    ['nested', { a: [{ b: { password: 'hunter2', port: 80 } }] }, { a: [{ b: { password: '***', port: 80 } }] }],
    [
      'an object or a list as secret',
      { tokens: ['hunter2'], secret: { of: 'hunter2' } },
      { tokens: '***', secret: '***' },
    ],
    ['user_info as a text', { user_info: 'root:hunter2' }, { user_info: '***' }],
    ['user_info as a number', { user_info: 42 }, { user_info: '***' }],
    [
      'user_info as it is to be',
      { user_info: { user_name: 'n', password: 'hunter2' } },
      { user_info: { user_name: 'n', password: '***' } },
    ],
    ['user_info as a list', { user_info: ['{"password":"hunter2"}'] }, { user_info: ['***'] }],
    ['user_info as a list of texts', { user_info: [['hunter2']] }, { user_info: [['***']] }],
    ['a pair of key and value', [{ key: 'password', value: 'hunter2' }], [{ key: 'password', value: '***' }]],
    [
      'a pair of key and value that has a name, too',
      [{ name: 'the header', key: 'X-Auth-Token', value: 'hunter2' }],
      [{ name: 'the header', key: 'X-Auth-Token', value: '***' }],
    ],
    [
      'a URL in a text',
      { remark: 'http://u:hunter2@x/?p%61ssword=hunter2' },
      { remark: 'http://***@x/?p%61ssword=***' },
    ],
    ['JSON in a text', { remark: '{"password":"hunter2"}' }, { remark: '{"password":"***"}' }],
    [
      'JSON in JSON in a text',
      { a: JSON.stringify({ b: JSON.stringify({ token: 'hunter2' }) }) },
      { a: JSON.stringify({ b: JSON.stringify({ token: '***' }) }) },
    ],
    [
      'a pair of name and value',
      { headers: [{ name: 'X-Auth-Token', value: 'hunter2' }] },
      { headers: [{ name: 'X-Auth-Token', value: '***' }] },
    ],
    ['a secret in a name', { 'password=hunter2': 1 }, { 'password=***': '***' }],
    ['a secret within a text', { remark: 'password=hunter2' }, { remark: 'password=***' }],
    ['what is none', { name: 'VPC_demo', port: 80, none: null }, { name: 'VPC_demo', port: 80, none: null }],
  ])('%s', (_title, value, expected) => {
    expect(withoutSecrets(value)).toEqual(expected);
    expect(JSON.stringify(withoutSecrets(value))).not.toContain('hunter2');
  });

  it('with names that every object has', () => {
    const value = JSON.parse('{"__proto__":{"password":"hunter2"},"constructor":"c"}');
    expect(JSON.stringify(withoutSecrets(value))).toBe('{"__proto__":{"password":"***"},"constructor":"c"}');
  });
});

it('256 KiB of anything costs less than a second', () => {
  for (const part of [
    'token',
    'password="',
    'secret:',
    "token='",
    'a',
    '%61',
    '?',
    'ak',
    ' ',
    '\\',
    '/x=',
    '//',
    ':',
    '@',
    'a:@',
    '%40 ',
    '//a%3A@',
    '//a:',
    'a:b@ ',
  ]) {
    const text = part.repeat(262_144 / part.length);
    const start = process.cpuUsage();
    textWithoutSecrets(text);
    urlWithoutSecrets(text);
    withoutSecrets([text]);
    const { user, system } = process.cpuUsage(start);
    expect([part, user + system < 1_000_000]).toEqual([part, true]);
  }
}, 60_000);
