// What holds for APIs where they are published, in files: throttling and access control policies, by their names.
import { acls } from '../acls/acls.ts';
import type { Acl, Throttle } from '../documents.ts';
import type { Change, Check } from '../handler.ts';
import { throttles } from '../throttles/throttles.ts';
import { type Json, objectsNamedIn, textIn } from './file.ts';
import { full } from './room.ts';

/** The fields of a file that hold policies, and those of an operation that name one. */
export const policyFields = {
  throttle: { all: 'x-apigateway-ratelimits', one: 'x-apigateway-ratelimit' },
  acl: { all: 'x-apigateway-access-controls', one: 'x-apigateway-access-control' },
} as const;

/** The bodies that create the policies of a file. */
export interface Policies {
  throttles: readonly Json[];
  acls: readonly Json[];
}

export function writtenThrottle(throttle: Throttle): Json {
  const { api_call_limits, app_call_limits, user_call_limits, ip_call_limits, time_interval, time_unit, type } =
    throttle;
  return {
    'api-limit': api_call_limits,
    ...(user_call_limits && { 'user-limit': user_call_limits }),
    ...(app_call_limits && { 'app-limit': app_call_limits }),
    ...(ip_call_limits && { 'ip-limit': ip_call_limits }),
    ...{ interval: time_interval, unit: time_unit, shared: type === 2 },
  };
}

export function writtenAcl({ acl_type, entity_type, acl_value }: Acl): Json {
  return { 'acl-type': acl_type, 'entity-type': entity_type, value: acl_value };
}

/** Those of a file that the contract allows. The response has no place to tell of others. */
export async function policiesIn(file: Json, check: Check): Promise<Policies> {
  const allowed = async (operation: 'createThrottle' | 'createAcl', bodies: readonly Json[]) => {
    const problems = await Promise.all(bodies.map((body) => check(operation, body)));
    return bodies.filter((_, index) => !problems[index]);
  };
  const named = (field: string) => objectsNamedIn(file[field]);
  return {
    throttles: await allowed('createThrottle', named(policyFields.throttle.all).map(readThrottle)),
    acls: await allowed('createAcl', named(policyFields.acl.all).map(readAcl)),
  };
}

function readThrottle([name, given]: readonly [string, Json]): Json {
  const limits = { api: given['api-limit'], user: given['user-limit'], app: given['app-limit'], ip: given['ip-limit'] };
  const set = Object.entries(limits).filter(([, limit]) => limit !== undefined);
  return {
    ...{ name, time_interval: given['interval'], time_unit: textIn(given['unit'])?.toUpperCase() },
    ...Object.fromEntries(set.map(([kind, limit]) => [`${kind}_call_limits`, limit])),
    type: given['shared'] === true ? 2 : 1,
  };
}

function readAcl([name, given]: readonly [string, Json]): Json {
  const { 'acl-type': acl_type, 'entity-type': entity_type, value: acl_value } = given;
  return { acl_name: name, acl_type, entity_type, acl_value };
}

/**
 * Keeps the policies of a file, as far as there is room. Those that the gateway has by the same name stay as they are, or are
 * replaced.
 */
export function keepPolicies(policies: Policies, mode: 'merge' | 'override', call: Change): void {
  const { documents, now, newId } = call;
  const known = <Document extends object>(kind: string, field: string, name: unknown) => {
    const [id] = documents.having(kind, field, String(name));
    return id === undefined ? undefined : documents.get<Document & { id: string }>(kind, id);
  };
  for (const body of policies.throttles) {
    const before = known<Throttle>('throttle', 'name', body['name']);
    if (before ? mode === 'merge' : full(call, throttles)) continue;
    const throttle = throttles.made?.({ ...call, body });
    if (!throttle) continue;
    const { id, create_time } = before ?? throttle;
    documents.put('throttle', id, { ...throttle, id, create_time });
  }
  for (const body of policies.acls) {
    const before = known<Acl>('acl', 'acl_name', body['acl_name']);
    // Whom a policy is about does not change.
    const stays = before && (mode === 'merge' || before.entity_type !== body['entity_type']);
    if (before ? stays : full(call, acls)) continue;
    const id = before?.id ?? newId();
    documents.put('acl', id, { ...body, id, update_time: now });
  }
}
