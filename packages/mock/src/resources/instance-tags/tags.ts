// The tags of a gateway.
import { missingField } from '../../protocol/errors.ts';
import type { InstanceTag } from '../documents.ts';

type Sent = { key?: string | undefined; value?: string | undefined };

/** @throws ApigError where a tag that is sent has no key, which its schema allows */
export function checkKeys(sent: readonly Sent[]): void {
  if (sent.some(({ key }) => !key)) throw missingField('key');
}

/** With those that are sent: one of a key that is there takes the place of that. */
export function tagsWith(tags: readonly InstanceTag[], sent: readonly Sent[]): InstanceTag[] {
  const byKey = new Map(tags.map((tag) => [tag.key, tag]));
  for (const { key = '', value = '' } of sent) byKey.set(key, { key, value });
  return [...byKey.values()];
}

/** Without those that are sent: by the key alone, or by key and value. */
export function tagsWithout(tags: readonly InstanceTag[], sent: readonly Sent[]): InstanceTag[] {
  const byKey = new Map(tags.map((tag) => [tag.key, tag]));
  for (const { key = '', value } of sent) {
    if (value === undefined || byKey.get(key)?.value === value) byKey.delete(key);
  }
  return [...byKey.values()];
}
