// The microservice behind a channel: kept with its defaults, shown with empty strings for all that is not set.

import type { Reader } from '../../store/store.ts';
import type { Cluster } from '../documents.ts';
import type { MicroserviceBody, NacosBody } from './body.ts';
import type { Microservice, Stamp, View } from './channel.ts';

/**
 * @returns the microservice with the body's settings. Details of other centers than `service_type` are not used; a body
 * that names no center changes nothing.
 */
export function changedMicroservice(
  before: Microservice | undefined,
  body: MicroserviceBody,
  stamp: Stamp,
): Microservice | undefined {
  const { service_type } = body;
  if (!service_type) return before;
  return {
    id: before?.id ?? stamp.newId(),
    create_time: before?.create_time ?? stamp.now,
    update_time: stamp.now,
    service_type,
    info: infoOf(service_type, body),
  };
}

function infoOf(type: Microservice['service_type'], body: MicroserviceBody): object {
  switch (type) {
    case 'CSE':
      return valuesOf(body.cse_info, 'engine_id', 'service_id');
    case 'CCE':
      return valuesOf(
        body.cce_info,
        'cluster_id',
        'namespace',
        'workload_type',
        'app_name',
        'label_key',
        'label_value',
      );
    case 'CCE_SERVICE':
      return valuesOf(body.cce_service_info, 'cluster_id', 'namespace', 'service_name');
    case 'NACOS':
      return body.nacos_info ? withDefaults(body.nacos_info) : {};
  }
}

/** Those of the fields that have a value. Others are read only where they are shown. */
function valuesOf(info: object | null | undefined, ...names: string[]): object {
  return Object.fromEntries(Object.entries(info ?? {}).filter(([name, value]) => names.includes(name) && value !== ''));
}

function withDefaults(nacos: NacosBody): object {
  return {
    namespace: '',
    cluster_name: 'DEFAULT',
    group_name: 'DEFAULT_GROUP',
    ...nacos,
    server_config: nacos.server_config.map((server) => ({
      ...server,
      // As documented: 1000 above the port, where there is such a port.
      grpc_port: server.grpc_port || (server.port + 1000 <= 65535 ? server.port + 1000 : undefined),
    })),
  };
}

const noCse = {
  cse_app_id: '',
  engine_id: '',
  engine_name: '',
  register_address: '',
  service_id: '',
  service_name: '',
};
const noCce = { cluster_id: '', cluster_name: '', namespace: '', workload_type: '', app_name: '' };

/** In which revision a center was added. */
const since = { CSE: '', CCE: '', CCE_SERVICE: '2023-11', NACOS: '2024-11' };

/** What a response shows; empty strings throughout where there is no microservice, or none that the revision knows. */
export function microserviceInfo(microservice: Microservice | undefined, { scope, revision, documents }: View): object {
  if (!microservice) {
    return {
      id: '',
      instance_id: '',
      service_type: '',
      cse_info: noCse,
      cce_info: noCce,
      create_time: '',
      update_time: '',
    };
  }
  const { id, create_time, update_time, service_type, info } = microservice;
  const known = revision >= since[service_type];
  const cluster = { cluster_name: nameOfCluster(info, documents) };
  return {
    id,
    instance_id: scope.instance,
    service_type: known ? service_type : '',
    cse_info: service_type === 'CSE' ? { ...noCse, ...info } : noCse,
    cce_info: service_type === 'CCE' ? { ...noCce, ...cluster, ...withoutLabels(info, revision) } : noCce,
    ...(service_type === 'CCE_SERVICE' && known && { cce_service_info: { ...cluster, ...info } }),
    ...(service_type === 'NACOS' && known && { nacos_info: info }),
    create_time,
    update_time,
  };
}

function nameOfCluster({ cluster_id = '' }: { cluster_id?: string }, documents: Reader): string {
  return documents.get<Cluster>('cluster', cluster_id)?.name ?? '';
}

/** Revisions before 2023-11 know no labels of workloads. */
function withoutLabels(info: { label_key?: string; label_value?: string }, revision: string): object {
  if (revision >= '2023-11') return info;
  const { label_key: _, label_value: __, ...rest } = info;
  return rest;
}
