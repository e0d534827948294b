// What callers of a group's APIs get where the gateway itself responds.
import type { Schemas } from '../../../generated/contract.ts';
import { rejection } from '../../protocol/errors.ts';
import { inSeconds } from '../../protocol/stamp.ts';
import { apiGroupNotFound } from '../api-groups/api-groups.ts';
import type { ErrorTypeResponse, GatewayResponse } from '../documents.ts';
import type { Call } from '../handler.ts';
import type { Resource } from '../resource.ts';
import { defaultName } from './default-response.ts';
import { errorTypes, responseOfService } from './service.ts';

type Sent = Schemas['ErrorTypeResponseUpdate'];
type SentByType = Readonly<Record<string, Sent>>;
type Shown = Schemas['ErrorTypeResponses'];

export const gatewayResponses: Resource<GatewayResponse> = {
  kind: 'gateway-response',
  // Pages have no code for a response, only that of its group.
  named: { parameter: 'response_id', missing: (_, group = '') => apiGroupNotFound(group) },
  form: { id: 'string', group_id: 'string', name: 'string' },
  problem: ({ responses }) => (typeof responses === 'object' && responses !== null ? undefined : 'lacks responses'),
  references: { group_id: { kind: 'api-group' } },
  within: { kind: 'api-group', field: 'group_id', parameter: 'group_id', missing: apiGroupNotFound },
  unique: { name: { within: ['group_id'], taken: rejection('APIG.3216') } },
  // No source says how many a group may have.
  limit: { most: 0, exceeded: rejection('APIG.3136') },
  undeletable: (response) => (response.default ? rejection('APIG.3491')(response.id) : undefined),
  // Its APIs have the default response of the group again, and so have their versions.
  releases: [
    { kind: 'api', field: 'response_id' },
    { kind: 'api-version', field: 'definition.response_id' },
  ],
  made({ body, newId, now, params }) {
    const { name, responses } = body as Schemas['GatewayResponseCreate'];
    return {
      ...{ id: newId(), group_id: params['group_id'] ?? '', name, default: false },
      ...{ create_time: now, update_time: now },
      responses: setOver({}, responses ?? {}),
    };
  },
  changed(before, { body, now }) {
    const { name, responses } = body as Schemas['GatewayResponseUpdate'];
    if (before.default && name !== defaultName) throw rejection('APIG.3492')(before.id);
    const { create_time } = before;
    return {
      ...{ ...before, name, create_time: inSeconds(create_time), update_time: now },
      responses: setOver({}, responses ?? {}),
    };
  },
  shown,
  shownAs: (response) => ({ operation: 'showGatewayResponse', body: shown(response) }),
  operations: {
    listGatewayResponses: {
      ...{ does: 'list', items: 'responses' },
      shown: ({ responses: _, group_id: __, ...response }) => inSecondsAll(response),
    },
    createGatewayResponse: { does: 'create' },
    showGatewayResponse: { does: 'show', shown: (response) => inSecondsAll(shown(response)) },
    updateGatewayResponse: { does: 'update' },
    deleteGatewayResponse: { does: 'delete' },
    showGatewayResponseType: { does: 'show', shown: ofType },
    updateGatewayResponseType: {
      ...{ does: 'update', shown: ofType },
      changed: (before, { body, now, params }) => ({
        ...{ ...before, update_time: now },
        responses: setOver(before.responses, { [params['response_type'] ?? '']: body as Sent }),
      }),
    },
    deleteGatewayResponseType: {
      does: 'update',
      changed: (before, { now, params }) => {
        const { [params['response_type'] ?? '']: _, ...responses } = before.responses;
        return { ...before, update_time: now, responses };
      },
      shown: () => undefined,
    },
  },
};

/** What is set, with what a body sends: a type that it sends back as the service's own is not set any more. */
function setOver(before: GatewayResponse['responses'], sent: SentByType): GatewayResponse['responses'] {
  const all: Record<string, ErrorTypeResponse> = { ...before };
  for (const [type, { status, body, headers, default: isDefault }] of Object.entries(sent)) {
    const own = responseOfService(type);
    delete all[type];
    const isOwn = isDefault && body === own.body && (status || undefined) === own.status && !headers?.length;
    // Zero values are not set, as observed rules have it.
    if (!isOwn) all[type] = { ...(status && { status }), ...(body && { body }), ...(headers && { headers }) };
  }
  return all;
}

/** With every type of error. What a type does not set is the service's. */
function shown({ group_id: _, responses, ...response }: GatewayResponse): Schemas['GatewayResponseInfo'] {
  const types = new Set([...errorTypes, ...Object.keys(responses)]);
  return { ...response, responses: Object.assign({}, ...Array.from(types, (type) => shownType(responses, type))) };
}

function shownType(responses: GatewayResponse['responses'], type: string): Shown {
  const { [type]: set } = responses;
  return { [type]: { ...responseOfService(type), ...set, default: set === undefined } };
}

/** The response to the type that the path names. */
function ofType({ responses }: GatewayResponse, { params }: Call): Shown {
  return shownType(responses, params['response_type'] ?? '');
}

/** Only what has just been made or changed tells the fractions of its times. */
function inSecondsAll<Times extends { create_time: string; update_time: string }>(response: Times): Times {
  const { create_time, update_time } = response;
  return { ...response, create_time: inSeconds(create_time), update_time: inSeconds(update_time) };
}
