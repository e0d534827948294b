import { basicInstance, type Earlier, type ResourceCases } from './cases.ts';

const body = {
  ...{ instance_name: 'apig-shop', spec_id: 'BASIC', available_zone_ids: ['cn-north-4a'] },
  vpc_id: '3d2b5f2e-8a4b-4b6f-9d5c-1f2e3d4c5b6a',
  subnet_id: '9f3d1c2b-6a5e-4d7c-8b9a-0c1d2e3f4a5b',
  security_group_id: '5c4b3a29-1807-4f6e-9d8c-7b6a59483726',
};

/** A gateway that is still being created, with a load balancer of the other kind. */
export const creating: { after: Earlier; instance: string } = {
  after: {
    operation: 'createInstance',
    path: '/instances',
    body: { ...body, instance_id: 'new', loadbalancer_provider: 'lvs' },
  },
  instance: 'new',
};

const locked = { 'APIC.7106': { instance: basicInstance } };
const invalid = { 'APIC.7211': { body: { nonsense: 1 } } };
const wide = { bandwidth_size: 50 };
const wideText = { bandwidth_size: '50' };

export const instances: ResourceCases = {
  limits: { instance: 3 },
  operations: {
    createInstance: {
      path: '/instances',
      body,
      codes: {
        'APIC.7211': { body: { ...body, instance_id: 'a/b' } },
        'APIC.7230': { body: { ...body, maintain_begin: '02:00:00' } },
        'APIC.7301': { body: { ...body, spec_id: 'PLATINUM', available_zone_ids: ['cn-north-4a', 'cn-north-4b'] } },
        'APIC.7312': { body: { ...body, spec_id: 'BASIC_IPV6', available_zone_ids: ['cn-north-4b'] } },
        'APIC.7500': { body: { ...body, instance_name: 'apig-basic' } },
        'APIC.7505': { body: { ...body, instance_id: basicInstance } },
      },
      then: {
        'APIC.7400': { body: { ...body, instance_name: 'one-too-many' } },
      },
      never: [
        // The schema has it, so that it is invalid like all else.
        ...['APIC.7235', 'APIC.7238', 'APIC.7313', 'APIC.7402'],
        // The mock knows of no enterprise, network or security group, and lacks nothing.
        ...['APIC.7241', 'APIC.7242', 'APIC.7255', 'APIC.7307', 'APIC.7310', 'APIC.9206', 'APIC.9218', 'APIC.9219'],
      ],
    },
    listInstances: { path: '/instances?limit=many' },
    showInstance: { path: '' },
    updateInstance: {
      path: '',
      body: { instance_name: 'apig-renamed' },
      codes: {
        ...invalid,
        'APIC.7230': { body: { maintain_begin: '02:00:00' } },
        'APIC.7500': { body: { instance_name: 'apig-basic' } },
      },
      never: ['APIC.7235', 'APIC.7307'],
    },
    deleteInstance: { path: '', codes: locked },
    listAvailableZones: { path: '/available-zones' },
    showInstanceProgress: { path: '/progress' },
    showInstanceRestrictions: { path: '/restriction' },
    resizePostpaidInstance: {
      ...{ path: '/postpaid-resize', body: { spec_id: 'ENTERPRISE' } },
      codes: { ...invalid, ...locked },
    },
    bindEip: { path: '/eip', body: { eip_id: '6b1f0d5e-2c84-4a7b-9e3d-58c7a0f4b912' }, codes: invalid },
    unbindEip: { path: '/eip' },
    enableIngressEip: {
      ...{ path: '/ingress-eip', body: wide, instance: basicInstance, codes: { ...invalid, 'APIC.9216': creating } },
      then: { 'APIC.9210': {} },
    },
    updateIngressEip: {
      ...{ path: '/ingress-eip', body: wide },
      codes: { ...invalid, 'APIC.7244': creating, 'APIC.9211': { instance: basicInstance } },
    },
    disableIngressEip: { path: '/ingress-eip' },
    enableEgressEip: {
      ...{ path: '/nat-eip', body: wideText, instance: basicInstance, codes: invalid },
      then: { 'APIC.9210': {} },
    },
    updateEgressEip: {
      ...{ path: '/nat-eip', body: wideText, codes: { ...invalid, 'APIC.7311': { instance: basicInstance } } },
      // Every bandwidth of the mock can be changed.
      never: ['APIC.7244', 'APIC.9211'],
    },
    disableEgressEip: { path: '/nat-eip', then: { 'APIC.7311': {} } },
  },
};
