// The two instances that every project begins with.
import type { Instance } from '../documents.ts';

/** Supports all that the contract knows. */
export const fullInstance: Instance = {
  id: 'eddc4d25480b4cd6b512f270a1b8b341',
  instance_name: 'apig-demo',
  status: 'Running',
  instance_status: 6,
  type: 'apig',
  spec: 'PROFESSIONAL',
  create_time: 1595488317000,
  enterprise_project_id: '0',
  eip_address: '203.0.113.10',
  charging_mode: 0,
  cbc_metadata: '',
  loadbalancer_provider: 'elb',
  cbc_operation_locks: [],
  description: 'Gateway of the demo shop',
  vpc_id: '3d2b5f2e-8a4b-4b6f-9d5c-1f2e3d4c5b6a',
  subnet_id: '9f3d1c2b-6a5e-4d7c-8b9a-0c1d2e3f4a5b',
  security_group_id: '5c4b3a29-1807-4f6e-9d8c-7b6a59483726',
  maintain_begin: '22:00:00',
  maintain_end: '02:00:00',
  ingress_ip: '192.168.0.100',
  ingress_ip_v6: '',
  user_id: '05041fffa40025702f6dc009cc6f8f33',
  nat_eip_ipv6_cidr: '',
  eip_ipv6_address: '',
  nat_eip_address: '203.0.113.11',
  bandwidth_size: 5,
  bandwidth_charging_mode: 'bandwidth',
  available_zone_ids: '[cn-north-4a, cn-north-4b]',
  instance_version: '5e2c90d7a41b4f86b3d8170c6ea5f924',
  virsubnet_id: '9f3d1c2b-6a5e-4d7c-8b9a-0c1d2e3f4a5b',
  roma_eip_address: '',
  listeners: {},
  supported_features: ['multi_auth', 'vpc_name_modifiable', 'public_key'],
  endpoint_service: { service_name: 'cn-north-4.apig.eddc4d25', created_at: '2020-07-23 07:11:57' },
  endpoint_services: [{ service_name: 'cn-north-4.apig.eddc4d25', created_at: '2020-07-23 07:11:57' }],
  node_ips: { livedata: ['192.168.0.11'], shubao: ['192.168.0.12'] },
  publicips: [{ ip_address: '203.0.113.10', bandwidth_size: 5 }],
  privateips: [{ ip_address: '192.168.0.100', bandwidth_size: 5 }],
  unreliable_ips: ['192.168.0.101'],
  is_releasable: true,
  ingress_bandwidth_charging_mode: 'bandwidth',
  tags: [
    { key: 'department', value: 'shop' },
    { key: 'stage', value: 'production' },
  ],
};

/** Lacks `public_key` and access from and to the Internet; billing has locked it. */
export const basicInstance: Instance = {
  ...inside(fullInstance),
  id: '6a29d4e9-69a0-412a-aabe-9898ec0903b0',
  instance_name: 'apig-basic',
  spec: 'BASIC',
  cbc_operation_locks: [{ lock_scene: 'TO_PERIOD_LOCK', lock_source_id: 'CS2305090000001' }],
  description: 'Gateway without signature keys of type public_key',
  supported_features: ['multi_auth', 'vpc_name_modifiable'],
  eip_address: null,
  publicips: [],
  tags: [{ key: 'department', value: 'payments' }],
};

function inside(instance: Instance): Instance {
  const { nat_eip_address, bandwidth_size, bandwidth_charging_mode, ingress_bandwidth_charging_mode, ...rest } =
    instance;
  return rest;
}
