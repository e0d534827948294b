// From which addresses an app may call. An app without access control may call from everywhere.
import type { Schemas } from '../../../generated/contract.ts';
import { unknownApp } from '../app-auths/app-auths.ts';
import type { AppAcl } from '../documents.ts';
import type { Call } from '../handler.ts';
import type { Resource } from '../resource.ts';

/** It is kept by the id of its app. */
export const appAcls: Resource<AppAcl> = {
  kind: 'app-acl',
  form: { id: 'string', app_acl_type: ['PERMIT', 'DENY'] },
  references: { id: { kind: 'app' } },
  shownAs: (acl) => ({ operation: 'showAppAcl', body: shown(acl) }),
  operations: {
    updateAppAcl: {
      writes(call) {
        const { app_acl_type, app_acl_values } = call.body as Schemas['AppAclUpdate'];
        const acl = { id: appIn(call), app_acl_type, app_acl_values };
        call.documents.put('app-acl', acl.id, acl);
        return shown(acl);
      },
    },
    showAppAcl: {
      reads(call) {
        const app = appIn(call);
        const acl = call.documents.get<AppAcl>('app-acl', app);
        // The page has no other code for an app without access control.
        if (!acl) throw unknownApp(app);
        return shown(acl);
      },
    },
    deleteAppAcl: {
      writes(call) {
        call.documents.delete('app-acl', appIn(call));
        return undefined;
      },
    },
  },
};

function shown({ id, ...acl }: AppAcl): Schemas['AppAcl'] {
  return { app_id: id, ...acl };
}

/** @throws ApigError where the app that the path names does not exist */
function appIn({ documents, params: { app_id = '' } }: Call): string {
  if (!documents.has('app', app_id)) throw unknownApp(app_id);
  return app_id;
}
