// Domain names of groups, and their certificates.
import type { Schemas } from '../../../generated/contract.ts';
import { invalidField, rejection } from '../../protocol/errors.ts';
import { apiGroupNotFound } from '../api-groups/api-groups.ts';
import {
  certificateNotFound,
  dropOwn,
  dropUnused,
  usable,
  withCertificate,
  withoutCertificate,
} from '../certificates/certificate.ts';
import { newCertificate, shownCertificate } from '../certificates/shown.ts';
import type { Certificate, Domain } from '../documents.ts';
import type { Call, Change } from '../handler.ts';
import type { Resource } from '../resource.ts';

export const domainNotFound = rejection('APIG.3020');

const ofOtherGroup = rejection('APIG.3474');
const notBound = rejection('APIG.3097');

/** Of TLS, where a request sets none. */
const lowestVersion = 'TLSv1.1';

/** In characters, where none of its parts is too long. */
const longestDomain = 253;

export const domains: Resource<Domain> = {
  kind: 'domain',
  named: { parameter: 'domain_id', missing: domainNotFound },
  form: { id: 'string', group_id: 'string', url_domain: 'string', min_ssl_version: ['TLSv1.1', 'TLSv1.2'] },
  references: { group_id: { kind: 'api-group' } },
  within: { kind: 'api-group', field: 'group_id', parameter: 'group_id', missing: apiGroupNotFound },
  unique: { url_domain: rejection('APIG.3305') },
  limit: { most: 5, exceeded: rejection('APIG.3108') },
  made: ({ body, newId, params }) => {
    const { url_domain, min_ssl_version, is_http_redirect_to_https = false } = body as Schemas['DomainCreate'];
    if (url_domain.replace(/[.]$/, '').length > longestDomain) throw rejection('APIG.2024')(url_domain);
    return {
      ...{ id: newId(), group_id: params['group_id'] ?? '', url_domain, status: 1 },
      ...{ min_ssl_version: min_ssl_version || lowestVersion, is_http_redirect_to_https },
      verified_client_certificate_enabled: false,
    };
  },
  shown,
  shownAs: (domain) => ({ operation: 'bindDomainToApiGroup', body: shown(domain) }),
  operations: {
    bindDomainToApiGroup: { does: 'create' },
    updateDomain: {
      writes(call) {
        const domain = changed(domainOf(call, ofOtherGroup), call);
        call.documents.put('domain', domain.id, domain);
        return shown(domain);
      },
    },
    unbindDomainFromApiGroup: {
      writes(call) {
        const domain = domainOf(call, ofOtherGroup);
        call.remove('domain', domain.id);
        dropOwn([domain], call);
        return undefined;
      },
    },
    createDomainCertificate: { writes: createdCertificate },
    showDomainCertificate: {
      reads(call) {
        const { certificate } = boundCertificate(call, certificateIn(call));
        // Whether it brought a root CA is told where the certificate itself is shown.
        const { is_has_trusted_root_ca: _, ...shown } = shownCertificate(certificate, call);
        return shown;
      },
    },
    deleteDomainCertificate: {
      writes(call) {
        const { domain, certificate } = boundCertificate(call, certificateIn(call));
        call.documents.put('domain', domain.id, withoutCertificate(domain));
        dropUnused([certificate.id], call);
        return undefined;
      },
    },
    bindCertificatesToDomain: {
      writes(call) {
        const { certificate_ids, verified_client_certificate_enabled } = call.body as Schemas['DomainCertificates'];
        const domain = domainOf(call);
        for (const id of certificate_ids) {
          const certificate = usable(id, call.scope, call.documents.at(''));
          const bound = withCertificate(domain, certificate, verified_client_certificate_enabled);
          call.documents.put('domain', domain.id, bound);
        }
        return undefined;
      },
    },
    unbindCertificatesFromDomain: {
      writes(call) {
        const { certificate_ids } = call.body as Schemas['DomainCertificates'];
        domainOf(call);
        for (const id of certificate_ids) {
          const { domain } = boundCertificate(call, call.documents.at('').get<Certificate>('certificate', id));
          call.documents.put('domain', domain.id, withoutCertificate(domain));
        }
        return undefined;
      },
    },
  },
};

function shown({ group_id: _, ssl_id: __, ...domain }: Domain): Schemas['DomainInfo'] {
  return domain;
}

/** @throws ApigError 404 where the path names no group or no domain name, and another error where it is one of another group */
function domainOf({ documents, params }: Call, elsewhere = domainNotFound): Domain {
  const { group_id = '', domain_id = '' } = params;
  if (!documents.has('api-group', group_id)) throw apiGroupNotFound(group_id);
  const domain = documents.get<Domain>('domain', domain_id);
  if (!domain) throw domainNotFound(domain_id);
  if (domain.group_id !== group_id) throw elsewhere(domain_id);
  return domain;
}

/** What is left out is as it is for a new one; only with a certificate can callers have to present their own. */
function changed(domain: Domain, { body, documents }: Change): Domain {
  const { min_ssl_version, is_http_redirect_to_https = false, ...sent } = body as Schemas['DomainUpdate'];
  const certificate = documents.at('').get<Certificate>('certificate', domain.ssl_id ?? '');
  const verified = certificate && (sent.verified_client_certificate_enabled ?? certificate.is_has_trusted_root_ca);
  const settings = { min_ssl_version: min_ssl_version || lowestVersion, is_http_redirect_to_https };
  return { ...domain, ...settings, verified_client_certificate_enabled: verified ?? false };
}

/** It belongs to the gateway, and takes the place of the one that was made for the domain name before. */
function createdCertificate(call: Change): Schemas['DomainCertificateInfo'] {
  const { documents, scope } = call;
  const before = domainOf(call);
  const reach = { type: 'instance', instance_id: scope.instance } as const;
  const certificate = { ...newCertificate(call), ...reach, domain_id: before.id };
  const domain = withCertificate(before, certificate);
  documents.put('domain', domain.id, domain);
  dropOwn([before], call);
  const project = documents.at('');
  if (project.having('certificate', 'name', certificate.name).length > 0) throw invalidField('name');
  project.put('certificate', certificate.id, certificate);
  return { ...shown(domain), ssl_name: certificate.name, ssl_id: certificate.id };
}

/** The certificate that the path names. */
function certificateIn({ documents, params }: Call): Certificate | undefined {
  const { certificate_id = '' } = params;
  return documents.everywhere<Certificate>('certificate').find(({ document }) => document.id === certificate_id)
    ?.document;
}

/** @throws ApigError 404 where the certificate does not exist, or is not one of the domain name */
function boundCertificate(
  call: Call,
  certificate: Certificate | undefined,
): { domain: Domain; certificate: Certificate } {
  const domain = domainOf(call);
  if (!certificate) throw certificateNotFound('');
  if (domain.ssl_id !== certificate.id) throw notBound(certificate.id);
  return { domain, certificate };
}
