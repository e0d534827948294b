// The default response of each group, and one of its owner's in the group of the shop.
import { apiGroups } from '../api-groups/seed.ts';
import type { GatewayResponse } from '../documents.ts';
import { defaultResponse } from './default-response.ts';

export const gatewayResponses: GatewayResponse[] = [
  ...apiGroups.map((group) => defaultResponse(group, `f0c8e4a6${group.id.slice(8)}`)),
  {
    id: 'b4d8f0a2c6e94173958b7d1f3a5c0e62',
    group_id: '1f4e2d3c5b6a49788796a5b4c3d2e1f0',
    name: 'response_shop',
    default: false,
    create_time: '2024-11-15T01:12:44Z',
    update_time: '2024-11-15T01:12:44Z',
    responses: {
      THROTTLED: {
        status: 429,
        body: '{"error":"$context.error.code","hint":"Try again in a minute.","request":"$context.requestId"}',
        headers: [
          { key: 'Retry-After', value: '60' },
          { key: 'X-Shop-Limit', value: 'calls' },
        ],
      },
    },
  },
];
