// Signature keys.
import type { Schemas } from '../../../generated/contract.ts';
import { rejection } from '../../protocol/errors.ts';
import type { SignatureKey } from '../documents.ts';
import type { Call } from '../handler.ts';
import { instanceOf } from '../instances/found.ts';
import type { Resource } from '../resource.ts';
import { shownSecret } from '../secret.ts';

export const signNotFound = rejection('APIG.3017');

export const signs: Resource<SignatureKey> = {
  kind: 'signature-key',
  named: { parameter: 'sign_id', missing: signNotFound },
  form: { id: 'string', sign_key: 'string', sign_secret: 'string' },
  unique: { name: rejection('APIG.3207') },
  limit: { most: 200, exceeded: rejection('APIG.3105') },
  cascades: [{ kind: 'sign-binding', field: 'sign_id' }],
  made: createdKey,
  changed: changedKey,
  shown: shownKey,
  shownAs: (key) => ({ operation: 'createSignatureKey', body: key }),
  operations: {
    listSignatureKeys: {
      ...{ does: 'list', items: 'signs', filters: { id: 'id', name: { part: 'name' } } },
      shown: (key, call) => ({
        ...shownKey(key, call),
        bind_num: call.documents.having('sign-binding', 'sign_id', key.id).length,
        ldapi_bind_num: 0,
      }),
    },
    createSignatureKey: { does: 'create' },
    updateSignatureKey: { does: 'update' },
    deleteSignatureKey: { does: 'delete' },
  },
};

/** A key as responses have it. */
export function shownKey(key: SignatureKey, { rules }: Call): SignatureKey {
  return { ...key, sign_secret: shownSecret(key.sign_secret, rules) };
}

/** The fields of every type. */
type SignatureKeyBody = Pick<Schemas['SignatureKeyInfo'], 'name' | 'sign_type' | 'sign_key' | 'sign_secret'> & {
  sign_algorithm?: SignatureKey['sign_algorithm'];
};

function createdKey(call: Call): SignatureKey {
  const { body, newId, now, scope } = call;
  const { name, ...sent } = body as SignatureKeyBody;
  const sign_type = sent.sign_type || 'hmac';
  const sign_algorithm = sent.sign_algorithm || 'aes-128-cfb';
  const [ownKey, secret] = generated(sign_type, sign_algorithm, newId);
  if (sign_type === 'public_key' && !instanceOf(call).supported_features?.includes(sign_type)) {
    throw rejection('APIG.3548', { sign_type })(scope.instance);
  }
  return {
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
}

/** As a new key, but for what stays: a secret that is masked, as a response has it, is the one that there was. */
function changedKey(before: SignatureKey, call: Call): SignatureKey {
  const { sign_secret } = call.body as SignatureKeyBody;
  const key = createdKey(call);
  return {
    ...key,
    ...(sign_secret?.includes('*') && { sign_secret: before.sign_secret }),
    id: before.id,
    create_time: before.create_time,
  };
}

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
