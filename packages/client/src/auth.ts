// How a request says who sends it.
import { ApigConfigError, secretOf } from './config.ts';

/** An IAM token, sent as `X-Auth-Token`. */
export interface TokenAuth {
  /**
   * The token, or a function that is asked for it before each request, and once more after a 401. It should keep the token
   * itself, and fetch another one where `rejected` is the one that it keeps.
   */
  token: string | ((rejected?: string) => Promise<string> | string);
  sign?: never;
}

/** Signs requests; made by `aksk` of `@apig-spec/client/aksk`. */
export interface Signer {
  /** Puts what proves the sender into the request's headers. */
  sign: (request: Request) => Promise<void>;
  token?: never;
}

/** A token, or keys. */
export type Auth = TokenAuth | Signer;

/** @throws {@link ApigConfigError} for what can send no request */
export function authOf(auth: Auth | undefined): Auth {
  if (Object(auth) !== auth) throw new ApigConfigError('auth', '{ token } or aksk(...)');
  const { token, sign } = auth as Auth;
  if (typeof sign === 'function' || typeof token === 'function') return auth as Auth;
  return { token: secretOf(token, 'auth.token') };
}
