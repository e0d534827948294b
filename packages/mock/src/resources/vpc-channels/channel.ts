// A VPC channel as the mock keeps it: what was sent, with ids and times. What an answer derives from it (a server's port,
// its group's id, empty strings) is derived when it is shown, so that it is never out of date.
import { firstOfEach } from './first.ts';

/** What a channel is; it never changes. */
export type ChannelKind = 'builtin' | 'microservice' | 'reference';

export interface Channel {
  id: string;
  create_time: string;
  kind: ChannelKind;
  name: string;
  port: number;
  balance_strategy: number;
  member_type: 'ip' | 'ecs';
  dict_code: string;
  member_groups: Group[];
  members: Member[];
  vpc_health_config?: HealthCheck;
  microservice_info?: Microservice;
}

export interface MicroserviceLabel {
  label_name: string;
  label_value: string;
}

export interface Group {
  member_group_id: string;
  create_time: string;
  update_time: string;
  member_group_name: string;
  member_group_remark: string;
  member_group_weight?: number;
  dict_code?: string;
  microservice_version: string;
  microservice_port: number;
  microservice_labels?: MicroserviceLabel[];
  reference_vpc_channel_id?: string;
}

export interface Member {
  id: string;
  /** In seconds: the documents' examples, too, show no more of it. */
  create_time: string;
  host: string;
  ecs_id: string;
  ecs_name: string;
  weight?: number;
  is_backup: boolean;
  member_group_name: string;
  status: 1 | 2;
  /** `0`: its group's, or the channel's. */
  port: number;
  /** What the health check found; absent: that all is well. */
  health_status?: 'unhealthy';
}

export interface HealthCheck {
  id: string;
  /** In seconds: the documents' examples, too, show no more of it. */
  create_time: string;
  protocol: string;
  path: string;
  method: string;
  /** `0`: the channel's. */
  port: number;
  threshold_normal: number;
  threshold_abnormal: number;
  time_interval: number;
  timeout: number;
  http_code: string;
  enable_client_ssl: boolean;
  status: 1 | 2;
}

export interface Microservice {
  id: string;
  create_time: string;
  update_time: string;
  service_type: 'CSE' | 'CCE' | 'CCE_SERVICE' | 'NACOS';
  /** The details of that center. */
  info: object;
}

/** The port at which a server of the channel is reached: its own, its group's, or the channel's. */
export function portsOf({ member_groups, port = 0 }: Pick<Channel, 'member_groups'> & { port?: number }) {
  const groups = firstOfEach(member_groups, ({ member_group_name }) => member_group_name);
  return (member: Member): number => member.port || groups.get(member.member_group_name)?.microservice_port || port;
}
