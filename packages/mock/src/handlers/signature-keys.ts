// The operation on signature keys.
import { signatureKeyNameExists, signTypeNotSupported } from '../engine/errors.ts';
import type { SignatureKey } from '../state/documents.ts';
import type { Handler } from './handler.ts';
import { instanceOf } from './instances.ts';
import { shownSecret } from './secret.ts';

type SignatureKeyBody = Pick<SignatureKey, 'name'> &
  Partial<Pick<SignatureKey, 'sign_type' | 'sign_key' | 'sign_secret' | 'sign_algorithm'>>;

export const createSignatureKey: Handler = {
  writes(call) {
    const { body, documents, newId, now, rules } = call;
    const { name, sign_type = 'hmac', sign_algorithm = 'aes-128-cfb', ...sent } = body as SignatureKeyBody;
    if (sign_type === 'public_key' && !instanceOf(call).supported_features?.includes(sign_type)) {
      throw signTypeNotSupported(sign_type, call.scope.instance);
    }
    if (documents.list<SignatureKey>('signature-key').some((key) => key.name === name)) throw signatureKeyNameExists();
    const key: SignatureKey = {
      id: newId(),
      name,
      sign_type,
      // What is not sent is generated.
      sign_key: sent.sign_key || newId(),
      sign_secret: sent.sign_secret || newId(),
      ...(sign_type === 'aes' && { sign_algorithm }),
      create_time: now,
      update_time: now,
    };
    documents.put('signature-key', key.id, key);
    return { status: 201, body: { ...key, sign_secret: shownSecret(key.sign_secret, rules) } };
  },
};
