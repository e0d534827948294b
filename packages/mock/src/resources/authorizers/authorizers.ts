// Custom authorizers: the functions that decide who may call an API.
import type { Schemas } from '../../../generated/contract.ts';
import { invalidField, rejection } from '../../protocol/errors.ts';
import { inSeconds } from '../../protocol/stamp.ts';
import { functionUrn } from '../apis/rules.ts';
import { apisHaving } from '../apis/used.ts';
import type { Authorizer } from '../documents.ts';
import type { Call } from '../handler.ts';
import type { Resource } from '../resource.ts';

/** No source says how many identity sources an authorizer may have. */
export const mostIdentities = 10;

/** Where an API names authorizers: that of its callers, and those of its backends. */
const namedIn = ['', 'backend_api.', 'mock_info.', 'func_info.', 'policy_https.', 'policy_mocks.', 'policy_functions.'];

export const authorizers: Resource<Authorizer> = {
  kind: 'authorizer',
  named: { parameter: 'authorizer_id', missing: rejection('APIG.3081') },
  form: { id: 'string', name: 'string', type: ['FRONTEND', 'BACKEND'] },
  unique: { name: rejection('APIG.3211') },
  limit: { most: 50, exceeded: rejection('APIG.3116') },
  constant: ['type'],
  // The page has no code of its own for one that an API names: its id counts as invalid.
  blockedBy: namedIn
    .flatMap((part) => apisHaving(`${part}authorizer_id`))
    .map((referrer) => ({ ...referrer, error: () => invalidField('authorizer_id') })),
  made: (call) => ({ ...setIn(call), id: call.newId(), create_time: inSeconds(call.now) }),
  changed: ({ id, create_time }, call) => ({ ...setIn(call), id, create_time }),
  shownAs: (authorizer) => ({ operation: 'showAuthorizer', body: authorizer }),
  operations: {
    createAuthorizer: { does: 'create' },
    listAuthorizers: {
      ...{ does: 'list', items: 'authorizer_list' },
      filters: { id: 'id', name: 'name', type: 'type' },
    },
    showAuthorizer: { does: 'show' },
    // The examples have another form of the time here, which the vendor's clients for Go and Java do not read: by observed rules
    // it has that of the other operations.
    updateAuthorizer: {
      ...{ does: 'update' },
      shown: ({ create_time, ...rest }, { rules }) => {
        return { ...rest, create_time: rules === 'observed' ? create_time : create_time.replace('Z', '.000+0000') };
      },
    },
    deleteAuthorizer: { does: 'delete' },
  },
};

/** What a body says, and what holds where it does not. @throws ApigError where that cannot be */
function setIn({ body }: Call): Omit<Authorizer, 'id' | 'create_time'> {
  const { id: _, create_time: __, roma_app_id, roma_app_name, ...sent } = body as Schemas['AuthorizerUpdate'];
  if (!functionUrn.test(sent.authorizer_uri)) throw rejection('APIG.3019')(sent.authorizer_uri);
  const identities = sent.identities ?? [];
  if (identities.length > mostIdentities) throw rejection('APIG.3117')(String(mostIdentities));
  const names = new Set(identities.map(({ name }) => name));
  if (names.size < identities.length) throw rejection('APIG.3212')('identities');
  return {
    ...{ authorizer_version: 'latest', authorizer_alias_uri: '', ttl: 0, user_data: '', need_body: false },
    ...sent,
    // By observed rules, one that is empty is not set.
    network_type: sent.network_type || 'V1',
    identities,
  };
}
