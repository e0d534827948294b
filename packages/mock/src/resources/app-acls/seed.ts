// The one app may only call from the office.
import type { AppAcl } from '../documents.ts';

export const appAcls: AppAcl[] = [
  {
    id: '356de8eb7a8742168586e5daf5339965',
    app_acl_type: 'PERMIT',
    app_acl_values: ['10.20.0.0/16', '172.16.4.9-172.16.4.24', '203.0.113.7'],
  },
];
