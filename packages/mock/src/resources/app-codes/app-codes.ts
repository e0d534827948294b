// App codes, by which an app is authenticated without a signature.
import type { Schemas } from '../../../generated/contract.ts';
import { rejection } from '../../protocol/errors.ts';
import { appOf } from '../apps/apps.ts';
import type { AppCode } from '../documents.ts';
import type { Call } from '../handler.ts';
import type { Resource } from '../resource.ts';

const appNotFound = rejection('APIG.3004');

const codeNotFound = rejection('APIG.3082');

export const appCodes: Resource<AppCode> = {
  kind: 'app-code',
  named: { parameter: 'app_code_id', missing: codeNotFound },
  form: { id: 'string', app_id: 'string' },
  references: { app_id: { kind: 'app', missing: appNotFound } },
  made(call) {
    const { id: app_id } = appOf(call, appNotFound);
    const sent = call.body as Schemas['AppCodeCreate'] | undefined;
    const app_code = sent?.app_code ?? call.newId() + call.newId();
    return { app_code, id: call.newId(), app_id, create_time: call.now };
  },
  shownAs: (code) => ({ operation: 'showAppCode', body: code }),
  operations: {
    createAppCode: { does: 'create' },
    generateAppCode: { does: 'create' },
    listAppCodes: { does: 'list', items: 'app_codes', boundTo: { field: 'app_id', parameter: 'app_id' } },
    showAppCode: { reads: codeOf },
    deleteAppCode: {
      writes(call) {
        call.documents.delete('app-code', codeOf(call).id);
        return undefined;
      },
    },
  },
};

/** @throws ApigError 404 where the app that the path names does not exist, or has no such code */
function codeOf(call: Call): AppCode {
  const { id: app_id } = appOf(call, appNotFound);
  const id = call.params['app_code_id'] ?? '';
  const code = call.documents.get<AppCode>('app-code', id);
  if (code?.app_id !== app_id) throw codeNotFound(id);
  return code;
}
