// The gateway response that every group comes with.
import type { ApiGroup, GatewayResponse } from '../documents.ts';

export const defaultName = 'default';

/** It is the service's own, until something is set. */
export function defaultResponse({ id, register_time }: ApiGroup, responseId: string): GatewayResponse {
  const times = { create_time: register_time, update_time: register_time };
  return { id: responseId, group_id: id, name: defaultName, default: true, ...times, responses: {} };
}
