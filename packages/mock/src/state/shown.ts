// Which response shows a kind of document, and what of it: everything that is kept, untouched, with what the response derives
// put beside it. So the contract of that response is the contract of the document.
import type { OperationId } from '@apig-spec/validator';
import type { Kinds } from '../resources/documents.ts';
import * as sample from '../resources/throttles/seed.ts';
import { microserviceInfo } from '../resources/vpc-channels/microservice.ts';
import type { View } from '../resources/vpc-channels/view.ts';
import { readerOf } from '../store/memory.ts';
import type { Scope } from '../store/store.ts';

/** A response to this operation that shows a document. */
export interface Shown {
  operation: OperationId;
  body: object;
}

/** How each kind is shown; the name of a cluster is the only thing that is shown of it. */
export const shownAs: {
  readonly [Kind in Exclude<keyof Kinds, 'cluster'>]: (document: Kinds[Kind], scope: Scope) => Shown;
} = {
  instance: (instance, { project }) => ({ operation: 'showInstance', body: { ...instance, project_id: project } }),
  app: ({ app_quota_id: _, ...app }) => ({ operation: 'updateApp', body: { ...app, status: 1 } }),
  'app-code': (code) => ({ operation: 'createAppCode', body: code }),
  'app-quota': ({ id, ...quota }) => ({
    operation: 'showAppBoundQuota',
    body: { ...quota, app_quota_id: id, bound_app_num: 0 },
  }),
  throttle: ({ name }) => boundApi({ throttle_name: name }),
  'throttle-binding': ({ id, apply_time }) => boundApi({ throttle_apply_id: id, apply_time }),
  // Alone, so that a field that it lacks is not the sample's.
  api: (api) => boundApi(api, {}),
  publication: ({ id }) => boundApi({ publish_id: id }),
  environment: ({ id, name }) => boundApi({ run_env_id: id, run_env_name: name }),
  'signature-key': (key) => ({ operation: 'createSignatureKey', body: key }),
  'vpc-channel': (channel, scope) => ({ operation: 'showVpcChannel', body: channelAsKept(channel, scope) }),
};

function boundApi(own: object, api: object = sample.apis[0] ?? {}): Shown {
  const bound = {
    publish_id: sample.publications[0]?.id,
    run_env_id: sample.environments[0]?.id,
    run_env_name: sample.environments[0]?.name,
    throttle_apply_id: sample.throttleBindings[0]?.id,
    throttle_name: sample.throttles[0]?.name,
    apply_time: sample.throttleBindings[0]?.apply_time,
  };
  return { operation: 'listThrottleBoundApis', body: { total: 1, size: 1, apis: [{ ...bound, ...api, ...own }] } };
}

function channelAsKept(channel: Kinds['vpc-channel'], scope: Scope): object {
  const { kind, microservice_info, members, vpc_health_config: check, ...rest } = channel;
  // Revisions compare as strings: this one knows everything.
  const view: View = { scope, revision: '9999', rules: 'documented', now: '', documents: readerOf(new Map()) };
  return {
    ...rest,
    status: 1,
    type: kind === 'microservice' ? 3 : 2,
    vpc_channel_type: kind,
    microservice_info: microserviceInfo(microservice_info, view),
    members: members.map((member) => ({
      health_status: 'unknown',
      ...member,
      port: member.port === 0 ? channel.port : member.port,
      vpc_channel_id: channel.id,
      member_group_id: '',
    })),
    ...(check !== undefined && { vpc_health_config: withChannel(check, channel.id) }),
  };
}

/** Anything but an object is shown as it is, and found to be none. */
function withChannel(check: unknown, id: string): unknown {
  return typeof check === 'object' && check !== null ? { ...check, vpc_channel_id: id } : check;
}
