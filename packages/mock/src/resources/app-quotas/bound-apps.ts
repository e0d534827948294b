// The apps of a quota. They hold its id, each that of one quota at most.
import type { Schemas } from '../../../generated/contract.ts';
import { rejection } from '../../protocol/errors.ts';
import { shownTime } from '../../protocol/stamp.ts';
import type { App, AppQuota } from '../documents.ts';
import type { Call } from '../handler.ts';
import type { List } from '../resource.ts';

export const quotaNotFound = rejection('APIG.3093', { kind: 'App quota' });

/** Where an app holds its quota. */
export const quotaOfApp = { kind: 'app', field: 'app_quota_id', since: 'app_quota_since' } as const;

/** Of an app that is bound to no quota. */
const never = '0001-01-01T00:00:00Z';

const apps: List<App> = {
  ...{ does: 'list', items: 'apps', filters: { app_name: { part: 'name' } } },
  ...{ boundTo: { field: quotaOfApp.field, parameter: 'app_quota_id' }, shown: shownApp },
};

export const appsOfQuotas = { listQuotaBoundApps: apps, listQuotaBindableApps: { ...apps, bindable: true } } as const;

function shownApp(app: App, call: Call): Schemas['AppQuotaAppInfo'] {
  const { id, name, app_key, remark, app_quota_id, app_quota_since = '' } = app;
  const quota = call.documents.get<AppQuota>('app-quota', app_quota_id ?? '');
  return {
    ...{ app_id: id, name, status: 1, app_key },
    ...(remark && { remark }),
    register_time: shownTime(app.register_time, call),
    update_time: shownTime(app.update_time, call),
    ...(quota && { app_quota_id, app_quota_name: quota.name }),
    bound_time: quota ? shownTime(app_quota_since, call) : never,
  };
}

/** A binding, in the response of the call that bound the app. */
export function shownBinding(app: object): Schemas['AppQuotaAppBinding'] {
  const { id, app_quota_id = '', app_quota_since = '' } = app as App;
  return { app_quota_id, app_id: id, bound_time: app_quota_since };
}
