// Certificates as other resources see them: they stand in the project, and what they are bound to in its gateways.
import { rejection } from '../../protocol/errors.ts';
import type { Reader, Scope } from '../../store/store.ts';
import type { Certificate, Domain } from '../documents.ts';
import type { Change } from '../handler.ts';
import { coveredNames } from './content.ts';

export const certificateNotFound = rejection('APIG.3021');

const ofOtherDomain = rejection('APIG.2103');

/** What a certificate for all gateways has in the place of the ID of one. */
export const common = 'common';

/** Certificates are asked for once in a call, however much it shows. */
const known = new WeakMap<Reader, ReadonlyMap<string, Certificate>>();

/** The certificates of the project, by ID. */
export function certificatesOf(documents: Reader): ReadonlyMap<string, Certificate> {
  const found =
    known.get(documents) ??
    new Map(documents.everywhere<Certificate>('certificate').map(({ document }) => [document.id, document]));
  known.set(documents, found);
  return found;
}

/** The certificate of this ID that a gateway can use. @throws ApigError 404 where there is none */
export function usable(id: string, { instance }: Scope, documents: Reader): Certificate {
  const certificate = documents.get<Certificate>('certificate', id);
  if (!certificate || ![common, instance].includes(certificate.instance_id)) throw certificateNotFound(id);
  return certificate;
}

/**
 * A domain name with a certificate in the place of any other. Its callers must present their own where the request says so, or where
 * it says nothing and the certificate has a trusted root CA.
 *
 * @throws ApigError 400 where the certificate is for other domain names
 */
export function withCertificate(
  domain: Domain,
  certificate: Certificate,
  verified: boolean = certificate.is_has_trusted_root_ca,
  covers = coveredNames(certificate),
): Domain {
  if (!covers(domain.url_domain)) throw ofOtherDomain(domain.url_domain);
  return { ...domain, ssl_id: certificate.id, verified_client_certificate_enabled: verified };
}

export function withoutCertificate({ ssl_id: _, ...domain }: Domain): Domain {
  return { ...domain, verified_client_certificate_enabled: false };
}

/** Deletes what was made for domain names that are gone, unless another domain name has it. */
export function dropOwn(domains: readonly Domain[], { documents }: Pick<Change, 'documents'>): void {
  const own = domains.flatMap(({ id, ssl_id }) => {
    const certificate = ssl_id === undefined ? undefined : documents.at('').get<Certificate>('certificate', ssl_id);
    return certificate?.domain_id === id ? [certificate.id] : [];
  });
  dropUnused(own, { documents });
}

/** Deletes the certificates that no domain name has. */
export function dropUnused(ids: readonly string[], { documents }: Pick<Change, 'documents'>): void {
  if (ids.length === 0) return;
  const used = new Set(documents.everywhere<Domain>('domain').map(({ document }) => document.ssl_id));
  for (const id of ids) if (!used.has(id)) documents.at('').delete('certificate', id);
}
