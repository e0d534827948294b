// Calls validated against the contract: invalid requests are not sent, invalid responses are faults.
import * as validator from '@apig-spec/validator';
import * as chinese from '@apig-spec/validator/2024-11/zh-CN';
import { describe, expect, test } from 'vitest';
import { InvalidResponse, validate } from '../src/validate.ts';
import { createVpcChannel, listThrottleBoundApis, showInstance, showVpcChannel } from './generated/newest.ts';
import { answer, body, channels, recorded, rejection } from './support.ts';

const wrong = { ...body, port: 70_000, members: [{ host: '192.168.0.5', weight: 1 }] };
const ids = { projectId: 'p', instanceId: 'i' };

const client = (mode: 'request' | 'response' | 'both', respond: () => Response, used: typeof validator = validator) =>
  recorded(async () => respond(), { ...ids, middleware: [validate({ validator: used, mode })] });

describe('an invalid request', () => {
  test('is rejected unsent, as the service would, with all problems', async () => {
    const { apig, requests } = client('request', () => answer(201, {}));
    const result = await createVpcChannel(apig, { body: { ...wrong, name: '1' } });
    expect(result).toMatchObject({ ok: false, status: 400, requestId: undefined, error: { code: 'APIG.2011' } });
    if (result.status !== 400) throw new Error('a rejection was expected');
    expect(result.error.problems?.map(({ pointer }) => pointer).sort()).toEqual(['/name', '/port']);
    expect(result.error.message).toBe(result.error.problems?.[0]?.message);
    expect(requests).toHaveLength(0);
  });

  test('is told in the language of the validator', async () => {
    const { apig } = client('both', () => answer(201, {}), chinese as typeof validator);
    const result = await createVpcChannel(apig, { body: wrong });
    expect(result).toMatchObject({ error: { message: expect.stringMatching(/\p{Script=Han}/u) } });
  });

  test('may be wrong in its path or its query', async () => {
    const { apig, requests } = client('request', () => answer(200, {}));
    expect(await showVpcChannel(apig, { vpc_channel_id: 'no id' })).toMatchObject({ error: { code: 'APIG.2012' } });
    const query = { throttle_id: 't', limit: 'many' as unknown as number };
    expect(await listThrottleBoundApis(apig, { query })).toMatchObject({ error: { code: 'APIG.2012' } });
    expect(requests).toHaveLength(0);
  });

  test('is rejected for openapi-fetch’s methods, too', async () => {
    const { apig } = client('request', () => answer(201, {}));
    expect((await apig.POST(channels, { body: wrong })).error).toMatchObject({ error_code: 'APIG.2011' });
  });

  test('is sent where only responses are checked', async () => {
    const { apig, requests } = client('response', () => rejection(400, 'APIG.2011'));
    expect(await createVpcChannel(apig, { body: wrong })).toMatchObject({ status: 400, requestId: 'request-1' });
    expect(requests).toHaveLength(1);
  });
});

test('a valid request is sent with its body', async () => {
  const { apig, requests } = client('both', () => rejection(404, 'APIG.3030'));
  await createVpcChannel(apig, { body });
  await listThrottleBoundApis(apig, { query: { throttle_id: 't', limit: 20 } });
  expect(requests).toHaveLength(2);
  expect(await requests[0]?.json()).toEqual(body);
});

describe('an invalid response', () => {
  test('is a fault with its problems and its request id', async () => {
    const { apig } = client('response', () => answer(200, { id: 1 }));
    const result = await showInstance(apig);
    expect(result).toMatchObject({ ok: false, status: 0, fault: 'invalid-response', requestId: 'request-1' });
    if (result.status !== 0 || !(result.cause instanceof InvalidResponse)) throw new Error('problems were expected');
    expect(result.cause.problems.map(({ pointer }) => pointer)).toContain('/id');
    expect(result.cause.message).toContain('HTTP 200: /id: ');
  });

  test('passes where only requests are checked', async () => {
    const { apig } = client('request', () => answer(200, { id: 1 }));
    expect(await showInstance(apig)).toMatchObject({ ok: true });
  });

  test('with a status that is not documented is told by that status', async () => {
    const { apig } = client('both', () => rejection(503, 'APIG.9999'));
    expect(await showInstance(apig)).toMatchObject({ status: 503 });
  });

  test('that is not valid JSON is a fault as ever', async () => {
    const { apig } = client('both', () => new Response('<html>'));
    expect(await showInstance(apig)).toMatchObject({ fault: 'invalid-response', cause: { name: 'SyntaxError' } });
  });
});
