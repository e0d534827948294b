import { seed } from '../../src/index.ts';
import type { App } from '../../src/resources/documents.ts';
import { instance } from '../support.ts';
import { named, type ResourceCases } from './cases.ts';

const otherApp = seed[instance]?.['app']?.['9ed8b7fe84224de681e7d7a5587e76dc'] as App | undefined;
const app = '/apps/356de8eb7a8742168586e5daf5339965';
const app404 = '/apps/nothing';

export const apps: ResourceCases = {
  // One more than the seed has: a create succeeds once.
  limits: { app: 3 },
  operations: {
    updateApp: {
      path: app,
      body: { name: 'app_demo' },
      codes: {
        ...named,
        'APIG.3002': { path: app404 },
        'APIG.3203': { body: { name: otherApp?.name } },
        'APIG.3310': { body: { name: 'app_demo', app_key: otherApp?.app_key } },
      },
    },
    createApp: {
      path: '/apps',
      body: { name: 'mobile_shop' },
      codes: {
        ...named,
        'APIG.3203': { body: { name: otherApp?.name } },
        'APIG.3310': { body: { name: 'mobile_shop', app_key: otherApp?.app_key } },
      },
      then: { 'APIG.3103': { body: { name: 'web_shop' } } },
    },
    showApp: { path: app, codes: { 'APIG.3002': { path: app404 } } },
    // It has one code for every invalid parameter.
    listApps: { path: '/apps', codes: { 'APIG.2012': { path: '/apps?creator=NOBODY' } }, never: ['APIG.2011'] },
    checkApp: {
      path: `/apps/validation/${app.slice(6)}`,
      codes: { 'APIG.3002': { path: '/apps/validation/nothing' } },
    },
    resetAppSecret: {
      path: `/apps/secret/${app.slice(6)}`,
      body: {},
      codes: {
        'APIG.2001': { body: [] },
        'APIG.2011': { body: { app_secret: 'short' } },
        'APIG.3002': { path: '/apps/secret/nothing' },
      },
    },
    deleteApp: { path: `/apps/${otherApp?.id}`, codes: { 'APIG.3002': { path: app404 } } },
  },
};
