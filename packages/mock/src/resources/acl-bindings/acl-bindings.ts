// Which APIs an access control policy protects, where they are published.
import type { Schemas } from '../../../generated/contract.ts';
import { rejection } from '../../protocol/errors.ts';
import { shownTime } from '../../protocol/stamp.ts';
import { aclNotFound } from '../acls/acls.ts';
import { type Bound, bindingLists, type Unbound } from '../apis/bindings.ts';
import { publicationNotFound } from '../apis/published.ts';
import type { Acl, AclBinding, Publication } from '../documents.ts';
import type { Call } from '../handler.ts';
import type { Resource } from '../resource.ts';

const acl = { kind: 'acl', field: 'acl_id', parameter: 'acl_id' };

const lists = bindingLists<AclBinding, Acl>({ kind: 'acl-binding', thing: acl });

export const aclBindings: Resource<AclBinding> = {
  kind: 'acl-binding',
  named: { parameter: 'acl_bindings_id', missing: rejection('APIG.3010') },
  form: { id: 'string', acl_id: 'string', publish_id: 'string' },
  references: {
    acl_id: { kind: 'acl', missing: aclNotFound },
    publish_id: { kind: 'publication', missing: publicationNotFound },
  },
  times: { created: 'create_time' },
  shown: shownBinding,
  shownAs: ({ publish_id: _, ...binding }) => ({
    operation: 'bindAclToApis',
    body: { acl_bindings: [{ ...binding, api_id: 'a', env_id: 'a' }] },
  }),
  operations: {
    bindAclToApis: {
      ...{ does: 'bind each', to: acl, items: 'acl_bindings', exclusive: true },
      each: { field: 'publish_id', ids: 'publish_ids' },
    },
    unbindAclFromApi: { does: 'delete' },
    unbindAclsFromApis: { does: 'delete each', ids: 'acl_bindings', failure: { id: 'bind_id' } },
    listAclBoundApis: lists.boundApis('apis', shownBoundApi),
    listAclUnboundApis: lists.unboundApis('apis', shownUnboundApi),
    listApiBoundAcls: lists.ofApi(
      'acls',
      { env_name: 'run_env_name', acl_id: 'thing.id', acl_name: 'thing.acl_name' },
      shownAcl,
    ),
  },
};

function shownBinding({ publish_id, ...binding }: AclBinding, call: Call): Schemas['AclBinding'] {
  const { api_id = '', env_id = '' } = call.documents.get<Publication>('publication', publish_id) ?? {};
  return { ...binding, api_id, env_id, create_time: shownTime(binding.create_time, call) };
}

/** What both directions say of where a policy applies. */
function place({ run_env_id, run_env_name, binding }: Bound<AclBinding, Acl>, call: Call) {
  const { id, create_time } = binding;
  return { env_id: run_env_id, env_name: run_env_name, bind_id: id, bind_time: shownTime(create_time, call) };
}

function shownBoundApi(row: Bound<AclBinding, Acl>, call: Call): Schemas['AclBoundApi'] {
  const { id, name, type, remark = '', group_name, req_method, publish_id } = row;
  return {
    ...{ api_id: id, api_name: name, api_type: type, api_remark: remark, group_name, publish_id },
    ...(req_method !== undefined && { req_method }),
    ...place(row, call),
  };
}

/** With the name of the policy that the API has instead, where that lists the same kind of callers. */
function shownUnboundApi(
  { binding: _, thing, ...api }: Unbound<AclBinding, Acl>,
  call: Call,
): Schemas['AclUnboundApi'] {
  const { entity_type } = call.documents.get<Acl>('acl', call.query['acl_id'] ?? '') ?? {};
  const isAlike = thing !== undefined && thing.entity_type === entity_type;
  return { ...api, remark: api.remark ?? '', ...(isAlike && { acl_name: thing.acl_name }) };
}

function shownAcl(row: Bound<AclBinding, Acl>, call: Call): Schemas['ApiBoundAcl'] {
  const { id, acl_name, entity_type, acl_type, acl_value } = row.thing;
  return { acl_id: id, acl_name, entity_type, acl_type, acl_value, ...place(row, call) };
}
