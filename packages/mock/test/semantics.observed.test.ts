// What a channel is under observed rules, and where documented ones differ; in every edition.
import { beforeEach, describe, expect, it } from 'vitest';
import { editionNames } from '../src/index.ts';
import { type Caller, calling } from './calling.ts';
import { type Body, documentExample, newest } from './support.ts';

const base = { name: 'VPC_demo', port: 80, balance_strategy: 1, member_type: 'ip' };
const { member_type: _, ...typeless } = base;
const servers = [{ host: '192.168.0.5' }];
const groups = [{ member_group_name: 'default' }];

describe.each(editionNames)('edition %s', (edition) => {
  let call: Caller;
  beforeEach(async () => {
    call = await calling({ edition, rules: 'observed' });
  });

  async function created(body: object): Promise<string> {
    const { status, body: channel } = await call('POST', '/vpc-channels', body);
    expect([status, channel.error_msg]).toEqual([201, undefined]);
    return `/vpc-channels/${channel.id}`;
  }

  async function shown(path: string): Promise<Body> {
    return (await call('GET', path)).body;
  }

  it('null lists are absent ones', async () => {
    const lists = { members: null, member_groups: null };
    const path = await created({ ...base, ...lists });
    expect(await shown(path)).toMatchObject({ members: [], member_groups: [] });
    await call('PUT', path, { ...base, members: servers, member_groups: groups });
    const filled = await shown(path);
    expect(filled).toMatchObject({ members: servers, member_groups: groups });
    expect((await call('PUT', path, { ...base, ...lists })).status).toBe(200);
    expect(await shown(path)).toEqual(filled);
  });

  it('an absent member_type is ecs, the documented default', async () => {
    const members = [{ ecs_id: 'one', ecs_name: 'web' }];
    const path = await created({ ...typeless, members });
    expect(await shown(path)).toMatchObject({ member_type: 'ecs', members: [{ host: '', ...members[0] }] });
  });

  it.each([
    [300, 5],
    [6, 5],
    [5, 4],
    // Intervals below 5 came with 2023-11.
    ...(edition > '2023-11'
      ? [
          [2, 1],
          [1, 1],
        ]
      : []),
  ])('an absent timeout with an interval of %i is %i', async (time_interval, timeout) => {
    const check = { protocol: 'TCP', threshold_normal: 2, threshold_abnormal: 2, time_interval };
    const path = await created({ ...base, vpc_health_config: check });
    expect((await shown(path)).vpc_health_config).toMatchObject({ time_interval, timeout });
  });
});

describe.each(editionNames.filter((edition) => edition >= '2024-11'))('edition %s', (edition) => {
  const reference = { ...base, vpc_channel_type: 'reference' };

  it.each([
    ['builtin', 2],
    ['builtin', 0],
    ['microservice', 3],
    ['reference', 0],
  ])('both types that agree make a channel of kind %s: %i', async (vpc_channel_type, type) => {
    const call = await calling({ edition, rules: 'observed' });
    const { status, body } = await call('POST', '/vpc-channels', { ...base, vpc_channel_type, type });
    expect([status, body.vpc_channel_type]).toEqual([201, vpc_channel_type]);
  });

  it('a reference channel takes no servers, whatever an update calls it', async () => {
    const call = await calling({ edition, rules: 'observed' });
    const error_msg = 'Invalid parameter value,parameterName:members. Please refer to the support documentation';
    const rejected = { status: 400, body: { error_code: 'APIG.2011', error_msg } };
    expect(await call('POST', '/vpc-channels', { ...reference, members: servers })).toEqual(rejected);
    const path = `/vpc-channels/${(await call('POST', '/vpc-channels', reference)).body.id}`;
    expect(await call('PUT', path, { ...base, members: servers })).toEqual(rejected);
    for (const members of [[], null]) expect((await call('PUT', path, { ...base, members })).status).toBe(200);
    expect((await call('GET', path)).body).toMatchObject({ vpc_channel_type: 'reference', members: [] });
  });

  it('a reference channel does not use servers, as documented', async () => {
    const call = await calling({ edition, rules: 'documented' });
    const path = `/vpc-channels/${(await call('POST', '/vpc-channels', { ...reference, members: servers })).body.id}`;
    expect((await call('PUT', path, { ...base, members: servers })).status).toBe(200);
    expect((await call('GET', path)).body).toMatchObject({ vpc_channel_type: 'reference', members: [] });
  });
});

describe.each([
  ['documented', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/],
  ['observed', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/],
] as const)('times, %s', (rules, later) => {
  it('are told in full at once; later as the examples or live clients have them', async () => {
    const call = await calling({ edition: newest, rules });
    const request = documentExample('en-2024-11-create-vpc-channel/01-createVpcChannel-request.json');
    const { body: created } = await call('POST', '/vpc-channels', request);
    const path = `/vpc-channels/${created.id}`;
    const { body: shown } = await call('GET', path);
    const { body: updated } = await call('PUT', path, request);
    const times = ({ create_time, member_groups: [group] }: Body) => [
      create_time,
      group.create_time,
      group.update_time,
    ];
    const full = expect.stringMatching(/\.\d{9}Z$/);
    const form = expect.stringMatching(later);
    expect(times(created)).toEqual([full, full, full]);
    expect(times(shown)).toEqual([form, form, form]);
    expect(times(updated)).toEqual([form, form, full]);
    const short = expect.stringMatching(/:\d\dZ$/);
    expect([shown.members[0].create_time, shown.vpc_health_config.create_time]).toEqual([short, short]);
  });
});
