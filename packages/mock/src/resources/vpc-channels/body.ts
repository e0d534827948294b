// A channel as it is sent (what responses return of it besides is not read), after the edition's validator has let it pass:
// the contract's variants in one type, with every revision's fields. What a revision does not know never gets here.
import type { Schemas } from '../../../generated/contract.ts';
import type { Channel, ChannelKind, Group, HealthCheck, Member } from './channel.ts';

/** Observed rules let pass the null, the empty text and the zero that are added here. */
export interface ChannelBody extends Pick<Channel, 'name' | 'port' | 'balance_strategy'> {
  member_type?: '' | Channel['member_type'];
  type?: 0 | 2 | 3;
  vpc_channel_type?: '' | ChannelKind;
  dict_code?: string;
  member_groups?: GroupBody[] | null;
  members?: MemberBody[] | null;
  vpc_health_config?: HealthCheckBody | null;
  microservice_info?: MicroserviceBody | null;
}

export type GroupBody = Omit<Group, 'member_group_id' | 'create_time' | 'update_time' | 'microservice_labels'> & {
  microservice_labels?: Group['microservice_labels'] | null;
};

export type MemberBody = Partial<Omit<Member, 'id' | 'create_time' | 'health_status' | 'status'>> & {
  status?: 0 | Member['status'];
};

export type HealthCheckBody = Pick<
  HealthCheck,
  'protocol' | 'threshold_normal' | 'threshold_abnormal' | 'time_interval'
> &
  Partial<Pick<HealthCheck, 'path' | 'method' | 'port' | 'timeout' | 'http_code' | 'enable_client_ssl'>> & {
    status?: 0 | HealthCheck['status'];
  };

export interface MicroserviceBody {
  service_type?: Schemas['MicroServiceInfo']['service_type'];
  cse_info?: object | null;
  cce_info?: object | null;
  cce_service_info?: object | null;
  nacos_info?: NacosBody | null;
}

export type NacosBody = Schemas['MicroServiceInfoNacosCreate'];
