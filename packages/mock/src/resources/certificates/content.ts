// Certificates as requests bring them: what they say, and why one is not accepted.
import { rejection } from '../../protocol/errors.ts';
import type { CertificateFacts } from '../documents.ts';
import { pemOf, publicKeyOf, readCertificate, type X509 } from './x509.ts';

/**
 * What counts as the content of one that cannot be read, such as the examples of the contract have, so that tests need no real
 * one.
 */
export const placeholder: CertificateFacts = {
  common_name: 'shop.example.com',
  san: ['shop.example.com', '*.shop.example.com'],
  version: 3,
  organization: ['Example Shops Ltd'],
  organizational_unit: ['Web'],
  locality: ['Utrecht'],
  state: ['Utrecht'],
  country: ['NL'],
  not_before: '2024-03-01T00:00:00Z',
  not_after: '2025-03-31T23:59:59Z',
  serial_number: '740915520337',
  issuer: ['Example Trust BV'],
  signature_algorithm: 'SHA256-RSA',
  algorithm_type: 'RSA',
};

const lastTime = '2038-01-19T03:14:07Z';

/**
 * What a certificate says.
 *
 * @param now - the time of the request
 * @throws ApigError 400 where it does not do, or the key is not its own; a key that cannot be read is not checked
 */
export function factsOf(content: string, privateKey: string, now: string): CertificateFacts {
  if (privateKey.includes('ENCRYPTED')) throw rejection('APIG.2105')('');
  const [first, ...chain] = pemOf(content, /^CERTIFICATE$/);
  if (first === undefined && !content.includes('-----BEGIN CERTIFICATE-----')) throw rejection('APIG.2106')('');
  const certificate = readCertificate(first);
  if (!certificate) return placeholder;
  const { facts, publicKey } = certificate;
  const own = publicKeyOf(pemOf(privateKey, /PRIVATE KEY$/)[0]);
  if (own !== undefined && own !== publicKey) throw rejection('APIG.2101')('');
  if (facts.not_after < now.slice(0, 19)) throw rejection('APIG.2102')('');
  if (facts.san.length === 0) throw rejection('APIG.2109')('');
  if (!isChain(certificate, chain)) throw rejection('APIG.2104')('');
  if (facts.not_after > lastTime) throw rejection('APIG.3148')('');
  return facts;
}

/** Whether each certificate is that of the issuer of the one before. */
function isChain(first: X509, chain: readonly (string | undefined)[]): boolean {
  let { issuer } = first;
  for (const bytes of chain) {
    const next = readCertificate(bytes);
    if (next?.subject !== issuer) return false;
    issuer = next.issuer;
  }
  return true;
}

/** Whether a certificate is one for a domain name. A wildcard stands for one part. */
export function coveredNames({
  common_name,
  san,
}: Pick<CertificateFacts, 'common_name' | 'san'>): (name: string) => boolean {
  const names = new Set([common_name, ...san].map((name) => name.toLowerCase()));
  return (domain) => {
    const name = domain.toLowerCase().replace(/[.]$/, '');
    return names.has(name) || names.has(name.replace(/^[^.]+/, '*'));
  };
}
