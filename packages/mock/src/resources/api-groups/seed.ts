// API groups: the one that a gateway comes with, the two of the seed's APIs, and one that is empty and can be deleted.
import type { ApiGroup } from '../documents.ts';

export const apiGroups: ApiGroup[] = [
  {
    id: '6e1d9c4b7a2f4053b8c6d4e2f0a91735',
    name: 'DEFAULT',
    remark: '',
    is_default: 1,
    sl_domain_access_enabled: true,
    register_time: '2020-07-23T07:11:57Z',
    update_time: '2020-07-23T07:11:57Z',
  },
  {
    id: 'c77f5e81d9cb4424bf704ef2b0ac7600',
    name: 'api_group_001',
    remark: 'Demo APIs',
    is_default: 2,
    sl_domain_access_enabled: true,
    register_time: '2020-07-31T06:41:54Z',
    update_time: '2020-07-31T06:41:54Z',
  },
  {
    id: '1f4e2d3c5b6a49788796a5b4c3d2e1f0',
    name: 'api_group_shop',
    remark: 'The shop’s public API',
    is_default: 2,
    sl_domain_access_enabled: false,
    register_time: '2024-11-11T10:02:31Z',
    update_time: '2024-11-12T06:40:05Z',
  },
  {
    id: '9d7b5f3e1c0a48269b7d5e3f1a0c8264',
    name: 'api_group_drafts',
    remark: '',
    is_default: 2,
    sl_domain_access_enabled: true,
    register_time: '2024-11-11T10:20:00Z',
    update_time: '2024-11-11T10:20:00Z',
  },
];
