// A client's requests through every adapter: over HTTP, and through MSW 2 and 3 in Node and in Chromium.
import { type OperationId, validateResponse } from '@apig-spec/validator';
import { validateResponse as validateOldest } from '@apig-spec/validator/2023-05/zh-CN';
import { expect, it } from 'vitest';
import { atEachAdapter, type Fetch } from './adapters.ts';
import { type Body, channels, project } from './support.ts';

const token = { 'X-Auth-Token': 'any' };
const json = { ...token, 'Content-Type': 'application/json' };
const good = { name: 'VPC_demo', port: 80, balance_strategy: 1, member_type: 'ip', members: [{ host: '192.168.0.5' }] };
const post = (body: string, headers: HeadersInit = json) => ({ method: 'POST', headers, body });

atEachAdapter({ maxBody: 100_000 }, (fetch) => {
  it('a channel is created, shown, updated and loses its member', async () => {
    const responses: Body[] = [];
    async function told(operation: OperationId, status: number, ...request: Parameters<Fetch>): Promise<Body> {
      const response = await fetch(...request);
      const text = await response.text();
      const body = text && JSON.parse(text);
      expect([operation, response.status, validateResponse(operation, status, body)]).toEqual([operation, status, []]);
      expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f]{32}$/);
      responses.push(body);
      return body;
    }
    const { id } = await told('createVpcChannel', 201, channels, post(JSON.stringify(good)));
    const place = `${channels}/${id}`;
    const { members } = await told('showVpcChannel', 200, place, { headers: json });
    expect(members).toMatchObject([{ host: '192.168.0.5', port: 80 }]);
    const update = { method: 'PUT', headers: json, body: JSON.stringify({ ...good, name: 'VPC_new', port: 81 }) };
    expect(await told('updateVpcChannel', 200, place, update)).toMatchObject({ id, name: 'VPC_new', port: 81 });
    const shown = await told('showVpcChannel', 200, place, { headers: token });
    const gone = { method: 'DELETE', headers: json };
    expect(await told('deleteVpcChannelMember', 204, `${place}/members/${shown.members[0].id}`, gone)).toBe('');
    expect((await told('showVpcChannel', 200, place, { headers: token })).members).toEqual([]);
  });

  it.each<[string, string, Parameters<Fetch>[1], number, string]>([
    ['no token', channels, post(JSON.stringify(good), { 'Content-Type': 'application/json' }), 401, 'APIG.1002'],
    ['no name', channels, post(JSON.stringify({ ...good, name: undefined })), 400, 'APIG.2001'],
    ['port 70000', channels, post(JSON.stringify({ ...good, port: 70000 })), 400, 'APIG.2011'],
    ['malformed JSON', channels, post('{"name":'), 400, 'APIG.2001'],
    ['an empty body', channels, post(''), 400, 'APIG.2001'],
    ['no body', channels, { method: 'POST', headers: token }, 400, 'APIG.2001'],
    ['text', channels, post('name', token), 415, 'APIG.2011'],
    ['a body that is too long', channels, post(JSON.stringify('x'.repeat(100_001))), 413, 'APIG.2011'],
    ['an unknown id', `${channels}/1`, { headers: token }, 404, 'APIG.3023'],
    ['an id of no UTF-8', `${channels}/%FF`, { headers: token }, 400, 'APIG.2012'],
    ['an id with %00', `${channels}/%00`, { headers: token }, 400, 'APIG.2012'],
    ['an unknown instance', `/v2/${project}/apigw/instances/none/vpc-channels/1`, { headers: token }, 404, 'APIG.3030'],
    ['an unknown path', `/v2/${project}/apigw/nonsense`, { headers: token }, 404, 'APIG.0101'],
    ['an edition of no UTF-8', `/editions/%FF${channels}/1`, { headers: token }, 404, 'APIG.0101'],
    ['an unknown edition', `/editions/none${channels}/1`, { headers: token }, 404, 'APIG.0101'],
    ['a method too many', channels, { method: 'PATCH', headers: json, body: '{}' }, 405, 'APIG.0101'],
  ])('%s', async (_title, path, init, status, code) => {
    const response = await fetch(path, init);
    const body = (await response.json()) as Body;
    expect([response.status, body.error_code]).toEqual([status, code]);
    expect(Object.keys(body)).toEqual(['error_code', 'error_msg']);
    expect(response.headers.get('content-type')).toBe('application/json');
  });

  it('HEAD', async () => {
    const response = await fetch(`${channels}/1`, { method: 'HEAD', headers: token });
    expect([response.status, response.headers.get('allow'), await response.text()]).toEqual([
      405,
      'DELETE, GET, PUT',
      '',
    ]);
  });

  it('another edition', async () => {
    const old = (name: string) => JSON.stringify({ ...good, type: 2, name });
    expect((await fetch(channels, post(old('测试通道')))).status).toBe(400);
    for (const [name, prefix, headers] of [
      ['测试通道', '/editions/2023-05.zh-CN', json],
      ['另一通道', '', { ...json, 'X-Apig-Edition': '2023-05.zh-CN' }],
    ] as const) {
      const response = await fetch(prefix + channels, post(old(name), headers));
      expect(response.status).toBe(201);
      expect(validateOldest('createVpcChannel', 201, await response.json())).toEqual([]);
    }
  });
});
