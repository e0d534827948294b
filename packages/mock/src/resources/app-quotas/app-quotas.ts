// The quotas of apps. An app is bound to one quota at most: another takes the place of that.
import type { Schemas } from '../../../generated/contract.ts';
import { rejection } from '../../protocol/errors.ts';
import { shownTime } from '../../protocol/stamp.ts';
import { appNotFound } from '../apps/apps.ts';
import type { AppQuota } from '../documents.ts';
import type { Call } from '../handler.ts';
import type { Holder, Resource } from '../resource.ts';
import { quotaNotFound, quotaOfApp, shownBinding } from './bound-apps.ts';

const boundApp: Holder = {
  ...{ ...quotaOfApp, parameter: 'app_id', missing: appNotFound },
  unbound: (app) => quotaNotFound(`of App ${app}`),
};

export const appQuotas: Resource<AppQuota> = {
  kind: 'app-quota',
  named: { parameter: 'app_quota_id', missing: quotaNotFound },
  form: { id: 'string' },
  unique: { name: rejection('APIG.3325', { kind: 'API quota' }) },
  times: { created: 'create_time' },
  returned: ['app_quota_id', 'bound_app_num'],
  releases: [quotaOfApp],
  shown,
  shownAs: ({ id, ...quota }) => ({
    operation: 'showAppBoundQuota',
    body: { ...quota, app_quota_id: id, bound_app_num: 0 },
  }),
  operations: {
    createAppQuota: { does: 'create' },
    listAppQuotas: { does: 'list', items: 'quotas', filters: { name: { part: 'name' } }, shown: shownLater },
    showAppQuota: { does: 'show', shown: shownLater },
    updateAppQuota: { does: 'update' },
    deleteAppQuota: { does: 'delete' },
    bindAppsToQuota: {
      ...{ does: 'bind', ...quotaOfApp, ids: 'app_ids', missing: appNotFound },
      items: { field: 'applies', shown: shownBinding },
    },
    showAppBoundQuota: { does: 'show', heldBy: boundApp, shown: shownLater },
    unbindAppFromQuota: { does: 'unbind', ...boundApp },
  },
};

function shown({ id, ...quota }: AppQuota, call: Call): Schemas['AppBoundQuota'] {
  const bound = call.documents.having(quotaOfApp.kind, quotaOfApp.field, id);
  return { app_quota_id: id, ...quota, create_time: shownTime(quota.create_time, call), bound_app_num: bound.length };
}

/** What is not the response to a request that sets it has the first reset in another form. */
function shownLater(quota: AppQuota, call: Call): Schemas['AppBoundQuota'] {
  const { reset_time, ...rest } = shown(quota, call);
  if (reset_time === undefined) return rest;
  return { ...rest, reset_time: /^[-0-9]{10} [:0-9]{8}$/.test(reset_time) ? `${reset_time} +0000 +0000` : reset_time };
}
