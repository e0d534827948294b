// The operations on the quotas of apps. An app is bound to one quota at most.
import { appWithoutQuota, quotaNotFound } from '../../protocol/errors.ts';
import { appOf } from '../apps/apps.ts';
import type { App, AppQuota } from '../documents.ts';
import type { Handler } from '../handler.ts';

export const showAppBoundQuota: Handler = {
  reads(call) {
    const { documents } = call;
    const app = appOf(call);
    const quota = app.app_quota_id && documents.get<AppQuota>('app-quota', app.app_quota_id);
    if (!quota) throw appWithoutQuota(app.id);
    const { id: app_quota_id, ...rest } = quota;
    const bound = documents.list<App>('app').filter((other) => other.app_quota_id === app_quota_id);
    return { status: 200, body: { app_quota_id, ...rest, bound_app_num: bound.length } };
  },
};

export const unbindAppFromQuota: Handler = {
  writes(call) {
    const { documents, params } = call;
    const id = params['app_quota_id'] ?? '';
    if (!documents.has('app-quota', id)) throw quotaNotFound(id);
    const { app_quota_id, ...app } = appOf(call);
    if (app_quota_id !== id) throw appWithoutQuota(app.id);
    documents.put('app', app.id, app);
    return { status: 204 };
  },
};
