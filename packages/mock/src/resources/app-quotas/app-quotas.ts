// The quotas of apps. An app is bound to one quota at most.
import { rejection } from '../../protocol/errors.ts';
import { appNotFound } from '../apps/apps.ts';
import type { AppQuota } from '../documents.ts';
import type { Holder, Resource } from '../resource.ts';

const quotaNotFound = rejection('APIG.3093', { kind: 'App quota' });

const boundApp: Holder = {
  ...{ kind: 'app', field: 'app_quota_id', parameter: 'app_id', missing: appNotFound },
  unbound: (app) => quotaNotFound(`of App ${app}`),
};

export const appQuotas: Resource<AppQuota> = {
  kind: 'app-quota',
  named: {
    parameter: 'app_quota_id',
    missing: quotaNotFound,
  },
  form: { id: 'string' },
  shown({ id, ...quota }, { documents }) {
    const bound = documents.having(boundApp.kind, boundApp.field, id);
    return { app_quota_id: id, ...quota, bound_app_num: bound.length };
  },
  shownAs: ({ id, ...quota }) => ({
    operation: 'showAppBoundQuota',
    body: { ...quota, app_quota_id: id, bound_app_num: 0 },
  }),
  operations: {
    showAppBoundQuota: { does: 'show', heldBy: boundApp },
    unbindAppFromQuota: { does: 'unbind', ...boundApp },
  },
};
