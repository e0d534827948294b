// Access control policies: one that an API has, and one that can be deleted.
import type { Acl, AclBinding } from '../documents.ts';

const offices = '9d5a1f0b3c7e4826b1a0c4f8e2d76395';

export const acls: Acl[] = [
  {
    ...{ id: offices, acl_name: 'acl_offices', entity_type: 'IP', acl_type: 'PERMIT' },
    ...{ acl_value: '10.1.0.7,10.2.0.0/16', update_time: '2024-06-03T15:40:02Z' },
  },
  {
    ...{ id: '51c0e7d2a9b84f36bd17c5a8f2e90463', acl_name: 'acl_partners' },
    ...{ entity_type: 'DOMAIN', acl_type: 'DENY', acl_value: 'partner-logistics,partner-billing' },
    update_time: '2024-05-20T07:05:48Z',
  },
];

export const aclBindings: AclBinding[] = [
  {
    id: '6e2d90c7f3b14a58b1c8e5a7024d9f36',
    acl_id: offices,
    publish_id: '40e7162dc6b94bbbbb1a60d2a24b1b0c',
    create_time: '2024-05-14T09:30:11Z',
  },
];
