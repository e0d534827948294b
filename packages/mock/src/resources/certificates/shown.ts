// Certificates from requests, and in responses.
import type { Schemas } from '../../../generated/contract.ts';
import { inSeconds } from '../../protocol/stamp.ts';
import type { Certificate } from '../documents.ts';
import type { Call } from '../handler.ts';
import { common } from './certificate.ts';
import { factsOf } from './content.ts';

/** A certificate for all gateways, from a body that has its content. @throws ApigError 400 where the content does not do */
export function newCertificate({ body, newId, now }: Call): Certificate {
  const { name, cert_content, private_key, trusted_root_ca } = body as Schemas['CertificateForm'];
  return {
    ...{ id: newId(), name, type: 'global', instance_id: common },
    ...factsOf(cert_content, private_key, now),
    is_has_trusted_root_ca: Boolean(trusted_root_ca),
    ...{ create_time: now, update_time: now },
  };
}

export function shownCertificate(certificate: Certificate, { scope }: Pick<Call, 'scope'>): Schemas['CertificateInfo'] {
  const { algorithm_type: _, domain_id: __, create_time, update_time, ...shown } = certificate;
  const times = { create_time: inSeconds(create_time), update_time: inSeconds(update_time) };
  return { ...shown, project_id: scope.project, ...times };
}
