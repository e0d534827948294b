// Access control policies.
import type { Schemas } from '../../../generated/contract.ts';
import { rejection } from '../../protocol/errors.ts';
import { shownTime } from '../../protocol/stamp.ts';
import type { Acl } from '../documents.ts';
import type { Call } from '../handler.ts';
import type { Resource } from '../resource.ts';

export const aclNotFound = rejection('APIG.3006');

const bound = { kind: 'acl-binding', field: 'acl_id' };

export const acls: Resource<Acl> = {
  kind: 'acl',
  named: { parameter: 'acl_id', missing: aclNotFound },
  form: { id: 'string', acl_name: 'string', entity_type: 'string' },
  unique: { acl_name: rejection('APIG.3206') },
  limit: { most: 100, exceeded: rejection('APIG.3112') },
  times: { updated: 'update_time' },
  constant: ['entity_type'],
  blockedBy: [{ ...bound, error: rejection('APIG.3447') }],
  shown,
  shownAs: (acl) => ({ operation: 'showAcl', body: acl }),
  operations: {
    createAcl: { does: 'create' },
    listAcls: {
      ...{ does: 'list', items: 'acls' },
      filters: { id: 'id', name: { part: 'acl_name' }, acl_type: 'acl_type', entity_type: 'entity_type' },
      shown: (acl, call) => ({
        ...shown(acl, call),
        bind_num: call.documents.having(bound.kind, bound.field, acl.id).length,
      }),
    },
    showAcl: { does: 'show' },
    updateAcl: { does: 'update' },
    deleteAcl: { does: 'delete' },
    deleteAcls: { does: 'delete each', ids: 'acls', failure: { id: 'acl_id', name: 'acl_name' } },
  },
};

function shown(acl: Acl, call: Call): Schemas['AclInfo'] {
  return { ...acl, update_time: shownTime(acl.update_time, call) };
}
