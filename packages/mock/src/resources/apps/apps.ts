// The operations on apps.
import { type ApigError, appKeyExists, appNameExists, appNotFound, appOfCodeNotFound } from '../../protocol/errors.ts';
import type { App, AppCode } from '../documents.ts';
import type { Call, Handler } from '../handler.ts';
import { shownSecret } from '../secret.ts';

interface AppBody {
  name: string;
  remark?: string;
  app_key?: string;
  app_secret?: string;
}

export const updateApp: Handler = {
  writes(call) {
    const before = appOf(call);
    const app = { ...before, ...setIn(call.body as AppBody), update_time: call.now };
    const others = call.documents.list<App>('app').filter(({ id }) => id !== app.id);
    // Data of an earlier release may have a name twice: what keeps its name can still be changed.
    if (app.name !== before.name && call.documents.named('app', app.name).length > 0) throw appNameExists();
    if (others.some(({ app_key }) => app_key === app.app_key)) throw appKeyExists();
    call.documents.put('app', app.id, app);
    return { status: 200, body: appInfo(app, call) };
  },
};

export const createAppCode: Handler = {
  writes(call) {
    const { documents, newId, now } = call;
    const { id: app_id } = appOf(call, appOfCodeNotFound);
    const code: AppCode = { app_code: newId() + newId(), id: newId(), app_id, create_time: now };
    documents.put('app-code', code.id, code);
    return { status: 201, body: code };
  },
};

/** What a body changes: what it leaves out stays, and so does a key or secret that is empty, or that a response masked. */
function setIn({ name, remark, app_key, app_secret }: AppBody): Partial<App> {
  return {
    name,
    ...(remark !== undefined && { remark }),
    ...(app_key && { app_key }),
    ...(app_secret && !app_secret.includes('*') && { app_secret }),
  };
}

/** @throws ApigError 404 where the app that the path names does not exist; operations differ in the code for it */
export function appOf({ documents, params }: Call, notFound: (id: string) => ApigError = appNotFound): App {
  const id = params['app_id'] ?? '';
  const app = documents.get<App>('app', id);
  if (!app) throw notFound(id);
  return app;
}

function appInfo({ app_quota_id: _, ...app }: App, { rules }: Call): object {
  return { ...app, app_secret: shownSecret(app.app_secret, rules), status: 1 };
}
