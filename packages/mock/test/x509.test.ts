// Certificates of other programs are read, and nothing else is taken for one.
import { describe, expect, it } from 'vitest';
import { pemOf, publicKeyOf, readCertificate } from '../src/resources/certificates/x509.ts';
import { pem } from './certificates.ts';

/** Made by openssl: an elliptic curve, and a time beyond 2049. */
const openssl = `
-----BEGIN CERTIFICATE-----
MIICADCCAaagAwIBAgIGAKyCAaNRMAoGCCqGSM49BAMCMD0xCzAJBgNVBAYTAk5M
MREwDwYDVQQKDAhLw6RzZXJlaTEbMBkGA1UEAwwSY2hlZXNlLmV4YW1wbGUuY29t
MCAXDTI2MTEyNzA3MTgxMloYDzIwNTQwNDE0MDcxODEyWjA9MQswCQYDVQQGEwJO
TDERMA8GA1UECgwIS8Okc2VyZWkxGzAZBgNVBAMMEmNoZWVzZS5leGFtcGxlLmNv
bTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABICyTQaq9+a0aViyK1ZiYt8jpNe1
d7PQEIlnaam/kWL5BMVc18djxXCvJdrcSDa0t6Q5VBTM04jJGATwjgSDZ6KjgY8w
gYwwHQYDVR0OBBYEFPnydsNqEV4kgbq5eBk5Vh/CNfafMB8GA1UdIwQYMBaAFPny
dsNqEV4kgbq5eBk5Vh/CNfafMA8GA1UdEwEB/wQFMAMBAf8wOQYDVR0RBDIwMIIS
Y2hlZXNlLmV4YW1wbGUuY29thwTAAAIBghQqLmNoZWVzZS5leGFtcGxlLmNvbTAK
BggqhkjOPQQDAgNIADBFAiEAjgTqVtEnw9rpNJ08J9DojAGF0zBSJ6flxCKS2etX
l/oCIGF0H5KckQdVHzqphJTO1J0foUy3yMOAfG1UzhtinAQg
-----END CERTIFICATE-----
`;

const certificateIn = (text: string) => pemOf(text, /^CERTIFICATE$/)[0] ?? '';

describe('a certificate', () => {
  it('of openssl is read', () => {
    const certificate = readCertificate(certificateIn(openssl));
    expect(certificate?.facts).toMatchObject({
      ...{ common_name: 'cheese.example.com', organization: ['Käserei'], country: ['NL'], locality: [] },
      ...{ san: ['cheese.example.com', '*.cheese.example.com'], version: 3, serial_number: '740915520337' },
      ...{ issuer: ['Käserei'], signature_algorithm: 'ECDSA-SHA256', algorithm_type: 'ECC' },
      not_after: expect.stringMatching(/^2054-/),
    });
    expect(certificate?.subject).toBe(certificate?.issuer);
    // An uncompressed point of the curve.
    expect(certificate?.publicKey).toHaveLength(65);
  });

  it('that is cut off is not one', () => {
    const bytes = certificateIn(openssl);
    for (let length = 0; length < bytes.length; length += 1)
      expect(readCertificate(bytes.slice(0, length))).toBeUndefined();
  });

  it('and its private key have a public key in common', () => {
    const { cert_content, private_key } = pem();
    const [wrapped] = pemOf(private_key, /PRIVATE KEY$/);
    expect(publicKeyOf(wrapped)).toBe(readCertificate(certificateIn(cert_content))?.publicKey);
    expect([publicKeyOf(certificateIn(openssl).slice(1)), publicKeyOf(undefined)]).toEqual([undefined, undefined]);
  });

  it('is found by its label', () => {
    const text = `${openssl}-----BEGIN OTHER-----\nAAAA\n-----END OTHER-----\n-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----`;
    expect(pemOf(text, /^CERTIFICATE$/)).toEqual([certificateIn(openssl), undefined]);
  });
});
