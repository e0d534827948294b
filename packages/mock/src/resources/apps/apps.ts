// Apps.
import type { Schemas } from '../../../generated/contract.ts';
import { rejection } from '../../protocol/errors.ts';
import { boundApiCount } from '../app-auths/bound-apis.ts';
import { appsOfQuotas, quotaNotFound } from '../app-quotas/bound-apps.ts';
import type { App, ThrottleSpecial } from '../documents.ts';
import type { Call } from '../handler.ts';
import type { Resource } from '../resource.ts';
import { shownSecret } from '../secret.ts';

export const appNotFound = rejection('APIG.3002', { kind: 'App' });

/** The one state that an app has. */
const valid = 1;

export const apps: Resource<App> = {
  kind: 'app',
  named: { parameter: 'app_id', missing: appNotFound },
  form: { id: 'string', name: 'string', app_secret: 'string' },
  problem: ({ app_quota_since = '' }) => (typeof app_quota_since === 'string' ? undefined : 'lacks app_quota_since'),
  references: { app_quota_id: { kind: 'app-quota', missing: quotaNotFound } },
  unique: { name: rejection('APIG.3203'), app_key: rejection('APIG.3310') },
  limit: { most: 50, exceeded: rejection('APIG.3103') },
  cascades: [
    ...['app-code', 'app-auth'].map((kind) => ({ kind, field: 'app_id' })),
    { kind: 'app-acl', field: 'id' },
    // A user may have the same id.
    {
      kind: 'throttle-special',
      field: 'object_id',
      counts: (special) => (special as ThrottleSpecial).object_type === 'APP',
    },
  ],
  made({ body, now, newId }) {
    const { name, remark = '', app_key, app_secret } = body as Schemas['AppCreate'];
    return {
      id: newId(),
      name,
      remark,
      creator: 'USER',
      // Empty ones are not set, as observed rules have it.
      app_key: app_key || newId(),
      app_secret: app_secret || newId(),
      app_type: 'apig',
      register_time: now,
      update_time: now,
    };
  },
  changed: (app, { body, now }) => ({ ...app, ...setIn(body as Schemas['AppUpdate']), update_time: now }),
  shown,
  shownAs: (app) => ({ operation: 'showApp', body: { ...withoutQuota(app), status: valid } }),
  operations: {
    createApp: { does: 'create' },
    showApp: { does: 'show' },
    updateApp: { does: 'update' },
    deleteApp: { does: 'delete' },
    ...appsOfQuotas,
    checkApp: { does: 'show', shown: ({ id, name, remark = '' }) => ({ id, name, remark }) },
    listApps: {
      does: 'list',
      items: 'apps',
      filters: { id: 'id', name: { part: 'name' }, status: 'status', app_key: 'app_key', creator: 'creator' },
      rows: ({ documents }) => documents.list<App>('app').map((app) => ({ ...app, status: valid })),
      shown: (app, call) => ({ ...shown(app, call), bind_num: boundApiCount(app.id, call) }),
    },
    resetAppSecret: {
      writes(call) {
        const { app_secret } = call.body as Schemas['AppSecretReset'];
        const app = { ...appOf(call), app_secret: app_secret || call.newId(), update_time: call.now };
        call.documents.put('app', app.id, app);
        return shown(app, call);
      },
    },
  },
};

function shown(app: App, { rules }: Call): Schemas['AppInfo'] {
  return { ...withoutQuota(app), app_secret: shownSecret(app.app_secret, rules), status: valid };
}

function withoutQuota({ app_quota_id: _, app_quota_since: __, ...app }: App) {
  return app;
}

/** What a body changes: what it leaves out stays, and so does a key or secret that is empty, or that a response masked. */
function setIn({ name, remark, app_key, app_secret }: Schemas['AppUpdate']): Partial<App> {
  return {
    name,
    ...(remark !== undefined && { remark }),
    ...(app_key && { app_key }),
    ...(app_secret && !app_secret.includes('*') && { app_secret }),
  };
}

/** @throws ApigError 404 where the app that the path names does not exist; operations differ in the code for it */
function appOf({ documents, params }: Call, missing = appNotFound): App {
  const id = params['app_id'] ?? '';
  const app = documents.get<App>('app', id);
  if (!app) throw missing(id);
  return app;
}
