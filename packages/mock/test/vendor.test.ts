// The vendor's Node SDK signs and sends by itself, as it does under its clients: not by a signer of which a test takes the
// headers only.

import { BasicCredentials } from '@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials.js';
import { ClientBuilder } from '@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js';
import type { HcClient } from '@huaweicloud/huaweicloud-sdk-core/HcClient.js';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Body, instance, project, scratch, served } from './support.ts';

const good = { name: 'VPC_demo', port: 80, balance_strategy: 1, member_type: 'ip', members: [{ host: '192.168.0.5' }] };
const key = { access: 'AK0EXAMPLE', secret: 'a-secret-key', project };

/** Sends as the SDK's generated clients do, which give a content type to every request. */
type Send = (method: string, path: string, rest?: { data?: object; queryParams?: object }) => Promise<Body>;

function clientOf(base: string): Send {
  // The SDK leaves a file in the home folder.
  vi.stubEnv('HOME', scratch());
  onTestFinished(() => void vi.unstubAllEnvs());
  const credentials = new BasicCredentials().withAk(key.access).withSk(key.secret).withProjectId(project);
  const client = new ClientBuilder((hc: HcClient) => hc)
    .withEndpoint(base)
    .withCredential(credentials)
    .build() as HcClient;
  return (method, path, { data, queryParams = {} } = {}) =>
    client.sendRequest({
      method,
      url: `/v2/{project_id}/apigw/instances/{instance_id}${path}`,
      contentType: 'application/json',
      pathParams: { instance_id: instance },
      headers: {},
      queryParams,
      ...(data && { data }),
    } as never);
}

describe.each(['documented', 'observed'] as const)('the vendor’s Node SDK, %s rules', (rules) => {
  it('creates, shows, updates and takes a server away', async () => {
    const send = clientOf(await served({ rules, accessKeys: [key] }));
    const { id, httpStatusCode } = await send('POST', '/vpc-channels', { data: good });
    expect(httpStatusCode).toBe(201);
    const shown = await send('GET', `/vpc-channels/${id}`);
    expect(shown.members).toMatchObject([{ host: '192.168.0.5', port: 80 }]);
    const renamed = await send('PUT', `/vpc-channels/${id}`, { data: { ...good, name: 'VPC_new' } });
    expect(renamed).toMatchObject({ httpStatusCode: 200, name: 'VPC_new' });
    const gone = await send('DELETE', `/vpc-channels/${id}/members/${shown.members[0].id}`);
    expect(gone).toEqual({ httpStatusCode: 204 });
  });

  it('asks without a body, and with a query', async () => {
    const send = clientOf(await served({ rules, accessKeys: [key] }));
    const code = await send('PUT', '/apps/356de8eb7a8742168586e5daf5339965/app-codes');
    expect(code).toMatchObject({ httpStatusCode: 201, app_code: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const queryParams = { throttle_id: '0f2c8d6b4a1e4b3f9c7d5e6f70819203', limit: 2, offset: 1, api_name: '' };
    const bound = await send('GET', '/throttle-bindings/binded-apis', { queryParams });
    expect(bound).toMatchObject({ httpStatusCode: 200, total: 3, size: 2 });
    const awkward = { throttle_id: queryParams.throttle_id, api_name: "订单 (new)*'~" };
    expect(await send('GET', '/throttle-bindings/binded-apis', { queryParams: awkward })).toMatchObject({ total: 0 });
  });
});

it('bodies with nulls pass under observed rules', async () => {
  const send = clientOf(await served({ rules: 'observed', accessKeys: [key] }));
  const { members: _, member_type: __, ...rest } = good;
  const nulls = { ...rest, members: null, member_groups: null };
  expect((await send('POST', '/vpc-channels', { data: nulls })).httpStatusCode).toBe(201);
});
