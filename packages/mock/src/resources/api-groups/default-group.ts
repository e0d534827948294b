// The group that a gateway comes with.
import type { Writer } from '../../store/store.ts';
import type { ApiGroup } from '../documents.ts';
import { defaultResponse } from '../gateway-responses/default-response.ts';
import type { Call } from '../handler.ts';

/** Adds it to a gateway, with its default response. */
export function putDefaultGroup(documents: Writer, { newId, now }: Call): void {
  const group: ApiGroup = {
    ...{ id: newId(), name: 'DEFAULT', remark: '', is_default: 1, sl_domain_access_enabled: true },
    ...{ register_time: now, update_time: now },
  };
  const response = defaultResponse(group, newId());
  documents.put('api-group', group.id, group);
  documents.put('gateway-response', response.id, response);
}
