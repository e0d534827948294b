import type { ResourceCases } from './cases.ts';

const app = '/apps/356de8eb7a8742168586e5daf5339965';
const app404 = '/apps/nothing';
const quota = '/app-quotas/c900c5612dbe451bb43cbcc49cfaf2f3';

export const appQuotas: ResourceCases = {
  operations: {
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
