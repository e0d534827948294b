// The channels that the documents' examples show and update, and the cluster that one of them reaches. The documents call all
// of them `VPC_demo`; here each has a name of its own, and that one is left for the first channel that is created.

import { inSeconds } from '../../protocol/stamp.ts';
import type { Cluster } from '../documents.ts';
import type { Channel, Group, HealthCheck, Member } from './channel.ts';

const created = '2020-07-23T07:11:57.244829604Z';
const createdInSeconds = inSeconds(created);

const check: HealthCheck = {
  id: '3b3d02026c5f402d85e8645ea95b0816',
  create_time: createdInSeconds,
  protocol: 'http',
  path: '/vpc/demo',
  method: 'GET',
  port: 22,
  threshold_normal: 2,
  threshold_abnormal: 5,
  time_interval: 10,
  timeout: 5,
  http_code: '200',
  enable_client_ssl: false,
  status: 1,
};

const channel = {
  create_time: created,
  port: 22,
  balance_strategy: 1,
  member_type: 'ip',
  dict_code: '',
  vpc_health_config: check,
} as const;

function group(id: string, name: string, weight: number, microservice_version = '', microservice_port = 0): Group {
  return {
    member_group_id: id,
    create_time: created,
    update_time: created,
    member_group_name: name,
    member_group_weight: weight,
    member_group_remark: 'remark',
    microservice_version,
    microservice_port,
  };
}

function server(id: string, host: string, weight: number, group_name = ''): Member {
  return {
    id,
    create_time: createdInSeconds,
    host,
    ecs_id: host,
    ecs_name: host,
    weight,
    is_backup: false,
    member_group_name: group_name,
    status: 1,
    port: 22,
  };
}

const shown: Channel = {
  ...channel,
  name: 'VPC_servers',
  id: '56a7d7358e1b42459c9d730d65b14e59',
  kind: 'builtin',
  member_groups: [],
  members: [
    server('be63c6260a1043888187f84af39c9f0e', '192.168.0.5', 1),
    { ...server('a57b13f1b89b417ca8acd76909e6df67', '192.168.1.124', 2), health_status: 'unhealthy' },
  ],
};

const updated: Channel = {
  ...channel,
  name: 'VPC_groups',
  id: '18174f5f4f1a4dc29f33aeadd9788e5f',
  kind: 'builtin',
  member_groups: [
    group('c1ce135c705c4066853a0460b318fe16', 'test', 1),
    group('c1ce135c705c4066853a0460b318fe17', 'default', 2),
  ],
  members: [
    server('be63c6260a1043888187f84af39c9f10', '192.168.0.5', 1, 'test'),
    server('a57b13f1b89b417ca8acd76909e6df68', '192.168.1.124', 2, 'default'),
  ],
};

const microservice: Channel = {
  ...channel,
  name: 'VPC_microservice',
  id: '105c6902457144a4820dff8b1ad63331',
  kind: 'microservice',
  member_groups: [
    group('c1ce135c705c4066853a0460b318fe16', 'test', 1, 'v1', 80),
    group('c1ce135c705c4066853a0460b318fe17', 'default', 2, 'v2', 80),
  ],
  members: [],
  microservice_info: {
    id: '9483afa235be45158a70c19ab817ac65',
    create_time: created,
    update_time: created,
    service_type: 'CCE',
    info: {
      cluster_id: 'ab1485b4f91b45abbcd560be591f7309',
      namespace: 'default',
      workload_type: 'deployment',
      app_name: 'testapp',
    },
  },
};

export const clusters: Cluster[] = [{ id: 'ab1485b4f91b45abbcd560be591f7309', name: 'cce-test' }];

export const channels = [shown, updated, microservice];
