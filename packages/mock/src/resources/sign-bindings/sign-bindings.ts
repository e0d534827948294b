// Which APIs a signature key signs for, where they are published.
import { rejection } from '../../protocol/errors.ts';
import { type Bound, bindingLists } from '../apis/bindings.ts';
import { publicationNotFound, publishedApi } from '../apis/published.ts';
import type { Publication, SignatureKey, SignBinding } from '../documents.ts';
import type { Call } from '../handler.ts';
import type { Resource } from '../resource.ts';
import { shownKey, signNotFound } from '../signs/signs.ts';

const sign = { kind: 'signature-key', field: 'sign_id', parameter: 'sign_id' };

const lists = bindingLists<SignBinding, SignatureKey>({ kind: 'sign-binding', thing: sign });

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
  shown,
  shownAs: ({ id, publish_id, sign_id, binding_time }) => ({
    operation: 'listSignatureKeyBoundApis',
    body: { total: 1, size: 1, bindings: [{ ...sample, id, publish_id, sign_id, binding_time }] },
  }),
  operations: {
    bindSignatureKeyToApis: {
      does: 'bind each',
      to: sign,
      each: { field: 'publish_id', ids: 'publish_ids' },
      items: 'bindings',
      exclusive: true,
    },
    unbindSignatureKeyFromApi: { does: 'delete' },
    listSignatureKeyBoundApis: lists.boundApis('bindings', withApi),
    listSignatureKeyUnboundApis: lists.unboundApis('apis', ({ binding: _, thing, ...api }) => ({
      ...api,
      ...(thing && { signature_name: thing.name }),
    })),
    listApiBoundSignatureKeys: lists.ofApi('bindings', { sign_id: 'thing.id', sign_name: 'thing.name' }, withKey),
  },
};

/** A new binding; its API and its key were there a moment ago. */
function shown(binding: SignBinding, call: Call): object {
  const { documents } = call;
  const api = publishedApi(documents.get<Publication>('publication', binding.publish_id), call);
  const key = documents.get<SignatureKey>('signature-key', binding.sign_id);
  return api && key ? withKey({ ...api, binding, thing: key }, call) : binding;
}

/** A binding with the API, and the name of the key. */
function withApi({ binding, thing, ...api }: Bound<SignBinding, SignatureKey>): object {
  const { id, publish_id, sign_id, binding_time } = binding;
  const { remark, req_method } = api;
  return {
    id,
    publish_id,
    ...{ api_id: api.id, api_name: api.name, api_type: api.type, group_name: api.group_name },
    ...(remark !== undefined && { api_remark: remark }),
    ...(req_method !== undefined && { req_method }),
    ...{ env_id: api.run_env_id, env_name: api.run_env_name },
    ...{ sign_id, sign_name: thing.name, binding_time },
  };
}

/** What most responses say of the key beside its name. */
function withKey(row: Bound<SignBinding, SignatureKey>, call: Call): object {
  const { sign_type, sign_key, sign_secret } = shownKey(row.thing, call);
  return { ...withApi(row), sign_type, sign_key, sign_secret };
}
