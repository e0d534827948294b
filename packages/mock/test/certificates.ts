// Certificates made for tests: their form is that of real ones, and nobody has signed them.

interface Options {
  /** Domain names among the alternative names. */
  san?: readonly string[];
  subject?: Readonly<Record<string, string>>;
  issuer?: string;
  /** As a certificate has it, in UTC: `yyMMddHHmmssZ`. */
  until?: string;
  /** What stands for the modulus of the key. */
  key?: string;
}

const attributes: Readonly<Record<string, number>> = { CN: 3, C: 6, L: 7, ST: 8, O: 10, OU: 11 };

/** An element of DER. */
function element(tag: number, ...parts: string[]): string {
  const content = parts.join('');
  const { length } = content;
  const bytes = length < 0x80 ? [length] : [0x82, length >> 8, length & 0xff];
  return String.fromCharCode(tag, ...bytes) + content;
}

const sequence = (...parts: string[]) => element(0x30, ...parts);
const integer = (bytes: string) => element(0x02, bytes);
const identifier = (hex: string) => element(0x06, atob(Buffer.from(hex, 'hex').toString('base64')));
const name = (of: Readonly<Record<string, string>>) =>
  sequence(
    ...Object.entries(of).map(([part, value]) =>
      element(
        0x31,
        sequence(identifier(`5504${attributes[part]?.toString(16).padStart(2, '0')}`), element(0x0c, value)),
      ),
    ),
  );
const rsa = sequence(identifier('2a864886f70d010101'), element(0x05));
const signature = sequence(identifier('2a864886f70d01010b'), element(0x05));

function pemText(label: string, der: string): string {
  return `-----BEGIN ${label}-----\n${btoa(der)}\n-----END ${label}-----\n`;
}

/** A certificate and its private key. */
export function pem({
  san = ['*.shop.example.com'],
  subject = { CN: 'api.shop.example.com', O: 'Shop', OU: 'Web', L: 'Delft', ST: 'Zuid-Holland', C: 'NL' },
  issuer = 'Test Trust',
  until = '370101000000Z',
  key = 'modulus',
}: Options = {}): { cert_content: string; private_key: string } {
  const names = sequence(...san.map((domain) => element(0x82, domain)));
  const extensions = sequence(sequence(identifier('551d11'), element(0x04, names)));
  const signed = sequence(
    ...[element(0xa0, integer('\x02')), integer('\x01\x02'), signature, name({ O: issuer })],
    ...[sequence(element(0x17, '240101000000Z'), element(0x17, until)), name(subject)],
    sequence(rsa, element(0x03, `\x00${sequence(integer(key), integer('\x03'))}`)),
    ...(san.length > 0 ? [element(0xa3, extensions)] : []),
  );
  const half = sequence(integer('\x00'), integer(key), ...['e', 'd', 'p', 'q', 'x', 'y', 'z'].map(integer));
  return {
    cert_content: pemText('CERTIFICATE', sequence(signed, signature, element(0x03, '\x00signature'))),
    private_key: pemText('PRIVATE KEY', sequence(integer('\x00'), rsa, element(0x04, half))),
  };
}

/** Of which no other certificate is issued. */
export const otherCertificate = pem({ subject: { O: 'Stranger' } }).cert_content;
