// What an operation returns, its update accepts: every response is sent back, changed, over HTTP, in each edition and under
// both rules.
import type { Problem } from '@apig-spec/validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Served, serve } from '../src/adapters/node.ts';
import { editionNames, type RulesName, rulesOf } from '../src/contract/editions.ts';
import { type Body, bundled, channels, documentExample, fresh, instance, project, send, served } from './support.ts';

const app = `/v2/${project}/apigw/instances/${instance}/apps/356de8eb7a8742168586e5daf5339965`;
const base = { name: 'VPC_base', port: 80, balance_strategy: 1, member_type: 'ip' };
const check = { threshold_normal: 2, threshold_abnormal: 5, time_interval: 10, timeout: 5 };

describe.each(editionNames)('%s', (edition) => {
  const longest = edition >= '2024-11' ? 255 : 64;
  /** Channels whose responses hold what requests do not. */
  const awkward: Record<string, object> = {
    'an ip member whose host is as long as it may be': { members: [{ host: 'h'.repeat(longest) }] },
    'an IPv6 address': { members: [{ host: '2001:db8::1', port: 8080 }] },
    'members without a port': { members: [{ host: 'a' }, { host: 'b', weight: 0 }] },
    'a cloud server': { member_type: 'ecs', members: [{ ecs_id: 'ecs-1', ecs_name: 'web.1' }] },
    'a TCP check': { vpc_health_config: { ...check, protocol: 'TCP' } },
    'an HTTPS check without codes': { vpc_health_config: { ...check, protocol: 'HTTPS', path: '/' } },
    'an HTTP check': { vpc_health_config: { ...check, protocol: 'http', path: '/', http_code: '200,201' } },
    'groups with a weight': { member_groups: [{ member_group_name: 'blue', member_group_weight: 5 }] },
    'nothing but a name': {},
  };

  describe.each<RulesName>(['documented', 'observed'])('%s', (rules) => {
    const { components, paths } = bundled(edition);
    const { examples } =
      paths['/v2/{project_id}/apigw/instances/{instance_id}/vpc-channels'].post.requestBody.content['application/json'];
    const bodies: [string, Body][] = [
      ...Object.keys(examples).map((name): [string, Body] => [name, components.examples[name].value]),
      ...Object.entries(awkward).map(([name, change]): [string, Body] => [name, { ...base, ...change }]),
    ];

    let mock: Served;
    let url: string;
    beforeAll(async () => {
      mock = await serve({ port: 0, edition, rules, maxChannels: 0 });
      url = mock.url;
    });
    afterAll(() => mock?.close());

    it.each(bodies)('a channel: %s', async (_name, body) => {
      const created = await send(url, 'POST', channels, fresh(body));
      expect([created.status, created.body.error_msg]).toEqual([201, undefined]);
      const path = `${channels}/${created.body.id}`;
      const shown = await send(url, 'GET', path);
      // What a create returned, what a show returned, and what an update returned.
      const afterCreate = await send(url, 'PUT', path, { ...created.body, balance_strategy: 2 });
      expect([afterCreate.status, afterCreate.body.error_msg]).toEqual([200, undefined]);
      const { name } = fresh({});
      const updated = await send(url, 'PUT', path, { ...shown.body, name });
      expect([updated.status, updated.body.error_msg]).toEqual([200, undefined]);
      const again = await send(url, 'PUT', path, { ...updated.body, port: 8888 });
      expect([again.status, again.body.error_msg]).toEqual([200, undefined]);
      // Only what was changed has changed, and every id is as it was.
      await send(url, 'PUT', path, { ...shown.body, name });
      const { body: now } = await send(url, 'GET', path);
      expect(timeless({ ...now, name: '' })).toEqual(timeless({ ...shown.body, name: '' }));
      // And it can be made again under another name.
      const copy = await send(url, 'POST', channels, fresh(shown.body));
      expect([copy.status, copy.body.error_msg]).toEqual([201, undefined]);
      // The health that a member has not yet is null.
      const members = shown.body.members.map((member: Body) => ({ ...member, health_status: null }));
      expect((await send(url, 'PUT', path, { ...shown.body, members })).status).toBe(200);
    });

    it('an app, whose secret a response may mask', async () => {
      const secret = 'a-secret-of-the-app';
      const first = await send(url, 'PUT', app, { name: 'app_demo', app_secret: secret });
      const second = await send(url, 'PUT', app, { ...first.body, remark: 'changed' });
      expect([second.status, second.body.error_msg, second.body.remark]).toEqual([200, undefined, 'changed']);
      const { update_time: _, ...rest } = second.body;
      expect(rest).toEqual({ ...first.body, remark: 'changed', update_time: undefined });
    });

    it('every response that the documents show', async () => {
      const { validator } = await rulesOf(edition, rules);
      const shown =
        edition >= '2024-11'
          ? [
              'en-2024-11-create-vpc-channel/03-createVpcChannel-201',
              'en-2024-11-create-vpc-channel/04-createVpcChannel-201',
              'en-2024-11-show-vpc-channel/01-showVpcChannel-200',
              'en-2024-11-show-vpc-channel/02-showVpcChannel-200',
            ]
          : [
              'zh-2023-05-create-vpc-channel/03-createVpcChannel-201',
              'en-2023-11-update-vpc-channel/03-updateVpcChannel-200',
              'en-2023-11-update-vpc-channel/04-updateVpcChannel-200',
            ];
      for (const name of shown) {
        for (const operation of ['updateVpcChannel', 'createVpcChannel'] as const)
          expect([name, await validator.validateRequest(operation, { body: documentExample(`${name}.json`) })]).toEqual(
            [name, []],
          );
      }
      const body = documentExample('zh-handbook/07-updateApp-201.json');
      expect(await validator.validateRequest('updateApp', { body })).toEqual([]);
    });

    it('but a workload in use with an empty app_name and no label is rejected', async () => {
      const { validator } = await rulesOf(edition, rules);
      const cce_info = { cluster_id: 'ab', namespace: 'default', workload_type: 'deployment', app_name: '' };
      const body = { ...base, type: 3, microservice_info: { service_type: 'CCE', cce_info } };
      const problems = await validator.validateRequest('updateVpcChannel', { body });
      // The first revision has no least length.
      const rejected = edition >= '2023-11' ? ['/microservice_info/cce_info/app_name'] : [];
      expect(problems.map(({ pointer }) => pointer)).toEqual(rejected);
    });

    it('but no other names', async () => {
      const { validator } = await rulesOf(edition, rules);
      const pointers = (problems: readonly Problem[]) => problems.map(({ pointer }) => pointer);
      const wrong = async (change: object) =>
        pointers(await validator.validateRequest('updateVpcChannel', { body: { ...base, ...change } }));
      expect(await wrong({ ids: '1' })).toEqual(['/ids']);
      expect(await wrong({ id: 1 })).toEqual(['/id']);
      expect(await wrong({ members: [{ host: 'a', healthstatus: '' }] })).toEqual(['/members/0/healthstatus']);
      expect(await wrong({ member_groups: [{ member_group_name: 'blue', group_id: '' }] })).toEqual([
        '/member_groups/0/group_id',
      ]);
      expect(await wrong({ microservice_info: { ids: '' } })).toEqual(['/microservice_info/ids']);
      // Nor beside a workload that is not set: it does not become one that lacks its fields.
      const cce_info = { cluster_id: '', namespace: '', workload_type: '', app_name: '', nmae: '' };
      expect(await wrong({ microservice_info: { cce_info } })).toEqual(['/microservice_info/cce_info/nmae']);
      const app = { name: 'app_demo', secret: '' };
      expect(pointers(await validator.validateRequest('updateApp', { body: app }))).toEqual(['/secret']);
    });
  });
});

/** Without the times of changes. */
function timeless(value: Body): Body {
  return JSON.parse(
    JSON.stringify(value, (key, each) => (key === 'update_time' || key === 'create_time' ? undefined : each)),
  );
}

it('of two channels or apps that have one name, from an earlier release, each can still be changed', async () => {
  const url = await served();
  const first = await send(url, 'POST', channels, fresh(base));
  const second = await send(url, 'POST', channels, fresh(base));
  const state = JSON.stringify((await send(url, 'GET', '/_mock/state')).body)
    .replaceAll(second.body.name, first.body.name)
    .replaceAll('"app_code_demo"', '"app_demo"');
  expect((await send(url, 'PUT', '/_mock/state', JSON.parse(state))).status).toBe(204);
  for (const { id } of [first.body, second.body]) {
    const path = `${channels}/${id}`;
    const { body } = await send(url, 'GET', path);
    expect(body.name).toBe(first.body.name);
    expect((await send(url, 'PUT', path, { ...body, port: 81 })).body).toMatchObject({ name: body.name, port: 81 });
  }
  expect((await send(url, 'PUT', app, { name: 'app_demo', remark: 'changed' })).body).toMatchObject({
    remark: 'changed',
  });
  const again = { ...base, name: first.body.name };
  expect((await send(url, 'POST', channels, again)).body.error_code).toBe('APIG.3208');
});
