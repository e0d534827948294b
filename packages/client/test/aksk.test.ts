// Signatures, against the vendor's own SDK and against the mock.
import signing from '@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner.js';
import credentials from '@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials.js';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { aksk } from '../src/aksk.ts';
import { createVpcChannel, listThrottleBoundApis, showVpcChannel } from './generated/newest.ts';
import { answer, body, recorded } from './support.ts';

const keys = { accessKey: 'AK0EXAMPLE', secretKey: 'a-secret-key' };
const now = new Date('2026-11-20T08:09:10.123Z');

beforeEach(() => {
  vi.useFakeTimers({ now, toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** The headers that the vendor's SDK signs and sends for what a request holds. */
async function oracle(request: Request, securityToken?: string): Promise<Record<string, string>> {
  const url = new URL(request.url);
  const queryParams: Record<string, string | string[]> = {};
  for (const name of url.searchParams.keys()) {
    const values = url.searchParams.getAll(name);
    queryParams[name] = values.length > 1 ? values : values.join();
  }
  const text = await request.clone().text();
  const type = request.headers.get('content-type');
  const credential = new credentials.BasicCredentials().withAk(keys.accessKey).withSk(keys.secretKey);
  return signing.AKSKSigner.sign(
    {
      // The SDK encodes the path itself.
      endpoint: `${url.origin}${decodeURIComponent(url.pathname)}`,
      method: request.method,
      headers: {
        ...(type && { 'content-type': type }),
        'X-Project-Id': 'a_project',
        ...(securityToken && { 'X-Security-Token': securityToken }),
      },
      queryParams,
      ...(text && { data: JSON.parse(text) }),
    } as never,
    credential,
  );
}

async function signed(url: string, init?: RequestInit, securityToken?: string): Promise<Request> {
  const request = new Request(url, init);
  await aksk({ ...keys, securityToken }).sign(request);
  return request;
}

const place = 'https://apig.example:8443/v2/a_project/apigw/instances/i';
const json = { 'Content-Type': 'application/json' };

describe('the signature is the SDK’s', () => {
  test.each<[string, string, RequestInit?, string?]>([
    ['a request without a body', `${place}/vpc-channels/c`],
    ['a body', `${place}/vpc-channels`, { method: 'POST', headers: json, body: JSON.stringify(body) }],
    [
      'a body beyond ASCII',
      `${place}/vpc-channels`,
      { method: 'PUT', headers: json, body: '{"name":"演示通道 é 🚀"}' },
    ],
    [
      'a content type with a charset',
      place,
      { method: 'POST', headers: { 'Content-Type': 'application/json;charset=UTF-8' }, body: '{}' },
    ],
    ['a query out of order', `${place}/x?offset=20&limit=5&api_name=b&Z=1&a=2`],
    ['a query that has to be encoded', `${place}/x?api_name=a%20b%2Bc%26d%3D(*)'!~%E6%BC%94&empty=`],
    ['a name more than once', `${place}/x?a=2&a=1&a=10`],
    ['a path that ends with a slash', `${place}/vpc-channels/`],
    ['temporary keys', `${place}/vpc-channels/c`, {}, 'a-security-token'],
    ['temporary keys and a body', place, { method: 'POST', headers: json, body: '{"a":1}' }, 'a-security-token'],
  ])('%s', async (_, url, init, securityToken) => {
    const request = await signed(url, init, securityToken);
    const expected = await oracle(request, securityToken);
    expect(request.headers.get('Authorization')).toBe(expected['Authorization']);
    expect(request.headers.get('X-Sdk-Date')).toBe('20261120T080910Z');
    expect(request.headers.get('X-Sdk-Date')).toBe(expected['X-Sdk-Date']);
    expect(request.headers.get('X-Project-Id')).toBe('a_project');
    expect(request.headers.get('X-Security-Token')).toBe(securityToken ?? null);
  });

  test('a path that has to be encoded is encoded once', async () => {
    // The SDK's parser of addresses would encode some characters before its signer does; these it leaves alone.
    const request = await signed(`${place}/vpc-channels/a(b)!*c~d-演é`);
    expect(request.headers.get('Authorization')).toBe((await oracle(request))['Authorization']);
  });
});

test('calls are signed, and the body is sent', async () => {
  const { apig, requests } = recorded(async () => answer(201, { id: 'c' }), {
    auth: aksk(keys),
    projectId: 'a_project',
    instanceId: 'i',
  });
  await createVpcChannel(apig, { body });
  await showVpcChannel(apig, { vpc_channel_id: 'c' });
  await listThrottleBoundApis(apig, { query: { throttle_id: 't' } });
  for (const request of requests) {
    expect(request.headers.get('Authorization')).toBe((await oracle(request))['Authorization']);
    expect(request.headers.has('X-Auth-Token')).toBe(false);
  }
  expect(requests[0]?.headers.get('Authorization')).toMatch(
    /^SDK-HMAC-SHA256 Access=AK0EXAMPLE, SignedHeaders=content-type;host;x-project-id;x-sdk-date, Signature=[0-9a-f]{64}$/,
  );
  expect(await requests[0]?.json()).toEqual(body);
});

test('a call for another project names that project', async () => {
  const { apig, requests } = recorded(async () => answer(200, {}), { auth: aksk(keys) });
  const path = { project_id: 'other' };
  await apig.GET('/v2/{project_id}/apigw/instances/{instance_id}', { params: { path } });
  expect(requests[0]?.headers.get('X-Project-Id')).toBe('other');
});

test('the secret key is in no header', async () => {
  const request = await signed(place, {}, 'a-security-token');
  expect(JSON.stringify([...request.headers])).not.toContain(keys.secretKey);
});
