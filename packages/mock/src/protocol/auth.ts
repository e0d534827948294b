// Who may call. Without configured tokens and keys everybody may who brings any: what the mock checks then is that a client
// does not forget to.
import { forbidden, unauthorized } from './errors.ts';
import type { EngineRequest } from './exchange.ts';
import { isFresh, isSignedWith, parsedSignature } from './signature.ts';

/** A token of `X-Auth-Token`, and the project that it is good for. */
export interface TokenGrant {
  token: string;
  project: string;
}

/** A pair of access keys, and the project that it is good for. */
export interface KeyGrant {
  /** Access key ID (AK). */
  access: string;
  /** Secret access key (SK). */
  secret: string;
  project: string;
}

/** Who may call. */
export interface Grants {
  tokens?: readonly TokenGrant[] | undefined;
  accessKeys?: readonly KeyGrant[] | undefined;
}

/**
 * Checks the credentials of a call as far as its headers go, so that nobody's body is read who may not call.
 *
 * @returns what checks the rest once the body is there, which a signature covers; undefined where the call may pass
 * @throws ApigError 401 where the credentials are missing or not accepted, 403 where they are good for other projects only
 */
export type Authenticator = (
  asked: EngineRequest,
  project: string,
) => ((body: Uint8Array | undefined) => Promise<void>) | undefined;

export function authenticatorOf({ tokens = [], accessKeys = [] }: Grants): Authenticator {
  const open = tokens.length === 0 && accessKeys.length === 0;
  const projectsOf = projectsBy(tokens, ({ token }) => token);
  const projectsOfKey = projectsBy(accessKeys, ({ access }) => access);
  const secrets = new Map(accessKeys.map(({ access, secret }) => [access, secret]));

  return (asked, project) => {
    const token = asked.header('x-auth-token');
    if (token) {
      if (!open) admit(projectsOf.get(token), project);
      return undefined;
    }
    const signature = parsedSignature(asked.header('authorization'));
    if (!signature) throw unauthorized();
    if (open) return undefined;
    const secret = secrets.get(signature.access);
    if (secret === undefined || !isFresh(asked)) throw unauthorized();
    return async (body) => {
      if (!(await isSignedWith(secret, signature, asked, body))) throw unauthorized();
      admit(projectsOfKey.get(signature.access), project);
    };
  };
}

function projectsBy<Grant extends { project: string }>(
  grants: readonly Grant[],
  nameOf: (grant: Grant) => string,
): Map<string, Set<string>> {
  const projects = new Map<string, Set<string>>();
  for (const grant of grants) {
    const name = nameOf(grant);
    projects.set(name, new Set([...(projects.get(name) ?? []), grant.project]));
  }
  return projects;
}

function admit(projects: ReadonlySet<string> | undefined, project: string): void {
  if (!projects) throw unauthorized();
  if (!projects.has(project)) throw forbidden();
}
