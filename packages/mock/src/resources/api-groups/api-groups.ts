// API groups.
import type { Schemas } from '../../../generated/contract.ts';
import { rejection } from '../../protocol/errors.ts';
import { inSeconds } from '../../protocol/stamp.ts';
import { apisHaving } from '../apis/used.ts';
import { dropOwn } from '../certificates/certificate.ts';
import type { ApiGroup, Domain } from '../documents.ts';
import { urlDomainsOf } from '../domains/url-domains.ts';
import { defaultResponse } from '../gateway-responses/default-response.ts';
import type { Call, Change } from '../handler.ts';
import type { Resource } from '../resource.ts';

export const apiGroupNotFound = rejection('APIG.3001');

const tooMany = rejection('APIG.3101');
const nameTaken = rejection('APIG.3201');

export const apiGroups: Resource<ApiGroup> = {
  kind: 'api-group',
  named: { parameter: 'group_id', missing: apiGroupNotFound },
  form: { id: 'string', name: 'string' },
  unique: { name: nameTaken },
  limit: { most: 1500, exceeded: tooMany },
  blockedBy: apisHaving('group_id').map((referrer) => ({ ...referrer, error: rejection('APIG.3415') })),
  brings: (group, call) => [{ kind: 'gateway-response', document: defaultResponse(group, call.newId()) }],
  cascades: ['gateway-response', 'env-variable', 'domain'].map((kind) => ({ kind, field: 'group_id' })),
  made({ body, newId, now }) {
    const { name, remark = '', version, roma_app_id } = body as Schemas['ApiGroupCreate'];
    return {
      ...{ id: newId(), name, remark, is_default: 2, sl_domain_access_enabled: true },
      // Empty ones are not set, as observed rules have it.
      ...(version && { version }),
      ...(roma_app_id && { roma_app_id }),
      ...{ register_time: now, update_time: now },
    };
  },
  changed(before, { body, now }) {
    const { name, remark = '' } = body as Schemas['ApiGroupUpdate'];
    return { ...before, name, remark, register_time: inSeconds(before.register_time), update_time: now };
  },
  shown,
  shownAs: (group) => ({ operation: 'showApiGroup', body: withSubdomains(group) }),
  operations: {
    listApiGroups: {
      ...{ does: 'list', items: 'groups', filters: { id: 'id', name: { part: 'name' } } },
      shown: shownLater,
    },
    createApiGroup: { does: 'create' },
    checkApiGroup: {
      reads({ body, documents }) {
        const { group_name } = body as Schemas['ApiGroupCheck'];
        if (documents.having('api-group', 'name', group_name).length > 0) throw nameTaken(group_name);
        return undefined;
      },
    },
    showApiGroup: { does: 'show', shown: shownLater },
    updateApiGroup: { does: 'update' },
    deleteApiGroup: {
      writes(call) {
        const { documents, params } = call;
        const id = params['group_id'] ?? '';
        if (!documents.has('api-group', id)) throw apiGroupNotFound(id);
        const domains = documents
          .having('domain', 'group_id', id)
          .flatMap((each) => documents.get<Domain>('domain', each) ?? []);
        call.remove('api-group', id);
        dropOwn(domains, call);
        return undefined;
      },
    },
    updateDebuggingDomain: {
      ...{ does: 'update', shown: () => undefined },
      changed: (before, { body, now }) => {
        const { sl_domain_access_enabled } = body as Schemas['DebuggingDomainUpdate'];
        return { ...before, sl_domain_access_enabled, update_time: now };
      },
    },
  },
};

function withSubdomains(group: ApiGroup): Schemas['ApiGroupInfo'] {
  const subdomain = `${group.id}.apic.cn-north-4.huaweicloudapis.com`;
  return { ...group, status: 1, on_sell_status: 2, sl_domain: subdomain, sl_domains: [subdomain] };
}

function shown(group: ApiGroup, call: Call): Schemas['ApiGroupInfo'] {
  const url_domains = urlDomainsOf(group.id, call);
  return { ...withSubdomains(group), ...(url_domains.length > 0 && { url_domains }) };
}

/** Once it has been made or changed, its times have no fractions any more. */
export function shownLater(group: ApiGroup, call: Call): Schemas['ApiGroupInfo'] {
  const { register_time, update_time, ...rest } = shown(group, call);
  return { ...rest, register_time: inSeconds(register_time), update_time: inSeconds(update_time) };
}

/** Creates a group as part of another change. @throws ApigError where there is one of the name, or one too many */
export function newGroup(name: string, call: Change, roma_app_id?: string): ApiGroup {
  const { documents, limits, newId, now } = call;
  const most = limits['api-group'] ?? apiGroups.limit?.most;
  if (most && documents.count('api-group') >= most) throw tooMany(String(most));
  if (documents.having('api-group', 'name', name).length > 0) throw nameTaken(name);
  const group = {
    ...{ id: newId(), name, remark: '', is_default: 2, sl_domain_access_enabled: true },
    ...(roma_app_id && { roma_app_id }),
    ...{ register_time: now, update_time: now },
  } as ApiGroup;
  documents.put('api-group', group.id, group);
  const response = defaultResponse(group, newId());
  documents.put('gateway-response', response.id, response);
  return group;
}
