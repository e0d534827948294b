// The body of a create or an update of an API, whatever its type.
import type { Schemas } from '../../../generated/contract.ts';
import type { ApiSettings } from '../documents.ts';

/** A web or gRPC backend of an API or of a policy. */
type WebBackend = Pick<Schemas['BackendApiInfo'], 'req_uri' | 'authorizer_id' | 'vpc_channel_info'> &
  Partial<Schemas['BackendApiInfo']>;

/** A policy, with the backend of its type. */
export interface PolicyBody
  extends Partial<Pick<WebBackend, 'req_uri' | 'authorizer_id' | 'vpc_channel_info' | 'vpc_channel_status'>> {
  name: string;
  effect_mode: 'ALL' | 'ANY';
  conditions: Schemas['ApiCondition'][];
  backend_params?: Schemas['BackendParam'][];
  function_urn?: string;
  result_content?: string;
}

/** An API has the backend of its `backend_type`, and policies of that type. */
export interface ApiBody
  extends Pick<
      Schemas['ApiInfo'],
      'name' | 'type' | 'req_protocol' | 'req_method' | 'req_uri' | 'auth_type' | 'backend_type' | 'group_id'
    >,
    Partial<Pick<ApiSettings, 'version' | 'cors' | 'match_mode' | 'auth_opt' | 'remark' | 'authorizer_id' | 'tags'>> {
  req_params?: Schemas['ReqParam'][];
  backend_params?: Schemas['BackendParam'][];
  backend_api?: WebBackend;
  func_info?: Schemas['ApiFuncCreate'];
  mock_info?: Schemas['ApiMockCreate'];
  policy_https?: PolicyBody[];
  policy_functions?: PolicyBody[];
  policy_mocks?: PolicyBody[];
}
