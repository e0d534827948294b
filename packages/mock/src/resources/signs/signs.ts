// The operation on signature keys.
import { signatureKeyNameExists, signTypeNotSupported } from '../../protocol/errors.ts';
import type { SignatureKey } from '../documents.ts';
import type { Handler } from '../handler.ts';
import { instanceOf } from '../instances/instances.ts';
import { shownSecret } from '../secret.ts';

type SignatureKeyBody = Pick<SignatureKey, 'name'> &
  Partial<Pick<SignatureKey, 'sign_type' | 'sign_key' | 'sign_secret' | 'sign_algorithm'>>;

export const createSignatureKey: Handler = {
  writes(call) {
    const { body, documents, newId, now, rules } = call;
    const { name, ...sent } = body as SignatureKeyBody;
    const sign_type = sent.sign_type || 'hmac';
    const sign_algorithm = sent.sign_algorithm || 'aes-128-cfb';
    const [ownKey, secret] = generated(sign_type, sign_algorithm, newId);
    if (sign_type === 'public_key' && !instanceOf(call).supported_features?.includes(sign_type)) {
      throw signTypeNotSupported(sign_type, call.scope.instance);
    }
    if (documents.named('signature-key', name).length > 0) throw signatureKeyNameExists();
    const key: SignatureKey = {
      id: newId(),
      name,
      sign_type,
      // What is not sent is generated.
      sign_key: sent.sign_key || ownKey,
      sign_secret: sent.sign_secret || secret,
      ...(sign_type === 'aes' && { sign_algorithm }),
      create_time: now,
      update_time: now,
    };
    documents.put('signature-key', key.id, key);
    return { status: 201, body: { ...key, sign_secret: shownSecret(key.sign_secret, rules) } };
  },
};

/** A key and a secret as their type asks for: 32 hexadecimal digits, or as many as AES takes; a user's name begins with a letter. */
function generated(
  type: SignatureKey['sign_type'],
  algorithm: string,
  newId: () => string,
): [key: string, secret: string] {
  const [key, secret] = [newId(), newId()];
  if (type === 'basic') return [`a${key.slice(1)}`, secret];
  if (type === 'aes') return [key.slice(0, algorithm === 'aes-128-cfb' ? 16 : 32), secret.slice(0, 16)];
  return [key, secret];
}
