// Which APIs a signature key signs for, where they are published.
import { rejection } from '../../protocol/errors.ts';
import {
  bindingOf,
  publicationNotFound,
  publicationsOfApi,
  publishedApi,
  publishedFilters,
} from '../apis/published.ts';
import type { Publication, SignatureKey, SignBinding } from '../documents.ts';
import type { Call } from '../handler.ts';
import type { Resource } from '../resource.ts';
import { shownKey, signNotFound } from '../signs/signs.ts';

const boundTo = { field: 'sign_id', parameter: 'sign_id' };

/** The same filters, by what bindings call the fields. */
const filters = { env_id: 'env_id', api_id: 'api_id', api_name: 'api_name' };

/** What a binding takes from its API, its environment and its key. */
const sample = {
  ...{ api_id: 'a', api_name: 'Api_http', api_type: 1, group_name: 'api_group_001' },
  ...{ env_id: 'a', env_name: 'RELEASE', sign_name: 'signature_demo' },
};

export const signBindings: Resource<SignBinding> = {
  kind: 'sign-binding',
  named: { parameter: 'sign_bindings_id', missing: rejection('APIG.3018') },
  form: { id: 'string', sign_id: 'string', publish_id: 'string' },
  references: {
    sign_id: { kind: 'signature-key', missing: signNotFound },
    publish_id: { kind: 'publication', missing: publicationNotFound },
  },
  times: { created: 'binding_time' },
  shown: (binding, call) => ({ ...withApi(binding, call), ...withKey(binding, call) }),
  shownAs: ({ id, publish_id, sign_id, binding_time }) => ({
    operation: 'listSignatureKeyBoundApis',
    body: { total: 1, size: 1, bindings: [{ ...sample, id, publish_id, sign_id, binding_time }] },
  }),
  operations: {
    bindSignatureKeyToApis: {
      does: 'bind each',
      to: boundTo,
      each: { field: 'publish_id', ids: 'publish_ids' },
      items: 'bindings',
      exclusive: true,
    },
    unbindSignatureKeyFromApi: { does: 'delete' },
    listSignatureKeyBoundApis: { does: 'list', items: 'bindings', filters, boundTo, joined: inGroup },
    listSignatureKeyUnboundApis: {
      ...{ does: 'list', items: 'apis', filters: publishedFilters },
      ...{ boundTo, bindable: 'publish_id', joined: withOtherKey },
    },
    listApiBoundSignatureKeys: {
      ...{ does: 'list', items: 'bindings', filters: { sign_id: 'sign_id', sign_name: 'sign_name' } },
      ...{ rows: keysOfApi, shown: (row) => row },
    },
  },
};

/** A binding with the API, where that is still published, and the name of the key. */
function withApi({ id, publish_id, sign_id, binding_time }: SignBinding, call: Call): object | undefined {
  const api = publishedApi(call.documents.get<Publication>('publication', publish_id), call);
  const key = call.documents.get<SignatureKey>('signature-key', sign_id);
  if (!api || !key) return undefined;
  const { remark, req_method } = api;
  return {
    id,
    publish_id,
    ...{ api_id: api.id, api_name: api.name, api_type: api.type, group_name: api.group_name },
    ...(remark !== undefined && { api_remark: remark }),
    ...(req_method !== undefined && { req_method }),
    ...{ env_id: api.run_env_id, env_name: api.run_env_name },
    ...{ sign_id, sign_name: key.name, binding_time },
  };
}

/** What bindings say of the key beside its name. */
function withKey({ sign_id }: SignBinding, call: Call): object | undefined {
  const key = call.documents.get<SignatureKey>('signature-key', sign_id);
  if (!key) return undefined;
  const { sign_type, sign_key, sign_secret } = shownKey(key, call);
  return { sign_type, sign_key, sign_secret };
}

/** A row of the list, unless an API of another group is asked for: bindings do not have the ID of the group. */
function inGroup(binding: SignBinding, call: Call): object | undefined {
  const { group_id } = call.query;
  const api = publishedApi(call.documents.get<Publication>('publication', binding.publish_id), call);
  return group_id && api?.group_id !== group_id ? undefined : withApi(binding, call);
}

/** A publication that a key is not bound to, with the name of the key that is. */
function withOtherKey(publication: object, call: Call): object | undefined {
  const api = publishedApi(publication as Publication, call);
  const binding = api && bindingOf<SignBinding>('sign-binding', api.publish_id, call);
  const key = binding && call.documents.get<SignatureKey>('signature-key', binding.sign_id);
  return key ? { ...api, signature_name: key.name } : api;
}

/** The bindings of the API that the query names. */
function keysOfApi(call: Call): object[] {
  return publicationsOfApi(call).flatMap(({ id }) => {
    const binding = bindingOf<SignBinding>('sign-binding', id, call);
    const shown = binding && withApi(binding, call);
    return shown ? { ...shown, ...withKey(binding, call) } : [];
  });
}
