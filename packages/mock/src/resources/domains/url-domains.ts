// The domain names of a group, as responses show them with the group.
import type { Schemas } from '../../../generated/contract.ts';
import type { Reader } from '../../store/store.ts';
import { certificatesOf, common } from '../certificates/certificate.ts';
import type { Domain } from '../documents.ts';
import type { Call } from '../handler.ts';

/** Where a certificate can be used, as SDKs read it: in one gateway or in all. */
const reach = { instance: 1, common: 2 };

/** Domain names are asked for once in a call, however many groups it shows. */
const known = new WeakMap<Reader, ReadonlyMap<string, Domain[]>>();

/** In the order in which they were bound. */
export function urlDomainsOf(group: string, call: Call): Schemas['UrlDomain'][] {
  const byGroup = known.get(call.documents) ?? domainsByGroup(call.documents);
  known.set(call.documents, byGroup);
  return (byGroup.get(group) ?? []).map((domain) => shownDomain(domain, call));
}

function domainsByGroup(documents: Reader): ReadonlyMap<string, Domain[]> {
  const byGroup = new Map<string, Domain[]>();
  for (const domain of documents.list<Domain>('domain')) {
    const same = byGroup.get(domain.group_id) ?? [];
    byGroup.set(domain.group_id, same);
    same.push(domain);
  }
  return byGroup;
}

function shownDomain(domain: Domain, { documents, rules }: Call): Schemas['UrlDomain'] {
  const { id, url_domain, status, min_ssl_version, verified_client_certificate_enabled, ssl_id } = domain;
  const { is_http_redirect_to_https } = domain;
  const certificate = ssl_id === undefined ? undefined : certificatesOf(documents).get(ssl_id);
  const is_has_trusted_root_ca = certificate?.is_has_trusted_root_ca ?? false;
  const ssl = certificate && { ssl_id: certificate.id, ssl_name: certificate.name };
  const type = certificate?.instance_id === common ? reach.common : reach.instance;
  return {
    ...{ id, domain: url_domain, cname_status: status, ...ssl },
    // No document shows it; it is where SDKs look for the certificate.
    ...(certificate &&
      rules === 'observed' && {
        ssl_infos: [{ ...ssl, algorithm_type: certificate.algorithm_type, type, is_has_trusted_root_ca }],
      }),
    min_ssl_version: min_ssl_version as 'TLSv1.2',
    // Nor does any show this; terraform's provider looks for it here.
    ...(rules === 'observed' && { is_http_redirect_to_https }),
    ...{ verified_client_certificate_enabled, is_has_trusted_root_ca },
  };
}
