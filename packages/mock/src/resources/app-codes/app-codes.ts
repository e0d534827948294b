// App codes, by which an app is authenticated without a signature.
import { rejection } from '../../protocol/errors.ts';
import { appOf } from '../apps/apps.ts';
import type { AppCode } from '../documents.ts';
import type { Resource } from '../resource.ts';

const appNotFound = rejection('APIG.3004');

export const appCodes: Resource<AppCode> = {
  kind: 'app-code',
  form: { id: 'string', app_id: 'string' },
  references: { app_id: { kind: 'app' } },
  made(call) {
    const { id: app_id } = appOf(call, appNotFound);
    return { app_code: call.newId() + call.newId(), id: call.newId(), app_id, create_time: call.now };
  },
  shownAs: (code) => ({ operation: 'generateAppCode', body: code }),
  operations: { generateAppCode: { does: 'create' } },
};
