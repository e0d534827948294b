// Apps.
import type { Schemas } from '../../../generated/contract.ts';
import { rejection } from '../../protocol/errors.ts';
import type { App } from '../documents.ts';
import type { Call } from '../handler.ts';
import type { Resource } from '../resource.ts';
import { shownSecret } from '../secret.ts';

export const appNotFound = rejection('APIG.3002', { kind: 'App' });

export const apps: Resource<App> = {
  kind: 'app',
  named: { parameter: 'app_id', missing: appNotFound },
  form: { id: 'string', name: 'string', app_secret: 'string' },
  references: { app_quota_id: { kind: 'app-quota' } },
  unique: {
    name: rejection('APIG.3203'),
    app_key: rejection('APIG.3310'),
  },
  changed: (app, { body, now }) => ({ ...app, ...setIn(body as Schemas['AppUpdate']), update_time: now }),
  shown: ({ app_quota_id: _, ...app }, { rules }) => ({
    ...app,
    app_secret: shownSecret(app.app_secret, rules),
    status: 1,
  }),
  shownAs: ({ app_quota_id: _, ...app }) => ({ operation: 'updateApp', body: { ...app, status: 1 } }),
  operations: { updateApp: { does: 'update' } },
};

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
export function appOf({ documents, params }: Call, missing = appNotFound): App {
  const id = params['app_id'] ?? '';
  const app = documents.get<App>('app', id);
  if (!app) throw missing(id);
  return app;
}
