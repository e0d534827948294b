import type { ResourceCases } from './cases.ts';

const app = '/apps/356de8eb7a8742168586e5daf5339965';
const app404 = '/apps/nothing';
const quota = '/app-quotas/c900c5612dbe451bb43cbcc49cfaf2f3';
const quota404 = (part = '') => ({ 'APIG.3093': { path: `/app-quotas/nothing${part}` } });
const daily = { name: 'mobile_daily', call_limits: 20000, time_unit: 'DAY', time_interval: 1 };
const bodied = {
  ...{ 'APIG.2001': { body: {} }, 'APIG.2011': { body: { ...daily, nonsense: 1 } } },
  'APIG.3325': { body: { ...daily, name: 'nightly_batch' } },
};
const app_ids = ['9ed8b7fe84224de681e7d7a5587e76dc'];

export const appQuotas: ResourceCases = {
  operations: {
    createAppQuota: { path: '/app-quotas', body: daily, codes: bodied },
    listAppQuotas: { path: '/app-quotas' },
    showAppQuota: { path: quota, codes: quota404() },
    updateAppQuota: { path: quota, body: daily, codes: { ...bodied, ...quota404() } },
    deleteAppQuota: { path: quota, codes: quota404() },
    bindAppsToQuota: {
      path: `${quota}/binding-apps`,
      body: { app_ids },
      codes: {
        ...{ 'APIG.2001': { body: {} }, 'APIG.2011': { body: { app_ids, nonsense: 1 } } },
        ...{ 'APIG.3002': { body: { app_ids: ['nothing'] } }, ...quota404('/binding-apps') },
      },
    },
    listQuotaBoundApps: { path: `${quota}/bound-apps`, codes: quota404('/bound-apps') },
    listQuotaBindableApps: { path: `${quota}/bindable-apps`, codes: quota404('/bindable-apps') },
    showAppBoundQuota: {
      path: `${app}/bound-quota`,
      codes: {
        'APIG.3002': { path: `${app404}/bound-quota` },
        'APIG.3093': { path: '/apps/9ed8b7fe84224de681e7d7a5587e76dc/bound-quota' },
      },
    },
    unbindAppFromQuota: {
      path: `${quota}/bound-apps/${app.slice(6)}`,
      codes: {
        'APIG.3002': { path: `${quota}/bound-apps/nothing` },
        'APIG.3093': { path: `/app-quotas/nothing/bound-apps/${app.slice(6)}` },
      },
    },
  },
};
