// A channel as it is sent (what responses return of it besides is not read), after the edition's validator has let it pass. Every revision's fields: what a revision does
// not know never gets here. What only observed rules let pass is marked.
import type { MicroserviceLabel } from './channel.ts';

export interface ChannelBody {
  name: string;
  port: number;
  balance_strategy: number;
  /** Absent or empty: observed. */
  member_type?: '' | 'ip' | 'ecs';
  type?: 0 | 2 | 3;
  vpc_channel_type?: '' | 'builtin' | 'microservice' | 'reference';
  dict_code?: string;
  /** Null: observed. */
  member_groups?: GroupBody[] | null;
  /** Null: observed. */
  members?: MemberBody[] | null;
  /** Null: observed. */
  vpc_health_config?: HealthCheckBody | null;
  /** Null: observed. */
  microservice_info?: MicroserviceBody | null;
}

export interface GroupBody {
  member_group_name: string;
  member_group_remark?: string;
  member_group_weight?: number;
  dict_code?: string;
  microservice_version?: string;
  microservice_port?: number;
  /** Null: observed. */
  microservice_labels?: MicroserviceLabel[] | null;
  reference_vpc_channel_id?: string;
}

export interface MemberBody {
  host?: string;
  ecs_id?: string;
  ecs_name?: string;
  weight?: number;
  is_backup?: boolean;
  member_group_name?: string;
  /** 0: observed. */
  status?: 0 | 1 | 2;
  port?: number;
}

export interface HealthCheckBody {
  protocol: string;
  path?: string;
  method?: string;
  port?: number;
  threshold_normal: number;
  threshold_abnormal: number;
  time_interval: number;
  /** Absent or 0: observed. */
  timeout?: number;
  http_code?: string;
  enable_client_ssl?: boolean;
  /** 0: observed. */
  status?: 0 | 1 | 2;
}

export interface MicroserviceBody {
  service_type?: '' | 'CSE' | 'CCE' | 'CCE_SERVICE' | 'NACOS';
  cse_info?: object | null;
  cce_info?: object | null;
  cce_service_info?: object | null;
  nacos_info?: NacosBody | null;
}

export interface NacosBody {
  namespace?: string;
  cluster_name?: string;
  group_name?: string;
  service_name: string;
  server_config: { ip_address: string; port: number; grpc_port?: number }[];
  user_info: { user_name: string; password: string };
}
