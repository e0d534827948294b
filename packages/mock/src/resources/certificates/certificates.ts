// SSL certificates of a project, and the domain names on its gateways that have them.
import type { Schemas } from '../../../generated/contract.ts';
import { instanceNotFound, invalidField, rejection } from '../../protocol/errors.ts';
import type { Placed } from '../../store/store.ts';
import type { ApiGroup, Certificate, Domain, Instance } from '../documents.ts';
import { domainNotFound } from '../domains/domains.ts';
import type { Call, Change } from '../handler.ts';
import type { Resource } from '../resource.ts';
import { certificateNotFound, common, withCertificate, withoutCertificate } from './certificate.ts';
import { coveredNames } from './content.ts';
import { newCertificate, shownCertificate } from './shown.ts';

type Sent = Schemas['CertificateForm'];

const notBound = rejection('APIG.3097');

/** No source has a code for one that is in use. */
const inUse = rejection('APIG.2012');

export const certificates: Resource<Certificate> = {
  kind: 'certificate',
  named: { parameter: 'certificate_id', missing: certificateNotFound },
  form: {
    ...{ id: 'string', name: 'string', type: ['global', 'instance'], instance_id: 'string' },
    ...{ create_time: 'string', update_time: 'string' },
  },
  unique: { name: rejection('APIG.3325', { kind: 'certificate' }) },
  made: (call) => ({ ...newCertificate(call), ...reachOf(call, instanceNotFound) }),
  changed: (before, call) => {
    const reach = reachOf(call, () => invalidField('instance_id'));
    // Those of other gateways could not use it any more.
    if (reach.instance_id !== common && boundDomains(call).some((domain) => domain.instance_id !== reach.instance_id)) {
      throw invalidField('instance_id');
    }
    return { ...before, ...newCertificate(call), ...reach, id: before.id, create_time: before.create_time };
  },
  shown: shownCertificate,
  shownAs: (certificate, scope) => ({ operation: 'showCertificate', body: shownCertificate(certificate, { scope }) }),
  operations: {
    listCertificates: {
      ...{ does: 'list', items: 'certs' },
      filters: { name: 'name', common_name: 'common_name', signature_algorithm: 'signature_algorithm', type: 'type' },
      rows: ({ documents, query }) =>
        documents
          .list<Certificate>('certificate')
          .filter(({ instance_id }) => instance_id === common || instance_id === query['instance_id']),
      shown: listedCertificate,
    },
    createCertificate: { does: 'create' },
    showCertificate: { does: 'show' },
    updateCertificate: { does: 'update' },
    deleteCertificate: {
      writes(call) {
        const { id } = certificateOf(call);
        if (boundDomains(call).length > 0) throw inUse('certificate_id');
        call.remove('certificate', id);
        return undefined;
      },
    },
    listCertificateBoundDomains: {
      ...{ does: 'list', items: 'bound_domains', filters: { url_domain: 'url_domain' } },
      rows: boundDomains,
      shown: (row) => row,
    },
    bindCertificateToDomains: {
      writes(call) {
        const certificate = certificateOf(call);
        const covers = coveredNames(certificate);
        return changedDomains(call, certificate, (domain, verified) =>
          withCertificate(domain, certificate, verified, covers),
        );
      },
    },
    unbindCertificateFromDomains: {
      writes(call) {
        const certificate = certificateOf(call);
        return changedDomains(call, certificate, (domain) => {
          if (domain.ssl_id !== certificate.id) throw notBound(domain.url_domain);
          return withoutCertificate(domain);
        });
      },
    },
  },
};

function certificateOf({ documents, params }: Call): Certificate {
  const { certificate_id = '' } = params;
  const certificate = documents.get<Certificate>('certificate', certificate_id);
  if (!certificate) throw certificateNotFound(certificate_id);
  return certificate;
}

/** Which gateways can use it. @throws ApigError where the gateway does not exist */
function reachOf({ body, documents }: Call, missing: (id: string) => Error): Pick<Certificate, 'type' | 'instance_id'> {
  const { type, instance_id = '' } = body as Sent & { instance_id?: string };
  if (type !== 'instance') return { type: 'global', instance_id: common };
  const isThere = documents.everywhere<Instance>('instance').some(({ instance }) => instance === instance_id);
  if (!isThere) throw missing(instance_id);
  return { type, instance_id };
}

/** Lists tell times by six digits of a second, and less of what the certificate says. */
function listedCertificate(certificate: Certificate, { scope }: Call): Schemas['CertificateListItem'] {
  const { id, name, type, instance_id, common_name, san, not_after, signature_algorithm } = certificate;
  const { is_has_trusted_root_ca, create_time, update_time } = certificate;
  const [created, updated] = [create_time, update_time].map((time) => time.replace(/(\.\d{6})\d+/, '$1'));
  return {
    ...{ id, name, type, instance_id, project_id: scope.project, common_name, san, not_after, signature_algorithm },
    ...{ is_has_trusted_root_ca, create_time: created ?? '', update_time: updated ?? '' },
  };
}

/** The domain names that have the certificate of the path, on all gateways. */
function boundDomains({ documents, params }: Call): Schemas['CertificateBoundDomain'][] {
  const id = params['certificate_id'] ?? '';
  const certificate = documents.get<Certificate>('certificate', id);
  if (!certificate) return [];
  const groups = new Map(
    documents
      .everywhere<ApiGroup>('api-group')
      .map(({ instance, document }) => [`${instance}/${document.id}`, document.name]),
  );
  return documents.everywhere<Domain>('domain').flatMap(({ instance, document }) => {
    const { group_id, ssl_id, ...domain } = document;
    if (ssl_id !== id) return [];
    const group = { api_group_id: group_id, api_group_name: groups.get(`${instance}/${group_id}`) ?? '' };
    return [{ ...domain, ssl_id, ssl_name: certificate.name, ...group, instance_id: instance }];
  });
}

/**
 * Changes the domain names that a body lists, on the gateways that it lists with them or else on all that can use the certificate.
 *
 * @throws ApigError 404 where the domain name does not exist
 */
function changedDomains(
  { body, documents }: Change,
  { instance_id: of }: Certificate,
  change: (domain: Domain, verified: boolean | undefined) => Domain,
): undefined {
  const byName = new Map<string, Placed<Domain>[]>();
  for (const placed of documents.everywhere<Domain>('domain')) {
    if (of !== common && placed.instance !== of) continue;
    const same = byName.get(placed.document.url_domain) ?? [];
    byName.set(placed.document.url_domain, same);
    same.push(placed);
  }
  const { domains } = body as Schemas['CertificateDomains'];
  for (const { domain, instance_ids, verified_client_certificate_enabled: verified } of domains) {
    const wanted = new Set(instance_ids);
    const found = byName.get(domain)?.filter(({ instance }) => wanted.size === 0 || wanted.has(instance)) ?? [];
    if (found.length === 0) throw domainNotFound(domain);
    for (const { instance, document } of found) {
      documents.at(instance).put('domain', document.id, change(document, verified));
    }
  }
}
