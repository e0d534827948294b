// A microservice, imported as a channel to it and APIs that lead there.
import type { Schemas } from '../../../generated/contract.ts';
import { rejection } from '../../protocol/errors.ts';
import { apiGroupNotFound, newGroup } from '../api-groups/api-groups.ts';
import type { ApiBody } from '../apis/body.ts';
import { createdApi } from '../apis/change.ts';
import { parametersOf } from '../apis/paths.ts';
import { takenIn } from '../apis/rules.ts';
import type { Change } from '../handler.ts';
import type { ChannelBody } from '../vpc-channels/body.ts';
import { createdChannel } from '../vpc-channels/change.ts';
import { vpcChannels } from '../vpc-channels/vpc-channels.ts';
import { full } from './room.ts';

const invalidMicroservice = rejection('APIG.2041')('');

/** What a body says; zero values are not set. */
interface MicroserviceBody {
  group_info: { group_id?: string; group_name?: string; app_id?: string };
  service_type: 'CSE' | 'CCE';
  protocol?: '' | 'HTTP' | 'HTTPS';
  apis: {
    name?: string;
    req_method?: '' | ApiBody['req_method'];
    req_uri: string;
    match_mode?: '' | 'NORMAL' | 'SWA';
  }[];
  backend_timeout?: number;
  auth_type?: '' | 'NONE' | 'APP' | 'IAM';
  cors?: boolean;
  cse_info?: Schemas['CseServiceImport'] | null;
  cce_info?: Schemas['CceWorkloadImport'] | null;
}

export function importedMicroservice(call: Change): Schemas['MicroserviceImported'] {
  const { documents } = call;
  const body = call.body as MicroserviceBody;
  const { group_id, group_name = '', app_id } = body.group_info;
  if (group_id && !documents.has('api-group', group_id)) throw apiGroupNotFound(group_id);
  const vpc_channel_id = channelTo(body, call);
  const api_group_id = group_id || newGroup(group_name, call, app_id).id;
  const taken = takenIn(documents);
  const apis = body.apis.map((sent) => {
    const exceeded = full(call);
    if (exceeded) throw exceeded;
    const api = createdApi(apiOf(sent, body, vpc_channel_id, api_group_id, call), call, taken);
    documents.put('api', api.id, api);
    taken.add(api);
    const { id, name, req_method = 'ANY', req_uri = '', match_mode = 'SWA' } = api;
    return { name, req_uri, req_method, id, match_mode };
  });
  return { vpc_channel_id, api_group_id, apis };
}

/** @throws ApigError where the workload is of no known cluster, or there is one channel too many */
function channelTo({ service_type, cse_info, cce_info, protocol }: MicroserviceBody, call: Change): string {
  const { documents, limits, newId } = call;
  if (cce_info && service_type === 'CCE' && !documents.has('cluster', cce_info.cluster_id)) throw invalidMicroservice;
  const most = limits['vpc-channel'] ?? vpcChannels.limit?.most;
  if (most && documents.count('vpc-channel') >= most) throw vpcChannels.limit?.exceeded(String(most));
  const port = cce_info?.port ?? (protocol === 'HTTP' ? 80 : 443);
  const version = (service_type === 'CSE' ? cse_info : cce_info)?.version ?? '';
  const microservice_labels = cce_info?.labels ?? [];
  const sent = {
    ...{ name: `VPC_${newId().slice(0, 8)}`, port, balance_strategy: 1, member_type: 'ip' },
    vpc_channel_type: 'microservice',
    member_groups: [
      {
        member_group_name: 'microservice',
        microservice_version: version,
        microservice_port: port,
        microservice_labels,
      },
    ],
    microservice_info: { service_type, cse_info: cse_info ?? null, cce_info: cce_info ?? null },
  };
  const channel = createdChannel(sent as unknown as ChannelBody, call);
  documents.put('vpc-channel', channel.id, channel);
  return channel.id;
}

function apiOf(
  { name, req_method, req_uri, match_mode }: MicroserviceBody['apis'][number],
  { protocol, backend_timeout, auth_type, cors }: MicroserviceBody,
  vpc_channel_id: string,
  group_id: string,
  { newId }: Change,
): ApiBody {
  const method = req_method || 'ANY';
  const params = parametersOf(req_uri);
  return {
    name: name || `API_${newId().slice(0, 8)}`,
    ...{ type: 1, req_protocol: 'HTTPS', req_method: method, req_uri, auth_type: auth_type || 'NONE', group_id },
    // The page names two defaults; this is the one beside the field.
    ...{ cors: cors ?? false, match_mode: match_mode || 'SWA', backend_type: 'HTTP' },
    ...(params.length > 0 && {
      req_params: params.map((each) => ({ name: each, type: 'STRING', location: 'PATH', required: 1 })),
      backend_params: params.map((each) => ({ name: each, value: each, location: 'PATH', origin: 'REQUEST' })),
    }),
    backend_api: {
      ...{ req_protocol: protocol || 'HTTPS', req_method: method, req_uri, timeout: backend_timeout || 5000 },
      ...{ vpc_channel_status: 1, vpc_channel_info: { vpc_channel_id } },
    },
  } as ApiBody;
}
