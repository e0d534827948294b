// Tags of gateways: they are kept in the gateway itself.
import type { Schemas } from '../../../generated/contract.ts';
import { missingField, rejection } from '../../protocol/errors.ts';
import type { Instance } from '../documents.ts';
import type { Handler } from '../handler.ts';
import { instanceOf } from '../instances/found.ts';
import { tagsWith, tagsWithout } from './tags.ts';

const tooMany = rejection('APIC.7402');

/** How many tags a gateway may have. */
const most = 20;

const listProjectInstanceTags: Handler = {
  reads(call) {
    const values = new Map<string, Set<string>>();
    for (const { document } of call.documents.everywhere<Instance>('instance')) {
      for (const { key, value } of document.tags ?? []) values.set(key, (values.get(key) ?? new Set()).add(value));
    }
    return { tags: Array.from(values, ([key, each]) => ({ key, values: [...each] })) };
  },
};

const listInstanceTags: Handler = {
  reads(call) {
    const { id, instance_name, tags = [] } = instanceOf(call);
    return { resource_id: id, resouce_detail: null, resource_name: instance_name, tags };
  },
};

const updateInstanceTags: Handler = {
  writes(call) {
    const instance = instanceOf(call);
    const { action, tags: sent } = call.body as Schemas['InstanceTagsUpdate'];
    if (sent.some(({ key }) => !key)) throw missingField('key');
    const { tags: before = [] } = instance;
    const tags = action === 'delete' ? tagsWithout(before, sent) : tagsWith(before, sent);
    if (tags.length > most) throw tooMany(instance.id);
    call.documents.put('instance', instance.id, { ...instance, tags });
    return undefined;
  },
};

export const instanceTagOperations = { listProjectInstanceTags, listInstanceTags, updateInstanceTags };
