// Who may call. Without configured tokens and keys everybody may who brings any: what the mock checks is that a client
// does not forget to.
import { unauthorized } from './errors.ts';

// The vendor's SDKs write the parts with a comma and a space; the space is optional here as there.
const signature = /^SDK-HMAC-SHA256 Access=[^\s,]+, ?SignedHeaders=[^\s,]+, ?Signature=[0-9a-f]{64}$/;

/** @throws ApigError 401 where there is neither a token nor a well-formed signature */
export function authenticate(headers: Headers): void {
  if (headers.get('x-auth-token')?.trim()) return;
  if (!signature.test(headers.get('authorization') ?? '')) throw unauthorized();
}
