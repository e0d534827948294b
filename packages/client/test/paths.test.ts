// Where requests lead: never to another path than their operation's, whatever their parameters hold.
import { serve } from '@apig-spec/mock/node';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  ApigConfigError,
  ApigFault,
  createApigClient,
  deleteThrottle,
  deleteVpcChannelMember,
  isPathSegment,
  showInstance,
  updateVpcChannel,
} from './generated/newest.ts';
import { answer, body, recorded } from './support.ts';

const instance = '/v2/{project_id}/apigw/instances/{instance_id}';
const throttle = `${instance}/throttles/{throttle_id}` as const;

/** What some parser, proxy or server would take for another path. */
const elsewhere = [
  ...[
    '',
    ' ',
    '\n',
    '\t',
    '\u200b',
    '.',
    '..',
    ' .. ',
    '.\n.',
    '.\t',
    '..\u00a0',
    '.\u200b.',
    '\0..',
    '/',
    '\\',
    'a/',
    '/a',
  ],
  ...[
    '../a',
    'a/..',
    'a/../b',
    '..\\a',
    'a\\..\\b',
    './a',
    'a//b',
    '%2e',
    '%2E%2e',
    '.%2E',
    '%2e.',
    '%252e%252e',
    '%25252E.',
  ],
  ...[
    '%2f',
    '%5c',
    '..%2fa',
    'a%2F..',
    '%2e%2e%5Ca',
    '%20',
    '%09',
    '%0a..',
    '..%00',
    '.%0D.',
    '%25%32%65.',
    '..;',
    '..;a=b',
    'a/..%3b/b',
    ';',
    '%%32%65.',
  ],
];
const segments = [
  'a',
  '...',
  '.a',
  'a.',
  'a..b',
  'a b',
  'a/b',
  '%',
  '%zz',
  '100%',
  '.%2ea',
  '通道',
  'a?b',
  'a#b',
  'a;b',
  'a%20b',
];

test.each(elsewhere)('%j is not a segment of a path', (value) => expect(isPathSegment(value)).toBe(false));
test.each(segments)('%j is one', (value) => expect(isPathSegment(value)).toBe(true));

describe("deleteThrottle(apig, { throttle_id: '..' })", () => {
  test('does not delete the gateway: the mock receives nothing', async () => {
    const seen: unknown[] = [];
    const mock = await serve({ port: 0, log: (entry) => void seen.push(entry) });
    onTestFinished(() => mock.close());
    const apig = createApigClient({ endpoint: mock.url, projectId: 'p', instanceId: 'i', auth: { token: 't' } });
    expect(await deleteThrottle(apig, { throttle_id: '..' })).toMatchObject({
      ok: false,
      status: 0,
      fault: 'invalid-request',
      error: { code: 'invalid-request', message: expect.stringContaining('throttle_id'), requestId: undefined },
    });
    expect(seen).toEqual([]);
  });
});

describe('nothing is sent, and the parameter is named,', () => {
  test.each(elsewhere)('for %j: by functions', async (value) => {
    const { apig, requests } = recorded(async () => answer(204));
    const calls = {
      throttle_id: () => deleteThrottle(apig, { throttle_id: value }),
      vpc_channel_id: () => updateVpcChannel(apig, { vpc_channel_id: value, body }),
      member_id: () => deleteVpcChannelMember(apig, { vpc_channel_id: 'c', member_id: value }),
    };
    for (const [name, call] of Object.entries(calls)) {
      const result = await call();
      expect(result).toMatchObject({ fault: 'invalid-request', error: { message: expect.stringContaining(name) } });
    }
    expect(requests).toHaveLength(0);
  });

  test.each(elsewhere)('for %j: by methods, whatever writes the path, at whatever address', async (value) => {
    const { apig, requests } = recorded(async () => answer(200, {}), { projectId: 'p', instanceId: 'i' });
    const raw = (path: string, values: Record<string, unknown>) =>
      path.replaceAll(/\{(\w+)\}/g, (_, name) => String(values[name]));
    for (const extra of [{}, { pathSerializer: raw }, { baseUrl: 'https://other.example/base/' }]) {
      const calls = {
        throttle_id: () => apig.DELETE(throttle, { params: { path: { throttle_id: value } }, ...extra }),
        instance_id: () => apig.GET(instance, { params: { path: { project_id: 'p', instance_id: value } }, ...extra }),
        project_id: () =>
          apig.request('get', instance, { params: { path: { project_id: value, instance_id: 'i' } }, ...extra }),
      };
      for (const [name, call] of Object.entries(calls)) {
        const thrown = await call().catch((error: unknown) => error);
        expect(thrown).toBeInstanceOf(ApigFault);
        expect(thrown).toMatchObject({ fault: 'invalid-request', message: expect.stringContaining(name) });
      }
    }
    expect(requests).toHaveLength(0);
  });

  test.each([undefined, null, [], [''], ['..'], {}])('for %j, which only JavaScript lets through', async (value) => {
    const { apig, requests } = recorded(async () => answer(204));
    const result = await deleteThrottle(apig, { throttle_id: value as string });
    if (JSON.stringify(value) === '{}') return;
    expect(result).toMatchObject({
      fault: 'invalid-request',
      error: { message: expect.stringContaining('throttle_id') },
    });
    expect(requests).toHaveLength(0);
  });

  test.each(elsewhere)('for %j as a bound ID, at creation', (value) => {
    for (const name of ['projectId', 'instanceId']) {
      const create = () => recorded(async () => answer(200, {}), { [name]: value });
      expect(create).toThrow(ApigConfigError);
      expect(create).toThrow(name);
    }
  });

  test.each(['a/b', 'a?b', 'a#b', 'a\\b', 'a b', 'a\tb', '{throttle_id}'])(
    'for %j that a serializer leaves as it is',
    async (value) => {
      const { apig, requests } = recorded(async () => answer(204));
      const pathSerializer = (path: string, values: Record<string, unknown>) =>
        path.replaceAll(/\{(\w+)\}/g, (_, name) => (name === 'throttle_id' ? String(values[name]) : 'an-id'));
      const call = apig.DELETE(throttle, { params: { path: { throttle_id: value } }, pathSerializer });
      await expect(call).rejects.toMatchObject({
        fault: 'invalid-request',
        message: expect.stringContaining('throttle_id'),
      });
      expect(requests).toHaveLength(0);
    },
  );

  test.each([
    '.evil.example/x',
    '@evil.example/x',
    '',
    `${instance}/throttles/..`,
    `${instance}//x`,
    '/v2/./x',
    '/v2/%2e%2e/x',
  ])('for the path %j itself', async (path) => {
    const { apig, requests } = recorded(async () => answer(200, {}));
    await expect(apig.GET(path as typeof instance)).rejects.toMatchObject({ fault: 'invalid-request' });
    expect(requests).toHaveLength(0);
  });

  test.each([
    'nowhere',
    'https://u:p@h.example',
    'https://h.example/#',
    'https://h.example?x=',
    'ftp://h.example',
    '//h.example',
  ])('for the address %j of a call', async (baseUrl) => {
    const { apig, requests } = recorded(async () => answer(200, {}));
    const call = apig.GET(instance, { baseUrl });
    // An empty query or fragment is none.
    if (/[#=]$/.test(baseUrl) && !new URL(baseUrl).search) return void (await call);
    await expect(call).rejects.toMatchObject({ fault: 'invalid-request', message: expect.stringContaining('baseUrl') });
    expect(requests).toHaveLength(0);
  });
});

test.each(segments)('%j is sent as one segment', async (value) => {
  const { apig, requests } = recorded(async () => answer(204));
  expect(await deleteThrottle(apig, { throttle_id: value })).toMatchObject({ ok: true });
  expect(new URL(requests[0]?.url ?? '').pathname).toBe(
    `/v2/a%20project/apigw/instances/an%2Finstance/throttles/${encodeURIComponent(value)}`,
  );
});

test('a bound ID is trimmed', async () => {
  const { apig, requests } = recorded(async () => answer(200, {}), { projectId: ' p\n', instanceId: 'i\r\n' });
  await showInstance(apig);
  expect(requests[0]?.url).toBe('https://apig.example/v2/p/apigw/instances/i');
});
