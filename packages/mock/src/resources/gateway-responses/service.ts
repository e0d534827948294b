// What the service itself responds with, by type of error, where a gateway response sets nothing.
import type { ErrorTypeResponse } from '../documents.ts';

const body =
  '{"error_code":"$context.error.code","error_msg":"$context.error.message","request_id":"$context.requestId"}';

/** The statuses; those without one respond with that of the error. */
const statuses = {
  AUTH_FAILURE: 401,
  AUTH_HEADER_MISSING: 401,
  AUTHORIZER_FAILURE: 500,
  AUTHORIZER_CONF_FAILURE: 500,
  AUTHORIZER_IDENTITIES_FAILURE: 401,
  BACKEND_UNAVAILABLE: 502,
  BACKEND_TIMEOUT: 504,
  THROTTLED: 429,
  UNAUTHORIZED: 401,
  ACCESS_DENIED: 403,
  NOT_FOUND: 404,
  REQUEST_PARAMETERS_FAILURE: 400,
  DEFAULT_4XX: undefined,
  DEFAULT_5XX: undefined,
  THIRD_AUTH_FAILURE: 500,
  THIRD_AUTH_IDENTITIES_FAILURE: 401,
  THIRD_AUTH_CONF_FAILURE: 500,
  ORCHESTRATION_PARAMETER_NOT_FOUND: 400,
  ORCHESTRATION_FAILURE: 500,
};

export const errorTypes = Object.keys(statuses) as (keyof typeof statuses)[];

export function responseOfService(type: string): ErrorTypeResponse & { body: string } {
  const status = statuses[type as keyof typeof statuses];
  return { ...(status && { status }), body };
}
