// Creating a gateway: it has what was asked for, and what every gateway has.
import type { Schemas } from '../../../generated/contract.ts';
import { invalidField, missingField, rejection } from '../../protocol/errors.ts';
import { inMilliseconds } from '../../protocol/stamp.ts';
import { putDefaultGroup } from '../api-groups/default-group.ts';
import type { Environment, Instance } from '../documents.ts';
import { releaseId } from '../envs/envs.ts';
import { featureNames } from '../features/names.ts';
import type { Call, Change, Handler } from '../handler.ts';
import { checkKeys, tagsWith } from '../instance-tags/tags.ts';
import { privateAddress, publicAddress } from './addresses.ts';
import { egress, ingress } from './internet.ts';
import { checkName, hoursOf, serviceOf } from './settings.ts';
import { taskOf } from './task.ts';
import { zones } from './zones.ts';

const unknownSpec = rejection('APIC.7301');
const noIpv6 = rejection('APIC.7312');
const idTaken = rejection('APIC.7505');
const tooMany = rejection('APIC.7400');

type Body = Schemas['InstanceCreate'];

export const createInstance: Handler = {
  writes(call) {
    const instance = made(call);
    const documents = call.documents.at(instance.id);
    // What is left of one that was deleted.
    documents.clear();
    documents.put('instance', instance.id, instance);
    const release: Environment = { id: releaseId, name: 'RELEASE', remark: '', create_time: call.now };
    documents.put('environment', release.id, release);
    putDefaultGroup(documents, call);
    return taskOf(instance.id, 'JOB_ASSIGNED_FOR_PROVISIONING_0003I', 'provisions', call);
  },
};

function made(call: Change): Instance {
  const body = call.body as Body;
  // By observed rules, it may be empty.
  if (!body.spec_id) throw missingField('spec_id');
  const hours = hoursOf(body, {});
  checkZones(body);
  checkKeys(body.tags ?? []);
  checkName(body.instance_name, call);
  const id = newIdOf(body, call);
  const most = call.limits['instance'];
  if (most && call.documents.everywhere('instance').length >= most) throw tooMany(String(most));
  const begun = inMilliseconds(call.now);
  const service = { service_name: serviceOf(id, body.vpcep_service_name), created_at: createdAt(begun) };
  return {
    id,
    instance_name: body.instance_name,
    ...{ status: 'Running', instance_status: 6, type: 'apig', spec: body.spec_id, create_time: begun },
    ...(call.provisioning > 0 && { task: { status: 'Creating', begun } }),
    enterprise_project_id: body.enterprise_project_id || '0',
    eip_address: body.eip_id ? publicAddress(body.eip_id) : null,
    ...{ charging_mode: 0, cbc_metadata: '', cbc_operation_locks: [] },
    loadbalancer_provider: body.loadbalancer_provider || balancerFor(body, call),
    description: body.description ?? '',
    ...{ vpc_id: body.vpc_id, subnet_id: body.subnet_id, security_group_id: body.security_group_id },
    ...hours,
    ingress_ip: privateAddress(id),
    ingress_ip_v6: null,
    user_id: '05041fffa40025702f6dc009cc6f8f33',
    ...(body.bandwidth_size && egress(id, body)),
    available_zone_ids: `[${body.available_zone_ids.join(', ')}]`,
    instance_version: '5e2c90d7a41b4f86b3d8170c6ea5f924',
    virsubnet_id: body.subnet_id,
    roma_eip_address: null,
    supported_features: [...featureNames],
    endpoint_service: null,
    endpoint_services: [service],
    node_ips: { livedata: [], shubao: [privateAddress(`${id} 1`), privateAddress(`${id} 2`)] },
    publicips: [],
    privateips: [{ ip_address: privateAddress(id) }],
    is_releasable: true,
    ...(body.ingress_bandwidth_size &&
      ingress(id, {
        bandwidth_size: body.ingress_bandwidth_size,
        bandwidth_charging_mode: body.ingress_bandwidth_charging_mode,
      })),
    tags: tagsWith([], body.tags ?? []),
  };
}

/** As observed, regions have elastic load balancers; only the other kind takes an address in its creation. */
function balancerFor({ eip_id, ingress_bandwidth_size }: Body, { rules }: Call): 'elb' | 'lvs' {
  return ingress_bandwidth_size || (rules === 'observed' && !eip_id) ? 'elb' : 'lvs';
}

/** @throws ApigError where a zone that the mock knows does not offer the size */
function checkZones({ available_zone_ids, spec_id }: Body): void {
  for (const code of available_zone_ids) {
    const zone = zones.find((zone) => zone.code === code);
    if (zone?.specs?.[spec_id] !== false) continue;
    throw spec_id.endsWith('_IPV6') ? noIpv6(code) : unknownSpec(spec_id);
  }
}

/** @throws ApigError where the ID is another gateway's, or is none that a path can name */
function newIdOf({ instance_id }: Body, { documents, newId }: Call): string {
  if (!instance_id) return newId();
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(instance_id)) throw invalidField('instance_id');
  if (documents.everywhere('instance').some(({ instance }) => instance === instance_id)) throw idTaken(instance_id);
  return instance_id;
}

/** `2020-07-23 07:11:57`: the documents' example has `2020-7-23`, which the SDKs that know times cannot read. */
function createdAt(milliseconds: number): string {
  const [date = '', time = ''] = new Date(milliseconds).toISOString().split('T');
  return `${date} ${time.slice(0, 8)}`;
}
