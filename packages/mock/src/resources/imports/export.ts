// A file with the APIs of a group.
import type { Schemas } from '../../../generated/contract.ts';
import { apiGroupNotFound } from '../api-groups/api-groups.ts';
import { publicationIn, versionInEffect } from '../apis/publications.ts';
import { apiNotFound, bindingOf } from '../apis/published.ts';
import { subdomainsOf, wholeApi } from '../apis/view.ts';
import type {
  Acl,
  AclBinding,
  Api,
  ApiGroup,
  Authorizer,
  Environment,
  Throttle,
  ThrottleBinding,
} from '../documents.ts';
import { environmentNotFound } from '../envs/envs.ts';
import { type Call, ResponseFile } from '../handler.ts';
import type { Channel } from '../vpc-channels/channel.ts';
import type { Json } from './file.ts';
import { writtenAcl, writtenThrottle } from './policies.ts';
import { definitionOf } from './write.ts';

export interface Written {
  name: string;
  type: string;
  file: ResponseFile;
}

/** Writes a definition in the format that a body asks for. */
type Writes = (definition: Json) => string;

export async function prepared(body: unknown): Promise<Writes> {
  const { type } = body as Schemas['ApiDefinitionsExport'];
  if (!type || type === 'json') return (definition) => JSON.stringify(definition, null, 2);
  const { dump } = await import('js-yaml');
  return (definition) => dump(JSON.parse(JSON.stringify(definition)));
}

export function exported(call: Call): Written {
  const { documents, now, query } = call;
  const { env_id, group_id, define, type, version, apis } = call.body as Schemas['ApiDefinitionsExport'];
  const group = documents.get<ApiGroup>('api-group', group_id);
  if (!group) throw apiGroupNotFound(group_id);
  const environment = documents.get<Environment>('environment', env_id);
  if (!environment) throw environmentNotFound(env_id);
  const scope = define || 'spec';
  const time = now.slice(0, 19).replace('T', '-');
  // By their names, whatever these are.
  const [throttles, acls] = [new Map<string, Json>(), new Map<string, Json>()];
  const chosen = (apis?.length ? apis : documents.having('api', 'group_id', group_id)).flatMap((id) => {
    const api = documents.get<Api>('api', id);
    if (api?.group_id !== group_id) throw apiNotFound(id);
    const publication = publicationIn(env_id, id, call);
    if (scope === 'dev') return { api: wholeApi(api, documents) };
    if (!publication) return [];
    const { throttle, acl } = scope === 'all' ? policiesOf(publication.id, call) : {};
    if (throttle) throttles.set(throttle.name, writtenThrottle(throttle));
    if (acl) acls.set(acl.acl_name, writtenAcl(acl));
    const definition = wholeApi(versionInEffect(publication, call).definition, documents);
    return { api: definition, throttle: throttle?.name, acl: acl?.acl_name };
  });
  const definition = definitionOf(
    {
      ...{ title: group.name, version: version || time, host: subdomainsOf({ group_id }).sl_domain },
      ...{ apis: chosen, throttles, acls, withBackends: scope !== 'spec' },
      nameOf: {
        channel: (id) => documents.get<Channel>('vpc-channel', id),
        authorizer: (id) => documents.get<Authorizer>('authorizer', id),
      },
    },
    query['oas_version'] === '3.0' ? '3.0' : '2.0',
  );
  const file = new ResponseFile((call.prepared as Writes)(definition));
  return { name: `${group.name}-${environment.name}-${scope}-${time}`, type: type || 'json', file };
}

/** The policies that hold for a publication. */
function policiesOf(publication: string, call: Call): { throttle: Throttle | undefined; acl: Acl | undefined } {
  const { documents } = call;
  const binding = bindingOf<ThrottleBinding>('throttle-binding', publication, call);
  const throttle = binding && documents.get<Throttle>('throttle', binding.throttle_id);
  // A file has a place for one, which is about addresses.
  const acl = documents
    .having('acl-binding', 'publish_id', publication)
    .flatMap((id) => documents.get<AclBinding>('acl-binding', id) ?? [])
    .flatMap(({ acl_id }) => documents.get<Acl>('acl', acl_id) ?? [])
    .find(({ entity_type }) => entity_type === 'IP');
  return { throttle, acl };
}
