// APIs: how they are called, and which backend their calls lead to.
import type { Schemas } from '../../../generated/contract.ts';
import { rejection } from '../../protocol/errors.ts';
import type { Api, Publication } from '../documents.ts';
import type { Call } from '../handler.ts';
import type { Resource } from '../resource.ts';
import { overviewOperations } from '../resources/resources.ts';
import type { Channel } from '../vpc-channels/channel.ts';
import type { ApiBody } from './body.ts';
import { createdApi, updatedApi } from './change.ts';
import { debugged } from './debug.ts';
import { apiNotFound } from './published.ts';
import { channelIdOf, nameTaken, pathTaken, takenIn } from './rules.ts';
import { createdView, detailsOfApi, listedApi, publicationsOf, updatedView, wholeApi } from './view.ts';

export const apis: Resource<Api> = {
  kind: 'api',
  named: { parameter: 'api_id', missing: apiNotFound },
  form: { id: 'string', name: 'string', group_id: 'string' },
  shownAs: (api) => ({ operation: 'showApi', body: wholeApi(api, { get: () => undefined }) }),
  // Names and paths are unique within a group: see rules.ts.
  lookups: ['name', 'req_uri'],
  limit: { most: 400, exceeded: rejection('APIG.3102') },
  blockedBy: [{ kind: 'publication', field: 'api_id', error: rejection('APIG.3416') }],
  cascades: [
    { kind: 'api-version', field: 'api_id' },
    { kind: 'app-auth', field: 'api_id' },
    { kind: 'plugin-binding', field: 'api_id' },
  ],
  made: (call) => createdApi(call.body as ApiBody, call),
  changed: (before, call) => updatedApi(before, call.body as ApiBody, call),
  operations: {
    createApi: { does: 'create', shown: createdView },
    showApi: { does: 'show', shown: detailsOfApi },
    updateApi: { does: 'update', shown: updatedView },
    deleteApi: { does: 'delete' },
    listApis: {
      does: 'list',
      items: 'apis',
      filters: {
        ...{ id: 'id', name: { part: 'name' }, group_id: 'group_id', req_protocol: 'req_protocol' },
        ...{ req_method: 'req_method', req_uri: { part: 'req_uri' }, auth_type: 'auth_type', env_id: 'env_ids' },
        ...{ type: 'type', vpc_channel_name: 'channel_name' },
      },
      rows: selectable,
      shown: ({ env_ids, channel_name, ...api }: Selectable, call) => listedApi(api, call),
    },
    checkApi: { reads: checked },
    debugApi: { reads: debugged },
    ...overviewOperations,
  },
};

/** An API with what else it is found by. */
type Selectable = Api & { env_ids?: string[]; channel_name?: string };

function selectable(call: Call): Selectable[] {
  const { documents, query } = call;
  return documents.list<Api>('api').map((api) => {
    const whole = wholeApi(api, documents);
    const channel = query['vpc_channel_name'] && whole.backend_api && channelIdOf(whole.backend_api);
    const { name: channel_name } = (channel && documents.get<Channel>('vpc-channel', channel)) || {};
    return {
      ...whole,
      ...(query['env_id'] && { env_ids: publicationsOf(api.id, call).map(({ env_id }: Publication) => env_id) }),
      ...(channel_name !== undefined && { channel_name }),
    };
  });
}

/** Whether a name or a path is free in a group, or, where none is named, in all. @throws ApigError where it is not */
function checked({ body, documents }: Call): undefined {
  const { type, name = '', group_id, api_id, ...route } = body as Schemas['ApiCheck'];
  const { req_method = 'GET', req_uri = '', match_mode = 'NORMAL' } = route;
  const taken = takenIn(documents);
  if (type === 'name' && taken.name(name, group_id || undefined, api_id)) throw nameTaken(name);
  if (type === 'path' && taken.route({ req_method, req_uri, match_mode }, group_id || undefined, api_id)) {
    throw pathTaken;
  }
}
