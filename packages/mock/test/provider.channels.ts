// Of terraform's provider: lives of channels and their members.
import { expect } from 'vitest';
import { channel, check, server } from './provider.parts.ts';
import type { Life } from './provider.ts';
import type { Body } from './support.ts';

export const channels: Record<string, Life> = {
  huaweicloud_apig_channel: async ({ call, manage }) => {
    const groups = { member_groups: null };
    const servers = [1, 2].map((n) => ({ host: `192.168.0.${n}`, ...server, weight: 30 }));
    const withCheck = { vpc_health_config: { protocol: 'TCP', ...check } };
    const { port: _, ...shown } = server;
    await manage(
      '/vpc-channels',
      { ...channel, vpc_channel_type: 'builtin', ...groups, members: servers, ...withCheck },
      {
        change: { port: 8080, balance_strategy: 2, members: servers.slice(1) },
        // A server without a port of its own has that of its channel.
        compared: (sent: Body) => ({
          ...{ ...sent, member_groups: [] },
          members: sent.members.map(({ host }: Body) => ({ ...shown, weight: 30, host, port: sent.port })),
        }),
      },
    );
    const ecs = { members: [{ ecs_id: 'e-1', ecs_name: 'one', ...shown, port: 8080 }] };
    const http = { protocol: 'HTTP', path: '/', method: 'GET', port: 80, http_code: '200,201' };
    const every = { threshold_normal: 5, threshold_abnormal: 5, time_interval: 60, timeout: 30 };
    const https = {
      ...{ protocol: 'HTTPS', path: '/terraform/', method: 'HEAD', port: 8080, http_code: '201,202,303-404' },
      ...{ threshold_normal: 10, threshold_abnormal: 10, time_interval: 300, timeout: 30, enable_client_ssl: false },
    };
    const one = { ecs_id: 'e-1', ecs_name: 'one' };
    const inGroups = [
      { ...one, ...server, port: 80, member_group_name: 'tf_group' },
      {
        ...server,
        ecs_id: 'e-2',
        ecs_name: 'two',
        port: 8009,
        status: 2,
        is_backup: true,
        member_group_name: 'tf_more',
      },
    ];
    const tfGroup = { member_group_name: 'tf_group', member_group_weight: 1 };
    await manage(
      '/vpc-channels',
      {
        ...{ ...channel, member_type: 'ecs', vpc_channel_type: 'builtin', ...withCheck },
        ...{ member_groups: [tfGroup], members: [{ ...one, ...server, port: 80 }] },
      },
      {
        change: {
          ...{ port: 8000, balance_strategy: 2, vpc_health_config: https, members: inGroups },
          member_groups: [tfGroup, { member_group_name: 'tf_more' }],
        },
        // Servers in groups that have a weight have it, too.
        compared: (sent: Body) => ({ ...sent, members: sent.members.map(({ weight: _, ...rest }: Body) => rest) }),
      },
    );
    const { member_type: __, ...typeless } = channel;
    await manage(
      '/vpc-channels',
      { ...typeless, type: 2, ...groups, ...ecs, vpc_health_config: { ...http, ...every, enable_client_ssl: false } },
      { compared: (sent) => ({ ...sent, member_groups: [] }) },
    );
    const labels = [{ label_name: 'app', label_value: 'tf' }];
    const cce = { cluster_id: 'c-1', namespace: 'default', workload_type: 'deployment', app_name: 'tf' };
    const grouped = { microservice_version: 'v1', microservice_port: 80, microservice_labels: labels };
    await manage(
      '/vpc-channels',
      {
        ...{ ...channel, type: 3, members: null, member_groups: [{ member_group_name: 'tf_servers', ...grouped }] },
        microservice_info: { service_type: 'CCE', cce_info: cce },
      },
      { compared: (sent) => ({ ...sent, members: [] }), change: { port: 8080 } },
    );
    const of = (await call('POST', '/vpc-channels', { ...channel, ...groups, members: servers })).id;
    const referring = { member_group_name: 'tf_refers', member_group_weight: 10, reference_vpc_channel_id: of };
    await manage(
      '/vpc-channels',
      {
        ...{ ...channel, name: 'tf_refers', vpc_channel_type: 'reference', members: null, ...withCheck },
        member_groups: [referring],
      },
      {
        compared: (sent) => ({ ...sent, members: [] }),
        change: { vpc_health_config: https, member_groups: [{ ...referring, member_group_remark: 'Two' }] },
      },
    );
    await call('DELETE', `/vpc-channels/${of}`);
  },

  huaweicloud_apig_channel_member_group: async ({ call, plan }) => {
    const { id } = await call('POST', '/vpc-channels', { ...channel, vpc_channel_type: 'builtin' });
    const at = `/vpc-channels/${id}/member-groups`;
    const sent = { member_group_name: 'tf_servers', member_group_remark: 'One', member_group_weight: 5 };
    const { member_groups } = await call('POST', at, { member_groups: [sent] });
    const of = `${at}/${member_groups[0].member_group_id}`;
    plan(sent, await call('GET', of));
    await call('PUT', of, { ...sent, member_group_weight: 10 });
    plan({ ...sent, member_group_weight: 10 }, await call('GET', of));
    await call('DELETE', of);
    await call('DELETE', `/vpc-channels/${id}`);
  },

  huaweicloud_apig_channel_member: async ({ call, plan }) => {
    const groups = [{ member_group_name: 'tf_servers' }];
    const { id } = await call('POST', '/vpc-channels', {
      ...channel,
      vpc_channel_type: 'builtin',
      member_groups: groups,
    });
    const at = `/vpc-channels/${id}/members`;
    const sent = { member_group_name: 'tf_servers', host: '192.168.0.7', port: 80 };
    const found = ({ members }: Body) => members.find(({ host }: Body) => host === sent.host);
    const { id: member } = found(await call('POST', at, { members: [sent] }));
    const query = 'limit=500&member_group_name=tf_servers&precise_search=member_group_name&offset=0';
    const read = async () => found(await call('GET', `${at}?${query}`));
    plan({ ...sent, id: member }, await read());
    const changed = { ...sent, status: 2, is_backup: true };
    await call('POST', at, { members: [changed] });
    plan({ ...changed, id: member }, await read());
    await call('POST', `${at}/batch-enable`, { member_ids: [member] });
    expect(await read()).toMatchObject({ status: 1 });
    await call('DELETE', `${at}/${member}`);
    await call('DELETE', `/vpc-channels/${id}`);
  },
};
