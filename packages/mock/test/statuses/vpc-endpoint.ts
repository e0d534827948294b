import type { ResourceCases } from './cases.ts';
import { creating } from './instances.ts';

const permissions = ['iam:domain::2f8a9d6c40b14e7f8c3a5b9e1d706f42'];
const none = { 'APIC.7314': creating };
const changed = { ...none, 'APIC.7211': { body: { nonsense: 1 } } };
const endpoints = '/vpc-endpoint';

export const vpcEndpoint: ResourceCases = {
  operations: {
    listVpcEndpointConnections: { path: `${endpoints}/connections`, codes: none },
    updateVpcEndpointConnections: {
      path: `${endpoints}/connections/action`,
      body: { action: 'receive', endpoints: ['3e9b6d1f-7a40-4c52-8f0d-b16c2e84a975'] },
      codes: { ...none, 'APIC.7211': { body: { action: 'receive', endpoints: ['nothing'] } } },
    },
    listVpcEndpointPermissions: { path: `${endpoints}/permissions`, codes: none },
    createVpcEndpointPermissions: {
      ...{ path: `${endpoints}/permissions/batch-add`, body: { permissions }, codes: changed },
    },
    deleteVpcEndpointPermissions: {
      ...{ path: `${endpoints}/permissions/batch-delete`, body: { permissions }, codes: changed },
    },
  },
};
