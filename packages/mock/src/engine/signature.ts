// Verifies `SDK-HMAC-SHA256` signatures on Web Crypto, whichever headers a client signs: the vendor's SDKs differ in that.
import type { Asked } from './exchange.ts';

/** The parts of an `Authorization` header. */
export interface Signature {
  /** Access key ID. */
  access: string;
  /** Names of the headers that are signed, in lower case, in their order. */
  names: readonly string[];
  /** 64 hexadecimal characters. */
  digest: string;
}

const algorithm = 'SDK-HMAC-SHA256';

// The vendor's SDKs write the parts with a comma and a space; the space is optional here as there.
const form = new RegExp(`^${algorithm} Access=([^\\s,]+), ?SignedHeaders=([^\\s,]+), ?Signature=([0-9a-f]{64})$`);

/** @returns undefined where the header is missing or not of the documented form */
export function parsedSignature(header: string | undefined): Signature | undefined {
  const [, access, names, digest] = form.exec(header ?? '') ?? [];
  if (!access || !names || !digest) return undefined;
  return { access, names: names.toLowerCase().split(';'), digest };
}

/** How far the date of a signature may be from ours, in milliseconds. */
const tolerance = 15 * 60_000;

/** Whether the date of the signature is now, give or take 15 minutes, by the real clock. */
export function isFresh(asked: Asked): boolean {
  const [, day, time] = /^(\d{8})T(\d{6})Z$/.exec(asked.header('x-sdk-date') ?? '') ?? [];
  if (!day || !time) return false;
  const iso = `${day.replace(/(....)(..)(..)/, '$1-$2-$3')}T${time.replace(/(..)(..)(..)/, '$1:$2:$3')}Z`;
  // Not every combination of digits is a date; none of those is fresh.
  return Math.abs(Date.parse(iso) - Date.now()) < tolerance;
}

/** Whether the request was signed with the secret as it came in. The date must be among what is signed. */
export async function isSignedWith(
  secret: string,
  { names, digest }: Signature,
  asked: Asked,
  body: Uint8Array | undefined,
): Promise<boolean> {
  if (!names.includes('x-sdk-date')) return false;
  const [path = '', query = ''] = asked.target.split(/\?(.*)/s);
  const canonical = [
    asked.method,
    canonicalPath(path),
    canonicalQuery(query),
    ...names.map((name) => `${name}:${(asked.header(name) ?? '').trim()}`),
    '',
    names.join(';'),
    hex(await crypto.subtle.digest('SHA-256', owned(body))),
  ].join('\n');
  const text = [
    algorithm,
    asked.header('x-sdk-date'),
    hex(await crypto.subtle.digest('SHA-256', bytes(canonical))),
  ].join('\n');
  const key = await crypto.subtle.importKey('raw', bytes(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
  // Compares in constant time.
  return crypto.subtle.verify('HMAC', key, unhex(digest), bytes(text));
}

/** The path with each step encoded once, and a slash at its end. */
function canonicalPath(path: string): string {
  const encoded = path.split('/').map((step) => encode(decoded(step)));
  return encoded.join('/').replace(/\/?$/, '/');
}

/** The query sorted by name, then by value. */
function canonicalQuery(query: string): string {
  const compare = (one: string, other: string) => (one < other ? -1 : Number(one > other));
  const pairs = [...new URLSearchParams(query)].sort(([a, x], [b, y]) => compare(a, b) || compare(x, y));
  return pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
}

/** RFC 3986: all but the unreserved characters. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** A copy that Web Crypto takes: it accepts no shared memory. */
function owned(body: Uint8Array | undefined): Uint8Array<ArrayBuffer> {
  return new Uint8Array(body ?? []);
}

function hex(buffer: ArrayBuffer): string {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function unhex(digest: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(digest.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
