// Options that cannot work are told at creation, with their name and the cure, and without their value.
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { aksk } from '../src/aksk.ts';
import {
  type ApigClientOptions,
  ApigConfigError,
  createApigClient,
  createVpcChannel,
  showInstance,
} from './generated/newest.ts';
import { answer, body, recorded, silence } from './support.ts';

const fine = { endpoint: 'https://apig.example', projectId: 'p', instanceId: 'i', auth: { token: 't' } };

/** What creation says of options. */
function said(options: object): ApigConfigError {
  try {
    createApigClient({ ...fine, ...options } as ApigClientOptions);
  } catch (error) {
    if (error instanceof ApigConfigError) return error;
    throw error;
  }
  throw new Error('it was created');
}

const wrong: Record<string, object[]> = {
  endpoint: [
    ...[
      '127.0.0.1:4010',
      'localhost:4010',
      'apig.example',
      '//apig.example',
      '/v2',
      '',
      ' ',
      'https://',
      'ftp://h.example',
    ],
    ...[
      'https://user:hunter2@h.example',
      'https://h.example?token=hunter2',
      'https://h.example#hunter2',
      'https://h:99999',
      'http://[',
    ],
    ...[null, 4010, {}],
  ].map((endpoint) => ({ endpoint })),
  region: [
    ...[
      '',
      ' ',
      'cn north 4',
      'cn-north-4.evil.example/',
      'evil.example#',
      'a@evil',
      'cn-north-4\n',
      '-a',
      'a-',
      'CN-NORTH-4',
      '区域',
    ],
    ...['a'.repeat(64), null, 4, undefined],
  ].map((region) => ({ endpoint: undefined, region })),
  projectId: [undefined, null, '', ' ', 4, '..', '\n'].map((projectId) => ({ projectId })),
  instanceId: [undefined, null, '', ' ', 4, '..', '\n'].map((instanceId) => ({ instanceId })),
  auth: [undefined, null, 'hunter2', 4].map((auth) => ({ auth })),
  'auth.token': [
    ...[
      {},
      { token: undefined },
      { token: null },
      { token: '' },
      { token: ' \n' },
      { token: 4 },
      { token: 'hunter\n2' },
    ],
    ...[
      { token: 'hunter\r2' },
      { token: 'hunter2\0' },
      { token: 'hunter2令' },
      { token: Promise.resolve('t') },
      { sign: 'hunter2' },
    ],
  ].map((auth) => ({ auth })),
  middleware: [{ onRequest: () => undefined }, 'm', 4, null].map((middleware) => ({ middleware })),
  fetch: ['f', 4, {}].map((fetch) => ({ fetch })),
  timeout: [-1, Number.NaN, '5', Number.NEGATIVE_INFINITY, {}, 5n].map((timeout) => ({ timeout })),
  maxResponseBytes: [0, -1, Number.NaN, '16'].map((maxResponseBytes) => ({ maxResponseBytes })),
};

describe.each(Object.entries(wrong))('%s', (option, cases) => {
  test.each(cases)('is named: %o', (options) => {
    const error = said(options);
    expect(error).toBeInstanceOf(RangeError);
    expect(error.option).toBe(option);
    expect(error.message).toMatch(new RegExp(`^${option} must be `));
    expect(error.message).not.toMatch(/hunter|evil|令/);
  });
});

test.each([undefined, null, {}])('%j instead of options is told, too', (options) => {
  expect(() => createApigClient(options as unknown as ApigClientOptions)).toThrow(ApigConfigError);
});

test.each([
  ['accessKey', { accessKey: '', secretKey: 's' }],
  ['accessKey', { accessKey: undefined, secretKey: 's' }],
  ['accessKey', { accessKey: 'a\nb', secretKey: 's' }],
  ['secretKey', { accessKey: 'a' }],
  ['secretKey', { accessKey: 'a', secretKey: '\n' }],
  ['secretKey', { accessKey: 'a', secretKey: 'hunter\n2' }],
  ['securityToken', { accessKey: 'a', secretKey: 's', securityToken: 'hunter\n2' }],
  ['accessKey', undefined],
])('aksk names %s: %j', (option, keys) => {
  const sign = () => aksk(keys as Parameters<typeof aksk>[0]);
  expect(sign).toThrow(ApigConfigError);
  expect(sign).toThrow(new RegExp(`^${option} must be (?!.*hunter)`));
});

test('tokens and keys are trimmed', async () => {
  const { apig, requests } = recorded(async () => answer(200, {}), { auth: { token: ' t\r\n' } });
  await showInstance(apig);
  expect(requests[0]?.headers.get('X-Auth-Token')).toBe('t');
  const headers = await Promise.all(
    ['', '\n'].map(async (end) => {
      const request = new Request('https://apig.example/v2/p/apigw/instances/i');
      await aksk({ accessKey: `a${end}`, secretKey: `s${end}`, securityToken: `t${end}` }).sign(request);
      return [...request.headers]
        .filter(([name]) => name !== 'x-sdk-date' && name !== 'authorization')
        .concat([['access', /Access=([^,]*)/.exec(request.headers.get('Authorization') ?? '')?.[1] ?? '']]);
    }),
  );
  expect(headers[1]).toEqual(headers[0]);
});

test('an empty security token is none', async () => {
  const request = new Request('https://apig.example/v2/p');
  await aksk({ accessKey: 'a', secretKey: 's', securityToken: '' }).sign(request);
  expect(request.headers.has('X-Security-Token')).toBe(false);
});

test.each([undefined, null, '', '\n', 'hunter\n2', 4])(
  'a function that returns %j as the token is a fault of credentials',
  async (token) => {
    const { apig, requests } = recorded(async () => answer(200, {}), { auth: { token: () => token as string } });
    const result = await showInstance(apig);
    expect(result).toMatchObject({ fault: 'credentials', error: { message: expect.stringContaining('auth.token') } });
    expect(JSON.stringify(result)).not.toContain('hunter');
    expect(requests).toHaveLength(0);
  },
);

test('a token that a function returns is trimmed', async () => {
  const { apig, requests } = recorded(async () => answer(200, {}), { auth: { token: async () => 't\n' } });
  await showInstance(apig);
  expect(requests[0]?.headers.get('X-Auth-Token')).toBe('t');
});

test.each([
  ['https://apig.example/', 'https://apig.example'],
  [' https://apig.example/base//\n', 'https://apig.example/base'],
  ['http://127.0.0.1:4010', 'http://127.0.0.1:4010'],
  ['HTTP://[::1]:80/', 'http://[::1]'],
])('the endpoint %j is %s', async (endpoint, address) => {
  let url = '';
  const fetch = async (request: Request) => {
    url = request.url;
    return answer(200, {});
  };
  await showInstance(createApigClient({ ...fine, endpoint, fetch }));
  expect(url).toBe(`${address}/v2/p/apigw/instances/i`);
});

describe('timeout', () => {
  test.each([Number.POSITIVE_INFINITY, 3e9, 2 ** 31, 2 ** 53, 0])('%s is no limit', async (timeout) => {
    const late = () => new Promise<Response>((resolve) => setTimeout(() => resolve(answer(201, { id: 'c' })), 40));
    expect(await createVpcChannel(recorded(late, { timeout }).apig, { body })).toMatchObject({ ok: true });
    expect(await createVpcChannel(recorded(late, { timeout: 5 }).apig, { body, timeout })).toMatchObject({ ok: true });
  });

  test('the longest that timers know is kept', async () => {
    const controller = new AbortController();
    const { apig } = recorded(silence, { timeout: 2 ** 31 - 1 });
    const pending = createVpcChannel(apig, { body, signal: controller.signal });
    setTimeout(() => controller.abort(), 20);
    expect(await pending).toMatchObject({ fault: 'aborted' });
  });
});

test('a client that is logged does not show its credentials', () => {
  const { apig } = recorded(async () => answer(200, {}), { auth: { token: 'hunter2' } });
  expect(inspect({ ...apig }, { depth: null, showHidden: true })).not.toContain('hunter2');
  expect(JSON.stringify(apig)).not.toContain('hunter2');
});
