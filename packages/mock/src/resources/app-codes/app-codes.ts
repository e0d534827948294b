// App codes, by which an app is authenticated without a signature.
import type { Schemas } from '../../../generated/contract.ts';
import { rejection } from '../../protocol/errors.ts';
import type { AppCode } from '../documents.ts';
import type { Resource } from '../resource.ts';

const appNotFound = rejection('APIG.3004');

export const appCodes: Resource<AppCode> = {
  kind: 'app-code',
  named: { parameter: 'app_code_id', missing: rejection('APIG.3082') },
  form: { id: 'string', app_id: 'string' },
  references: { app_id: { kind: 'app', missing: appNotFound } },
  within: { kind: 'app', field: 'app_id', parameter: 'app_id', missing: appNotFound },
  limit: { most: 5, exceeded: rejection('APIG.3131') },
  made({ body, newId, now, params }) {
    const sent = body as Schemas['AppCodeCreate'] | undefined;
    const { app_id = '' } = params;
    return { app_code: sent?.app_code ?? newId() + newId(), id: newId(), app_id, create_time: now };
  },
  shownAs: (code) => ({ operation: 'showAppCode', body: code }),
  operations: {
    createAppCode: { does: 'create' },
    generateAppCode: { does: 'create' },
    listAppCodes: { does: 'list', items: 'app_codes' },
    showAppCode: { does: 'show' },
    deleteAppCode: { does: 'delete' },
  },
};
