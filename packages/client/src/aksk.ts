// Signs requests with access keys, `SDK-HMAC-SHA256`, on Web Crypto alone.
import type { Signer } from './auth.ts';
import { ApigConfigError, secretOf } from './config.ts';

export type { Signer };

/** Keys of an IAM user, or temporary ones. */
export interface Keys {
  /** Access key ID (AK). */
  accessKey: string;
  /** Secret access key (SK). It is never sent. */
  secretKey: string;
  /** Of temporary keys; sent as `X-Security-Token`. */
  securityToken?: string | undefined;
}

const algorithm = 'SDK-HMAC-SHA256';
/** Those that a request has are signed; the order is the alphabet's. */
const signedNames = ['content-type', 'host', 'x-project-id', 'x-sdk-date', 'x-security-token'];

/**
 * Signs each request anew, with `X-Sdk-Date`, `X-Project-Id` and `Authorization`.
 *
 * The service rejects a date that is 15 minutes or more from its own. Browsers offer Web Crypto to secure pages only.
 *
 * @throws `ApigConfigError` for keys that cannot sign
 */
export function aksk(keys: Keys): Signer {
  if (!globalThis.crypto?.subtle) throw new ApigConfigError('aksk', 'used where Web Crypto is: on https or localhost');
  const accessKey = secretOf(keys?.accessKey, 'accessKey');
  const secretKey = secretOf(keys?.secretKey, 'secretKey');
  // An empty one is none: environments have nothing else for it.
  const securityToken = keys.securityToken?.trim() ? secretOf(keys.securityToken, 'securityToken') : undefined;
  let key: Promise<CryptoKey> | undefined;
  return {
    async sign(request) {
      const { headers, method } = request;
      const url = new URL(request.url);
      const date = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
      const project = /\/v2\/([^/]+)/.exec(url.pathname)?.[1];
      headers.set('X-Sdk-Date', date);
      if (project) headers.set('X-Project-Id', decodeURIComponent(project));
      if (securityToken) headers.set('X-Security-Token', securityToken);

      const signedValue = (name: string) => (name === 'host' ? url.host : headers.get(name));
      const signed = signedNames.filter((name) => signedValue(name) !== null);
      const names = signed.join(';');
      const canonical = [
        method,
        canonicalPath(url.pathname),
        canonicalQuery(url.searchParams),
        ...signed.map((name) => `${name}:${signedValue(name)?.trim()}`),
        '',
        names,
        hex(await crypto.subtle.digest('SHA-256', await request.clone().arrayBuffer())),
      ].join('\n');
      const digest = hex(await crypto.subtle.digest('SHA-256', bytes(canonical)));
      key ??= crypto.subtle.importKey('raw', bytes(secretKey), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
      const signature = hex(await crypto.subtle.sign('HMAC', await key, bytes(`${algorithm}\n${date}\n${digest}`)));
      headers.set('Authorization', `${algorithm} Access=${accessKey}, SignedHeaders=${names}, Signature=${signature}`);
    },
  };
}

/** The path with each step encoded once, and a slash at its end. */
function canonicalPath(path: string): string {
  const encoded = path.split('/').map((step) => encode(decodeURIComponent(step)));
  return encoded.join('/').replace(/\/?$/, '/');
}

/** The query sorted by name, then by value. */
function canonicalQuery(query: URLSearchParams): string {
  const compare = (one: string, other: string) => (one < other ? -1 : Number(one > other));
  const pairs = [...query].sort(([a, x], [b, y]) => compare(a, b) || compare(x, y));
  return pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
}

/** RFC 3986: all but the unreserved characters. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function hex(buffer: ArrayBuffer): string {
  return [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
