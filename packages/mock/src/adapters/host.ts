// By which names a mock may be called. A page of another origin can have a name of its own for this machine (DNS rebinding),
// and is of the same origin then: no rule of CORS holds it back.
import type { IncomingMessage } from 'node:http';
import { isControl } from '../engine/control.ts';
import { type ApigError, hostNotAllowed, invalidHeader, missingHeader, originNotAllowed } from '../protocol/errors.ts';

/** What is looked at of a request, and by which settings. */
export interface HostOptions {
  /** Where the mock listens. */
  host: string;
  /** Names beside this machine's own for itself. */
  allowedHosts?: readonly string[] | undefined;
  /** Whether pages of other origins may call. */
  cors?: boolean | undefined;
}

/** Why a request is rejected for its `Host` or `Origin`; undefined where it is not. */
export type HostCheck = (incoming: IncomingMessage, target: string) => ApigError | undefined;

/**
 * Where the mock listens on a loopback address, or names are given, `/_mock/…` responds to this machine's own names and to
 * those alone; without CORS everything does. With CORS any page may call the API's paths, by whatever name.
 */
export function hostCheckOf({ host, allowedHosts = [], cors = true }: HostOptions): HostCheck {
  const checks = isLoopback(host) || allowedHosts.length > 0;
  const names = new Set(allowedHosts.map((name) => hostnameOf(name) ?? name));
  const isAllowed = (authority: string) => {
    const name = hostnameOf(authority);
    return name !== undefined && (isOwnName(name) || names.has(name));
  };
  return (incoming, target) => {
    const { httpVersion, headers, url = '' } = incoming;
    const { host, origin } = headers;
    if (hasTwoHosts(incoming)) return invalidHeader('Host');
    // HTTP/1.0 knows no Host, and no browser speaks it.
    if (host === undefined && httpVersion !== '1.0') return missingHeader('Host');
    const controls = isControl(target);
    if (checks && (controls || !cors)) {
      const hosts = host === undefined ? [] : [host];
      const foreign = [...hosts, ...authorityOf(url)].find((authority) => !isAllowed(authority));
      // What stands before the name may be a password.
      if (foreign !== undefined) return hostNotAllowed(foreign.replace(/^.*@/s, ''));
    }
    if (!controls || origin === undefined) return undefined;
    const authority = /^https?:\/\/(.*)$/i.exec(origin)?.[1];
    const isOwn = authority !== undefined && (authority === host || isAllowed(authority));
    return isOwn ? undefined : originNotAllowed(origin);
  };
}

/** Whether there is more than one `Host`, of which `headers` has the first. Not by `headersDistinct`, which makes lists of all headers. */
function hasTwoHosts({ rawHeaders }: IncomingMessage): boolean {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    if (name.length === 4 && name.toLowerCase() === 'host') count += 1;
  }
  return count > 1;
}

/** @returns whether the host is this machine's own for itself */
export function isLoopback(host: string): boolean {
  const name = hostnameOf(/^[^[]*:.*:/.test(host) ? `[${host}]` : host);
  return name !== undefined && isOwnName(name);
}

/**
 * @param authority - `name`, `name:port`, `[::1]:port`
 * @returns the name as URLs have it (in lower case, addresses in their shortest form), without a dot at its end; undefined
 * where it is none
 */
export function hostnameOf(authority: string): string | undefined {
  // Of these a URL would make more than a host and a port.
  if (authority === '' || /[\s@/?#\\]/.test(authority)) return undefined;
  const url = `http://${authority}`;
  return URL.canParse(url) ? new URL(url).hostname.replace(/\.$/, '') : undefined;
}

function isOwnName(name: string): boolean {
  // Browsers never ask a server for a name below `localhost`.
  return /^(.+\.)?localhost$|^127(\.\d+){3}$|^\[::1\]$|^\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\]$/.test(name);
}

/** The authority of a target that has one, as a proxy's client sends it. */
function authorityOf(url: string): string[] {
  const [, authority] = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(url) ?? [];
  return authority === undefined ? [] : [authority];
}
