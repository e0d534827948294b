// The quotas of apps. An app is bound to one quota at most.
import { rejection } from '../../protocol/errors.ts';
import { appNotFound, appOf } from '../apps/apps.ts';
import type { AppQuota } from '../documents.ts';
import type { Resource } from '../resource.ts';

const quotaNotFound = rejection('APIG.3093');
const appWithoutQuota = (app: string) => quotaNotFound(`of App ${app}`);

export const appQuotas: Resource<AppQuota> = {
  kind: 'app-quota',
  named: {
    parameter: 'app_quota_id',
    missing: quotaNotFound,
  },
  form: { id: 'string' },
  shownAs: ({ id, ...quota }) => ({
    operation: 'showAppBoundQuota',
    body: { ...quota, app_quota_id: id, bound_app_num: 0 },
  }),
  operations: {
    showAppBoundQuota: {
      reads(call) {
        const { documents } = call;
        const app = appOf(call);
        const quota = app.app_quota_id && documents.get<AppQuota>('app-quota', app.app_quota_id);
        if (!quota) throw appWithoutQuota(app.id);
        const { id: app_quota_id, ...rest } = quota;
        const bound = documents.having('app', 'app_quota_id', app_quota_id);
        return { app_quota_id, ...rest, bound_app_num: bound.length };
      },
    },
    unbindAppFromQuota: {
      ...{ does: 'unbind', kind: 'app', field: 'app_quota_id', parameter: 'app_id' },
      ...{ missing: appNotFound, unbound: appWithoutQuota },
    },
  },
};
