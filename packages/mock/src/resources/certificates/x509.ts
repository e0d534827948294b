// What a certificate says of itself, read from its PEM form. Signatures are not verified.
import type { CertificateFacts } from '../documents.ts';
import { DerError, type Element, elementsOf, hexOf, insideOf, needed, tags } from './der.ts';

/** A certificate that can be read. */
export interface X509 {
  facts: CertificateFacts;
  /** As it stands in the certificate, to compare. */
  subject: string;
  issuer: string;
  publicKey: string;
}

const [rsa, ellipticCurve, sm2] = ['2a864886f70d010101', '2a8648ce3d0201', '2a811ccf5501822d'];

const signatureAlgorithms: Readonly<Record<string, string>> = {
  '2a864886f70d010105': 'SHA1-RSA',
  '2a864886f70d01010b': 'SHA256-RSA',
  '2a864886f70d01010c': 'SHA384-RSA',
  '2a864886f70d01010d': 'SHA512-RSA',
  '2a8648ce3d040302': 'ECDSA-SHA256',
  '2a8648ce3d040303': 'ECDSA-SHA384',
  '2a8648ce3d040304': 'ECDSA-SHA512',
};

/** The parts of a name, by the last byte of their identifiers. */
const parts = { commonName: 3, country: 6, locality: 7, state: 8, organization: 10, unit: 11 };

/** Parts of a PEM text that have this label, such as `CERTIFICATE`; undefined for those that are not DER. */
export function pemOf(text: string, label: RegExp): (string | undefined)[] {
  const blocks = text.matchAll(/-----BEGIN ([A-Z0-9 ]{1,64})-----([^-]*)-----END \1-----/g);
  return Array.from(blocks).flatMap(([, name = '', base64 = '']) => (label.test(name) ? [bytesOf(base64)] : []));
}

function bytesOf(base64: string): string | undefined {
  try {
    return atob(base64.replace(/\s+/g, ''));
  } catch {
    return undefined;
  }
}

/** @returns undefined for bytes that are not a certificate */
export function readCertificate(bytes: string | undefined): X509 | undefined {
  return bytes === undefined ? undefined : readable(() => certificateIn(bytes));
}

/** The public half of a private key, as {@link X509} has it; undefined where the key does not tell it. */
export function publicKeyOf(bytes: string | undefined): string | undefined {
  return bytes === undefined ? undefined : readable(() => publicHalf(insideOf(bytes)));
}

function readable<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof DerError) return undefined;
    throw error;
  }
}

function certificateIn(bytes: string): X509 {
  const [signed, algorithm] = insideOf(bytes);
  const all = elementsOf(needed(signed, tags.sequence).content);
  // Version 1 has no version.
  const version = all[0]?.tag === 0xa0 ? all.shift() : undefined;
  const [serial, , issuer, validity, subject, key, ...rest] = all;
  const [from, until] = elementsOf(needed(validity, tags.sequence).content);
  const issuedTo = namesIn(needed(subject, tags.sequence));
  const extensions = rest.find(({ tag }) => tag === 0xa3);
  const { type, publicKey } = keyIn(needed(key, tags.sequence));
  return {
    facts: {
      common_name: issuedTo(parts.commonName)[0] ?? '',
      san: extensions ? domainsIn(extensions) : [],
      version: version ? needed(elementsOf(version.content)[0], tags.integer).content.charCodeAt(0) + 1 : 1,
      organization: issuedTo(parts.organization),
      organizational_unit: issuedTo(parts.unit),
      locality: issuedTo(parts.locality),
      state: issuedTo(parts.state),
      country: issuedTo(parts.country),
      not_before: timeOf(needed(from)),
      not_after: timeOf(needed(until)),
      serial_number: numberOf(needed(serial, tags.integer)),
      issuer: namesIn(needed(issuer, tags.sequence))(parts.organization),
      signature_algorithm: signatureAlgorithms[hexOf(identifierIn(needed(algorithm, tags.sequence)))] ?? '',
      algorithm_type: type,
    },
    ...{ subject: needed(subject).raw, issuer: needed(issuer).raw, publicKey },
  };
}

function identifierIn(sequence: Element): string {
  return needed(elementsOf(sequence.content)[0]).content;
}

/** Serial numbers have 20 bytes at most. */
function numberOf({ content }: Element): string {
  if (content.length === 0 || content.length > 21) throw new DerError('It is not a serial number.');
  return BigInt(`0x${hexOf(content)}`).toString();
}

/** Years of two digits are from 1950 to 2049. */
function timeOf({ tag, content }: Element): string {
  const year = Number(content.slice(0, 2)) < 50 ? '20' : '19';
  const [, date = '', rest = ''] = /^(\d{8})(\d{6})Z$/.exec(tag === tags.utcTime ? `${year}${content}` : content) ?? [];
  if (rest === '') throw new DerError('It is not a time.');
  const day = date.replace(/^(....)(..)(..)$/, '$1-$2-$3');
  return `${day}T${rest.replace(/^(..)(..)(..)$/, '$1:$2:$3')}Z`;
}

/** The parts of a name. */
function namesIn(name: Element): (part: number) => string[] {
  const found = elementsOf(name.content).flatMap(({ content }) =>
    elementsOf(content).map((attribute) => {
      const [identifier, value] = elementsOf(attribute.content);
      return { identifier: needed(identifier).content, value: textOf(needed(value).content) };
    }),
  );
  return (part) =>
    found.flatMap(({ identifier, value }) => (identifier === `U\x04${String.fromCharCode(part)}` ? [value] : []));
}

function textOf(bytes: string): string {
  return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
}

/** The domain names of the subject's alternative names. */
function domainsIn(extensions: Element): string[] {
  const all = elementsOf(needed(elementsOf(extensions.content)[0], tags.sequence).content);
  const names = all
    .map(({ content }) => elementsOf(content))
    .find(([identifier]) => identifier?.content === 'U\x1d\x11');
  const value = names?.at(-1);
  if (!value) return [];
  return elementsOf(needed(elementsOf(value.content)[0], tags.sequence).content).flatMap(({ tag, content }) =>
    tag === 0x82 ? [content] : [],
  );
}

function keyIn(key: Element): { type: CertificateFacts['algorithm_type']; publicKey: string } {
  const [algorithm, bits] = elementsOf(key.content);
  const [identifier, curve] = elementsOf(needed(algorithm, tags.sequence).content);
  const publicKey = needed(bits, tags.bits).content.slice(1);
  const of = hexOf(needed(identifier).content);
  if (of === rsa) return { type: 'RSA', publicKey: needed(insideOf(publicKey)[0], tags.integer).content };
  return { type: of === ellipticCurve && hexOf(curve?.content ?? '') === sm2 ? 'SM2' : 'ECC', publicKey };
}

/** In PKCS #8 the key of an algorithm is wrapped; PKCS #1 has that of RSA, SEC 1 one of an elliptic curve. */
function publicHalf(fields: readonly Element[]): string | undefined {
  const [, second, third] = fields;
  const inner = second?.tag === tags.sequence && third?.tag === tags.octets ? insideOf(third.content) : fields;
  const [, modulus] = inner;
  if (modulus?.tag === tags.integer) return modulus.content;
  const point = inner.find(({ tag }) => tag === 0xa1);
  return point && needed(elementsOf(point.content)[0], tags.bits).content.slice(1);
}
