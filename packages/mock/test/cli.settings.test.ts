// apig-mock serve, as its options tell it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type Body,
  channels,
  documentExample,
  instance,
  run,
  scratch,
  seededChannels,
  send,
  spawned,
} from './support.ts';

const example = documentExample('en-2024-11-create-vpc-channel/01-createVpcChannel-request.json');

/** The text of a seed of one instance, with documents of one kind by their id. */
const seedWith = (kind: string, byId: object) =>
  JSON.stringify({ mine: { instance: { mine: { id: 'mine' } }, [kind]: byId } });
const newGateway = {
  ...{ instance_name: 'apig-shop', spec_id: 'BASIC', available_zone_ids: ['cn-north-4a'] },
  ...{ vpc_id: 'vpc', subnet_id: 'subnet', security_group_id: 'group' },
};
const channel = { id: 'a', create_time: '', kind: 'builtin', name: 'a', port: 80, member_groups: [] };
const member = { id: 'm', create_time: '', host: '192.168.0.5', port: 80, member_group_name: '' };

describe('what it is told', () => {
  it('tokens, keys, limits, latency, faults, the clock and identifiers', async () => {
    const [, , projectId = ''] = channels.split('/');
    const mock = await spawned(
      ...[
        '--token',
        `to=ken==${projectId}`,
        '--access-key',
        `AK:se:cr=et=${projectId}`,
        '--limit',
        `vpc-channel=${seededChannels + 1}`,
      ],
      ...['--latency', '50-60', '--fault', 'updateVpcChannel=1', '--now', '2024-11-11T00:00:00Z', '--id-seed', 'seed'],
      ...['--no-cors', '--rules', 'observed', '--log', 'json', '--provisioning-ms', '86400000'],
      ...['--unhealthy', '192.168.1.124'],
    );
    const as = (token: string) => ({ 'X-Auth-Token': token, Origin: 'https://docs.example' });
    expect((await send(mock.url, 'POST', channels, example, as('any'))).status).toBe(401);
    const created = await send(mock.url, 'POST', channels, example, as('to=ken='));
    expect([created.status, created.body.create_time]).toEqual([201, '2024-11-11T00:00:00.000000000Z']);
    expect(created.headers.has('access-control-allow-origin')).toBe(false);
    expect((await send(mock.url, 'POST', channels, example, as('to=ken='))).body.error_code).toBe('APIG.3109');
    const path = `${channels}/${created.body.id}`;
    const { body: shown } = await send(mock.url, 'GET', path, undefined, as('to=ken='));
    expect(shown.members.map((member: Body) => member.health_status)).toEqual(['healthy', 'unhealthy']);
    expect((await send(mock.url, 'PUT', path, example, as('to=ken='))).status).toBe(500);
    const gateways = `/v2/${projectId}/apigw/instances`;
    const gateway = await send(mock.url, 'POST', gateways, newGateway, as('to=ken='));
    const progress = `${gateways}/${gateway.body.instance_id}/progress`;
    expect((await send(mock.url, 'GET', progress, undefined, as('to=ken='))).body.status).toBe('creating');
    await mock.end('SIGTERM');
    for (const line of mock.lines.slice(2)) expect(JSON.parse(line).milliseconds).toBeGreaterThan(45);
    expect(mock.lines.join()).not.toMatch(/to=ken|se:cr/);
  });

  it('a seed', async () => {
    const file = join(scratch(), 'seed.json');
    writeFileSync(file, JSON.stringify({ mine: { instance: { mine: { id: 'mine' } } } }));
    const mock = await spawned('--seed', file);
    const path = channels.replace(instance, 'mine');
    expect((await send(mock.url, 'POST', path, example)).status).toBe(201);
    expect((await send(mock.url, 'POST', channels, example)).body.error_code).toBe('APIG.3030');
  });

  it.each([
    ['{', 'is not JSON: '],
    ['[]', 'The seed must be an object: documents by gateway, kind and ID, or requests as `steps`.'],
    ['{"mine":{"app":[]}}', "The seed's mine must be the ID of a gateway, with its documents by kind and ID. "],
    ['{"base":"empty","step":[]}', "The seed's base must be the ID of a gateway, "],
    ['{"format":"apig-mock","version":1,"scopes":[]}', 'The seed is a snapshot. Restore it, or use the `documents`'],
    ['{"mine":{"app":{}}}', 'Invalid seed: of instance mine, the document instance/mine is missing.'],
    [seedWith('apps', {}), 'of instance mine, unknown kind apps. Known: project, instance, '],
    [seedWith('app', { a: { id: 'a', name: 'a' } }), 'of instance mine, the document app/a lacks app_secret.'],
    [seedWith('throttle', { a: { id: 'b', name: 'a' } }), 'of instance mine, the document throttle/a has another id.'],
    [seedWith('vpc-channel', { a: { ...channel, members: [member, null] } }), 'vpc-channel/a lacks members[1].id.'],
    [seedWith('vpc-channel', { a: { ...channel, members: 1 } }), 'vpc-channel/a lacks members.'],
  ])('the seed %s is rejected', async (text, message) => {
    const file = join(scratch(), 'seed.json');
    writeFileSync(file, text);
    const { code, stderr } = await run('--port', '0', '--seed', file);
    expect(code).toBe(1);
    expect(stderr).toContain(message);
  });

  it('a seed that is not there is rejected', async () => {
    const { code, stderr } = await run('--port', '0', '--seed', '/nowhere.json');
    expect([code, stderr]).toEqual([1, 'apig-mock: /nowhere.json does not exist.\n']);
    const folder = scratch();
    const other = await run('--port', '0', '--seed', folder);
    expect([other.code, other.stderr]).toEqual([1, `apig-mock: ${folder} is a folder, not a file.\n`]);
  });
});
