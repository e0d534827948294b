import type { EndpointConnection, EndpointPermission } from '../documents.ts';

const shop = '2f8a9d6c40b14e7f8c3a5b9e1d706f42';
const payments = 'b70c5e1934d846aa9f0e2c7d81b35f60';

/** One waits to be accepted. */
export const endpointConnections: EndpointConnection[] = [
  {
    ...{ id: '3e9b6d1f-7a40-4c52-8f0d-b16c2e84a975', marker_id: 167812345, domain_id: shop },
    ...{ created_at: '2024-06-18T08:12:40Z', updated_at: '2024-06-18T08:12:40Z', status: 'pendingAcceptance' },
  },
  {
    ...{ id: 'c05f8a2e-1d93-47b6-94ea-7f3b60d1c28e', marker_id: 167809876, domain_id: payments },
    ...{ created_at: '2024-05-02T13:30:05Z', updated_at: '2024-05-02T13:41:22Z', status: 'accepted' },
  },
];

export const endpointPermissions: EndpointPermission[] = [
  {
    ...{ id: 'b84d0f27-5c1e-4936-a7f2-09e3d6c518ba', permission: `iam:domain::${shop}` },
    created_at: '2024-04-30T06:55:12Z',
  },
  {
    ...{ id: '5f27c9e1-0b6d-4a83-b5d4-e81f3a09d76c', permission: `iam:domain::${payments}` },
    created_at: '2024-05-01T16:03:48Z',
  },
];
