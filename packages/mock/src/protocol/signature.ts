// Verifies `Authorization` signatures on Web Crypto, whichever headers a client signs: the vendor's clients differ in that,
// and in how they make the key. `Access=AK`: the secret is the key. `Credential=AK/date/region/service/sdk_request` (the Go
// clients): a chain of HMACs. `Credential=AK/date/region/service` (the SDKs' derived credentials, `V11-HMAC-SHA256`): HKDF.
import type { EngineRequest } from './exchange.ts';

/** The parts of an `Authorization` header. */
export interface Signature {
  algorithm: string;
  /** Access key ID. */
  access: string;
  /** What a derived key is for: `date/region/service`, with `/sdk_request` or without. Undefined where the secret is the key. */
  scope: string | undefined;
  /** Names of the headers that are signed, in lower case, in their order. */
  names: readonly string[];
  /** 64 hexadecimal characters. */
  digest: string;
}

const form = /^(SDK-HMAC-SHA256|V11-HMAC-SHA256) +(.+)$/;
const partForms: Readonly<Record<string, RegExp>> = {
  Access: /^[^\s/]+$/,
  // Region and service may be empty.
  Credential: /^[^\s/]+\/\d{8}\/[^\s/]*\/[^\s/]*(\/sdk_request)?$/,
  // Names of headers are tokens; no other can be looked up.
  SignedHeaders: /^[\w!#$%&'*+.^`|~-]+(;[\w!#$%&'*+.^`|~-]+)*$/,
  Signature: /^[0-9a-f]{64}$/,
};

/** @returns undefined where the header is missing or not of a form that the vendor's clients write */
export function parsedSignature(header: string | undefined): Signature | undefined {
  const [, algorithm, list] = form.exec(header ?? '') ?? [];
  const parts = algorithm && list && partsOf(list);
  if (!parts) return undefined;
  const [access, credential] = [parts.get('Access'), parts.get('Credential')];
  const [names, digest] = [parts.get('SignedHeaders'), parts.get('Signature')];
  if (!names || !digest || (access === undefined) === (credential === undefined)) return undefined;
  // Only a derived key has the second algorithm.
  if (access !== undefined && algorithm !== 'SDK-HMAC-SHA256') return undefined;
  const [, key = '', scope] = access === undefined ? (/^([^/]+)\/(.*)$/.exec(credential ?? '') ?? []) : ['', access];
  return { algorithm, access: key, scope, names: names.toLowerCase().split(';'), digest };
}

/** The parts by name, in whichever order, with or without spaces between them; each once. */
function partsOf(list: string): Map<string, string> | undefined {
  const parts = new Map<string, string>();
  for (const part of list.split(',')) {
    const [, name = '', value = ''] = /^(\w+)=(.*)$/.exec(part.trim()) ?? [];
    if (!Object.hasOwn(partForms, name) || !partForms[name]?.test(value) || parts.has(name)) return undefined;
    parts.set(name, value);
  }
  return parts;
}

/** How far the date of a signature may be from ours, in milliseconds. */
const tolerance = 15 * 60_000;

/** Whether the date of the signature is now, give or take 15 minutes, by the real clock. */
export function isFresh(asked: EngineRequest): boolean {
  const [, day, time] = /^(\d{8})T(\d{6})Z$/.exec(asked.header('x-sdk-date') ?? '') ?? [];
  if (!day || !time) return false;
  const iso = `${day.replace(/(....)(..)(..)/, '$1-$2-$3')}T${time.replace(/(..)(..)(..)/, '$1:$2:$3')}Z`;
  // Not every combination of digits is a date; none of those is fresh.
  return Math.abs(Date.parse(iso) - Date.now()) < tolerance;
}

/**
 * Whether the request was signed with the secret as it came in. The date must be among what is signed, and what is signed
 * must have been sent.
 */
export async function isSignedWith(
  secret: string,
  signature: Signature,
  asked: EngineRequest,
  body: Uint8Array | undefined,
): Promise<boolean> {
  const { algorithm, access, scope, names, digest } = signature;
  const date = asked.header('x-sdk-date') ?? '';
  if (!names.includes('x-sdk-date') || names.some((name) => asked.header(name) === undefined)) return false;
  // A key that was derived for another day.
  if (scope !== undefined && !date.startsWith(scope.slice(0, 8))) return false;
  const payload = await payloadOf(asked, body);
  if (payload === undefined) return false;
  const raw = await keyOf(secret, access, scope);
  const key = await crypto.subtle.importKey('raw', raw, hmac, false, ['verify']);
  for (const canonical of canonicalForms(asked, names, payload)) {
    const text = [algorithm, date, ...(scope === undefined ? [] : [scope]), await sha256(bytes(canonical))].join('\n');
    // Compares in constant time.
    if (await crypto.subtle.verify('HMAC', key, unhex(digest), bytes(text))) return true;
  }
  return false;
}

const hmac = { name: 'HMAC', hash: 'SHA-256' };

async function keyOf(secret: string, access: string, scope: string | undefined): Promise<Uint8Array<ArrayBuffer>> {
  if (scope === undefined) return bytes(secret);
  const steps = scope.split('/');
  // Without its last step: the SDKs' own derivation, whose key is the text of its digits.
  if (steps.length === 3) return bytes(hex(await hkdf(secret, access, scope)));
  let key = bytes(`SDK${secret}`);
  for (const step of steps) {
    const link = await crypto.subtle.importKey('raw', key, hmac, false, ['sign']);
    key = new Uint8Array(await crypto.subtle.sign('HMAC', link, bytes(step)));
  }
  return key;
}

async function hkdf(secret: string, salt: string, info: string): Promise<ArrayBuffer> {
  const key = await crypto.subtle.importKey('raw', bytes(secret), 'HKDF', false, ['deriveBits']);
  return crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: bytes(salt), info: bytes(info) }, key, 256);
}

/** The hash of the body as it was signed; undefined where the client names another than the body has. */
async function payloadOf(asked: EngineRequest, body: Uint8Array | undefined): Promise<string | undefined> {
  const named = asked.header('x-sdk-content-sha256');
  if (named === 'UNSIGNED-PAYLOAD') return named;
  const actual = await sha256(owned(body));
  return named === undefined || named === actual ? actual : undefined;
}

/** The request as text: as most clients write it, and as the Go clients do, which sort and space it otherwise. */
function* canonicalForms(asked: EngineRequest, names: readonly string[], payload: string): Generator<string> {
  const [path = '', query = ''] = asked.target.split(/\?(.*)/s);
  const headers = names.map((name) => `${name}:${(asked.header(name) ?? '').trim()}`);
  const assembled = (search: string, lines: readonly string[]) =>
    [asked.method, canonicalPath(path), search, ...lines, '', names.join(';'), payload].join('\n');
  const common = assembled(canonicalQuery(query, ordered), headers);
  yield common;
  const inAnyCase: Order = (one, other) => ordered(one.toLowerCase(), other.toLowerCase());
  const other = assembled(
    canonicalQuery(query, inAnyCase),
    headers.map((line) => line.replace(/\s+/g, ' ')),
  );
  if (other !== common) yield other;
}

/** The path with each step encoded once, and a slash at its end. */
function canonicalPath(path: string): string {
  const encoded = path.split('/').map((step) => encode(decoded(step)));
  return encoded.join('/').replace(/\/?$/, '/');
}

type Order = (one: string, other: string) => number;

const ordered: Order = (one, other) => (one < other ? -1 : Number(one > other));

/** The query sorted by name, then by value. */
function canonicalQuery(query: string, byName: Order): string {
  const pairs = [...new URLSearchParams(query)].sort(([a, x], [b, y]) => byName(a, b) || ordered(x, y));
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

async function sha256(data: Uint8Array<ArrayBuffer>): Promise<string> {
  return hex(await crypto.subtle.digest('SHA-256', data));
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** What Web Crypto takes: it accepts no shared memory. Anything else is not copied, bodies are long. */
function owned(body: Uint8Array = new Uint8Array()): Uint8Array<ArrayBuffer> {
  return body.buffer instanceof ArrayBuffer ? (body as Uint8Array<ArrayBuffer>) : new Uint8Array(body);
}

function hex(buffer: ArrayBuffer): string {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function unhex(digest: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(digest.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
