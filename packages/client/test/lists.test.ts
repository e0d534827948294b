// Lists from their first page to their last, and work that goes on after its response.
import { createMock } from '@apig-spec/mock';
import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  createApigClient,
  createVpcChannel,
  deleteVpcChannel,
  listThrottleBoundApis,
  listVpcChannels,
  paginate,
  showInstance,
  showVpcChannel,
  type VpcChannelInfo,
  waitFor,
} from './generated/newest.ts';
import { answer, body, oneByOne, recorded, rejection } from './support.ts';

const page = (total: number, ...ids: string[]) =>
  answer(200, { total, size: ids.length, vpc_channels: ids.map((id) => ({ id })) });

async function idsOf(list: AsyncIterable<unknown>): Promise<unknown[]> {
  const ids = [];
  for await (const item of list) ids.push(Object(item).id);
  return ids;
}
const offsets = (requests: readonly Request[]) => requests.map(({ url }) => new URL(url).search);

describe('paginate', () => {
  test('gives all items of all pages, and stops at the total', async () => {
    const { apig, requests } = recorded(
      oneByOne(
        () => page(3, 'a', 'b'),
        () => page(3, 'c'),
      ),
    );
    const list = paginate(listVpcChannels, apig, { query: { limit: 2, name: 'VPC' } });
    expectTypeOf(list).toEqualTypeOf<AsyncGenerator<VpcChannelInfo, void, undefined>>();
    expect(await idsOf(list)).toEqual(['a', 'b', 'c']);
    expect(offsets(requests)).toEqual(['?limit=2&name=VPC&offset=0', '?limit=2&name=VPC&offset=2']);
  });

  test('asks for a page when it is needed, and begins where it is told', async () => {
    const { apig, requests } = recorded(oneByOne(() => page(9, 'a', 'b')));
    for await (const { id } of paginate(listVpcChannels, apig, { query: { offset: 4 } })) if (id === 'b') break;
    expect(offsets(requests)).toEqual(['?offset=4']);
    const { apig: other, requests: more } = recorded(oneByOne(() => page(0)));
    expect(await idsOf(paginate(listVpcChannels, other, { query: { offset: -1 } }))).toEqual([]);
    expect(offsets(more)).toEqual(['?offset=0']);
  });

  test('stops at an empty page, whatever the total says', async () => {
    const { apig, requests } = recorded(
      oneByOne(
        () => page(9, 'a'),
        () => page(9),
      ),
    );
    expect(await idsOf(paginate(listVpcChannels, apig))).toEqual(['a']);
    expect(requests.length).toBe(2);
  });

  test('throws what is rejected', async () => {
    const { apig } = recorded(
      oneByOne(
        () => page(2, 'a'),
        () => rejection(403, 'APIG.1005'),
      ),
    );
    const ids: unknown[] = [];
    const all = async () => {
      for await (const { id } of paginate(listVpcChannels, apig)) ids.push(id);
    };
    await expect(all()).rejects.toMatchObject({ name: 'ApigError', status: 403, code: 'APIG.1005' });
    expect(ids).toEqual(['a']);
  });

  test('takes what the list requires, and lists alone', () => {
    const { apig } = recorded(async () => page(0));
    // @ts-expect-error throttle_id is required
    void paginate(listThrottleBoundApis, apig);
    void paginate(listThrottleBoundApis, apig, { query: { throttle_id: 't' } });
    // @ts-expect-error it lists nothing
    void paginate(showVpcChannel, apig, { vpc_channel_id: 'c' });
  });

  test('goes through the mock’s pages', async () => {
    const mock = createMock();
    const apig = createApigClient({
      endpoint: 'http://mock.example',
      projectId: '73d69ae0cfcf460190522d06b60f05ad',
      instanceId: 'eddc4d25480b4cd6b512f270a1b8b341',
      auth: { token: 't' },
      fetch: mock.fetch,
    });
    for await (const { id } of paginate(listVpcChannels, apig))
      await deleteVpcChannel(apig, { vpc_channel_id: id ?? '' });
    const names = ['VPC_1', 'VPC_2', 'VPC_3', 'VPC_4', 'VPC_5'];
    for (const name of names)
      expect(await createVpcChannel(apig, { body: { ...body, name } })).toMatchObject({ ok: true });
    const listed = [];
    for await (const { name } of paginate(listVpcChannels, apig, { query: { limit: 2 } })) listed.push(name);
    expect(listed.sort()).toEqual(names);
  });
});

describe('waitFor', () => {
  const states = (...all: string[]) => recorded(oneByOne(...all.map((status) => () => answer(200, { status }))));
  const isRunning = ({ status }: { status?: string }) => status === 'Running';

  test('asks until it is done, and gives the data', async () => {
    const { apig, requests } = states('Creating', 'Initing', 'Running');
    const data = await waitFor(() => showInstance(apig), isRunning, { interval: 1 });
    expect([data.status, requests.length]).toEqual(['Running', 3]);
  });

  test('throws what is rejected, and what tells that it will never be done', async () => {
    const { apig } = recorded(oneByOne(() => rejection(404, 'APIC.7302')));
    const waiting = waitFor(() => showInstance(apig), isRunning);
    await expect(waiting).rejects.toMatchObject({ name: 'ApigError', status: 404 });
    const failed = waitFor(
      () => showInstance(states('CreateFail').apig),
      () => {
        throw new Error('It could not be created');
      },
    );
    await expect(failed).rejects.toThrow('It could not be created');
  });

  test('ends with its time, and with its signal', async () => {
    const { apig, requests } = states('Creating');
    const late = waitFor(() => showInstance(apig), isRunning, { interval: 5, timeout: 1 });
    await expect(late).rejects.toMatchObject({ name: 'ApigFault', fault: 'timeout', message: 'Not done within 1 ms' });
    expect(requests.length).toBe(1);
    const controller = new AbortController();
    const waiting = waitFor(() => showInstance(apig), isRunning, { signal: controller.signal });
    setTimeout(() => controller.abort('enough'), 10);
    await expect(waiting).rejects.toMatchObject({ fault: 'aborted', cause: 'enough' });
    const never = waitFor(() => showInstance(apig), isRunning, { signal: controller.signal });
    await expect(never).rejects.toMatchObject({ fault: 'aborted' });
    await expect(waitFor(() => showInstance(apig), isRunning, { interval: -1 })).rejects.toThrow('interval must be');
  });
});

test('a client of a project takes calls without a gateway, and others must name it', async () => {
  const options = { endpoint: 'https://apig.example', projectId: 'p', auth: { token: 't' } };
  const requests: string[] = [];
  const project = createApigClient({
    ...options,
    fetch: async ({ url }) => {
      requests.push(url);
      return answer(200, {});
    },
  });
  // @ts-expect-error it is bound to no gateway
  expect(await showInstance(project)).toMatchObject({
    fault: 'invalid-request',
    error: { message: expect.stringMatching(/^instance_id is missing/) },
  });
  await expect(project.GET('/v2/{project_id}/apigw/instances/{instance_id}')).rejects.toMatchObject({
    fault: 'invalid-request',
  });
  await project.GET('/v2/{project_id}/apigw/instances/{instance_id}', { params: { path: { instance_id: 'i' } } });
  expect(requests).toEqual(['https://apig.example/v2/p/apigw/instances/i']);
  // One that is undefined was meant to be there.
  const undefinedId = { ...options, instanceId: undefined as unknown as string };
  expect(() => createApigClient(undefinedId)).toThrow('instanceId must be a non-empty ID');
});
