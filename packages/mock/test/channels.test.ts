// The operations on channels, in every edition, over HTTP and with an SQLite file, each response validated against its schema.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { editionNames, rulesOf } from '../src/contract/editions.ts';
import { sqliteStore } from '../src/store/sqlite.ts';
import {
  type Body,
  bundled,
  channels,
  documentExample,
  fresh,
  instance,
  newest,
  type Reply,
  scratch,
  send,
  served,
} from './support.ts';

const hex = expect.stringMatching(/^[0-9a-f]{32}$/);
const nanoseconds = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/);
const seconds = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
const noMicroservice = documentExample('en-2024-11-create-vpc-channel/03-createVpcChannel-201.json').microservice_info;

describe.each(editionNames)('edition %s', (edition) => {
  const byName = edition >= '2024-11';

  async function mock() {
    const base = await served({ edition, store: sqliteStore(join(scratch(), 'mock.sqlite')) });
    const { validator } = await rulesOf(edition, 'documented');
    const held = async (operation: Parameters<typeof validator.validateResponse>[0], { status, body }: Reply) =>
      expect(await validator.validateResponse(operation, status, body === '' ? undefined : body)).toEqual([]);
    return { base, held };
  }

  it('creates, shows, updates and takes a server away, as the documents show it', async () => {
    const { base, held } = await mock();
    const request = documentExample('en-2024-11-create-vpc-channel/01-createVpcChannel-request.json');

    const created = await send(base, 'POST', channels, request);
    expect(created.status).toBe(201);
    expect(created.headers.get('content-type')).toBe('application/json');
    expect(created.headers.get('x-request-id')).toMatch(/^[0-9a-f]{32}$/);
    await held('createVpcChannel', created);
    const group = (name: string, weight: number, time: unknown) => ({
      member_group_id: hex,
      member_group_name: name,
      member_group_weight: weight,
      member_group_remark: 'remark',
      create_time: time,
      update_time: time,
      microservice_version: '',
      microservice_port: 0,
    });
    const info = (time: unknown) => ({
      name: 'VPC_demo',
      id: hex,
      balance_strategy: 1,
      dict_code: '',
      create_time: time,
      member_type: 'ip',
      port: 22,
      status: 1,
      member_groups: [group('test', 1, time), group('default', 2, time)],
      type: 2,
      ...(byName && { vpc_channel_type: 'builtin' }),
      microservice_info: noMicroservice,
    });
    expect(created.body).toEqual(info(nanoseconds));

    const path = `${channels}/${created.body.id}`;
    const shown = await send(base, 'GET', path);
    expect(shown.status).toBe(200);
    await held('showVpcChannel', shown);
    const groups: Body[] = created.body.member_groups;
    const member = (host: string, weight: number, name: string) => ({
      host,
      weight,
      is_backup: false,
      member_group_name: name,
      status: 1,
      port: 22,
      ecs_id: host,
      ecs_name: host,
      id: hex,
      vpc_channel_id: created.body.id,
      create_time: seconds,
      member_group_id: groups.find((one) => one.member_group_name === name).member_group_id,
      health_status: 'healthy',
    });
    expect(shown.body).toEqual({
      ...info(nanoseconds),
      id: created.body.id,
      members: [member('192.168.0.5', 1, 'test'), member('192.168.1.124', 2, 'default')],
      vpc_health_config: {
        ...request.vpc_health_config,
        method: 'GET',
        status: 1,
        vpc_channel_id: created.body.id,
        id: hex,
        create_time: seconds,
      },
    });

    const updated = await send(
      base,
      'PUT',
      path,
      documentExample('en-2023-11-update-vpc-channel/01-updateVpcChannel-request.json'),
    );
    expect(updated.status).toBe(200);
    await held('updateVpcChannel', updated);
    expect(updated.body).toEqual({
      ...info(nanoseconds),
      balance_strategy: 2,
      member_groups: groups.map((one) => ({ ...one, update_time: nanoseconds })),
    });

    const [first, second] = shown.body.members;
    const deleted = await send(base, 'DELETE', `${path}/members/${first.id}`);
    expect([deleted.status, deleted.body]).toEqual([204, '']);
    expect(deleted.headers.get('content-type')).toBeNull();
    await held('deleteVpcChannelMember', deleted);
    const left = await send(base, 'GET', path);
    await held('showVpcChannel', left);
    expect(left.body.members).toEqual([second]);
  });

  it('creates what each example of the edition describes', async () => {
    const { base, held } = await mock();
    const { components, paths } = bundled(edition);
    const { examples } = paths[channelsTemplate].post.requestBody.content['application/json'];
    for (const [name, example] of Object.entries<Body>(examples)) {
      const { value } = example.$ref ? components.examples[example.$ref.split('/').at(-1)] : example;
      const body = fresh(value);
      const created = await send(base, 'POST', channels, body);
      expect([name, created.status, created.body.error_msg]).toEqual([name, 201, undefined]);
      await held('createVpcChannel', created);
      const path = `${channels}/${created.body.id}`;
      const shown = await send(base, 'GET', path);
      await held('showVpcChannel', shown);
      await held('updateVpcChannel', await send(base, 'PUT', path, body));
      // An update with the same body leaves every id as it is.
      expect(idsOf((await send(base, 'GET', path)).body)).toEqual(idsOf(shown.body));
    }
    expect(Object.keys(examples).length).toBeGreaterThanOrEqual(5);
  });

  it('shows a channel of a newer edition in its own terms', async () => {
    const { base, held } = await mock();
    const prefix = `/editions/${newest}`;
    const labelled = bundled(newest).components.examples['cce-workload-channel'].value;
    for (const name of ['nacos-channel', 'cce-service-channel', 'reference-channel', 'cce-workload-channel']) {
      const body = fresh(bundled(newest).components.examples[name].value);
      // Values that an older revision does not allow are the reader's to see; only fields are left out.
      delete body.vpc_health_config;
      const created = await send(base, 'POST', prefix + channels, body);
      expect(created.status).toBe(201);
      const shown = await send(base, 'GET', `${channels}/${created.body.id}`);
      await held('showVpcChannel', shown);
      expect('vpc_channel_type' in shown.body).toBe(byName);
      expect('nacos_info' in shown.body.microservice_info).toBe(byName && name === 'nacos-channel');
      expect('reference_vpc_channel_id' in (shown.body.member_groups[0] ?? {})).toBe(
        byName && name === 'reference-channel',
      );
      const labels = edition >= '2023-11' && name === 'cce-workload-channel';
      expect(shown.body.microservice_info.cce_info.label_key).toBe(
        labels ? labelled.microservice_info.cce_info.label_key : undefined,
      );
      const services = edition >= '2023-11' && name === 'cce-service-channel';
      expect('cce_service_info' in shown.body.microservice_info).toBe(services);
      expect(['', instance]).toContain(shown.body.microservice_info.instance_id);
    }
  });
});

const channelsTemplate = '/v2/{project_id}/apigw/instances/{instance_id}/vpc-channels';

function idsOf({ id, member_groups, members, vpc_health_config, microservice_info }: Body): unknown[] {
  const groups = member_groups.map((group: Body) => group.member_group_id);
  return [id, groups, members.map((member: Body) => member.id), vpc_health_config?.id, microservice_info.id];
}
