import type { ResourceCases } from './cases.ts';

const path = '/apps/356de8eb7a8742168586e5daf5339965/app-acl';
const app404 = { 'APIG.3004': { path: '/apps/nothing/app-acl' } };
const body = { app_acl_type: 'DENY', app_acl_values: ['203.0.113.7'] };

export const appAcls: ResourceCases = {
  operations: {
    updateAppAcl: {
      path,
      body,
      codes: { 'APIG.2001': { body: {} }, 'APIG.2011': { body: { ...body, nonsense: 1 } }, ...app404 },
    },
    showAppAcl: { path, codes: app404 },
    deleteAppAcl: { path, codes: app404 },
  },
};
