// Tokens: given, asked for, and asked for again.
import { expect, test } from 'vitest';
import { createApigClient, createVpcChannel, showInstance } from './generated/newest.ts';
import { answer, body, oneByOne, recorded, rejection } from './support.ts';

const tokensOf = (requests: Request[]) => requests.map(({ headers }) => headers.get('X-Auth-Token'));

test('a function is asked before each call', async () => {
  let count = 0;
  const { apig, requests } = recorded(async () => answer(200, {}), { auth: { token: () => `token-${++count}` } });
  await showInstance(apig);
  await showInstance(apig);
  expect(tokensOf(requests)).toEqual(['token-1', 'token-2']);
});

test('a 401 is followed by one more attempt, with the body, and the function learns which token was rejected', async () => {
  const rejected: (string | undefined)[] = [];
  const { apig, requests } = recorded(
    oneByOne(
      () => rejection(401, 'APIG.1002'),
      () => answer(201, { id: 'c' }),
    ),
    {
      auth: {
        token: async (old) => {
          rejected.push(old);
          return old === undefined ? 'stale' : 'fresh';
        },
      },
    },
  );
  expect(await createVpcChannel(apig, { body })).toMatchObject({ ok: true, data: { id: 'c' } });
  expect(rejected).toEqual([undefined, 'stale']);
  expect(tokensOf(requests)).toEqual(['stale', 'fresh']);
  expect(await Promise.all(requests.map((request) => request.json()))).toEqual([body, body]);
});

test('a second 401 is the result', async () => {
  const { apig, requests } = recorded(async () => rejection(401, 'APIG.1002'), { auth: { token: () => 'stale' } });
  expect(await createVpcChannel(apig, { body })).toMatchObject({ status: 401, error: { code: 'APIG.1002' } });
  expect(requests).toHaveLength(2);
});

test('a token that is given is not tried twice', async () => {
  const { apig, requests } = recorded(async () => rejection(401, 'APIG.1002'));
  expect(await createVpcChannel(apig, { body })).toMatchObject({ status: 401 });
  expect(requests).toHaveLength(1);
});

test.each([
  ['cn-north-4', 'https://apig.cn-north-4.myhuaweicloud.com'],
  ['eu-west-101', 'https://apig.eu-west-101.myhuaweicloud.eu'],
])('region %s is served at %s', async (region, address) => {
  let url = '';
  const fetch = async (request: Request) => {
    url = request.url;
    return answer(200, {});
  };
  const auth = { token: 't' };
  await showInstance(createApigClient({ region, projectId: 'p', instanceId: 'i', auth, fetch }));
  expect(url).toBe(`${address}/v2/p/apigw/instances/i`);
});
