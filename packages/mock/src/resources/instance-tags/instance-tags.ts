// Tags of gateways: they are kept in the gateway itself.
import type { Schemas } from '../../../generated/contract.ts';
import { rejection } from '../../protocol/errors.ts';
import type { Instance } from '../documents.ts';
import type { Handler } from '../handler.ts';
import type { One, Show } from '../resource.ts';
import { checkKeys, tagsWith, tagsWithout } from './tags.ts';

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

const listInstanceTags: Show<Instance> = {
  does: 'show',
  shown: ({ id: resource_id, instance_name: resource_name, tags = [] }) => {
    return { resource_id, resouce_detail: null, resource_name, tags };
  },
};

const updateInstanceTags: One<Instance> = {
  does: 'update',
  changed(instance, { body }) {
    const { action, tags: sent } = body as Schemas['InstanceTagsUpdate'];
    checkKeys(sent);
    const { tags: before = [] } = instance;
    const tags = action === 'delete' ? tagsWithout(before, sent) : tagsWith(before, sent);
    if (tags.length > most) throw tooMany(instance.id);
    return { ...instance, tags };
  },
  shown: () => undefined,
};

export const instanceTagOperations = { listProjectInstanceTags, listInstanceTags, updateInstanceTags };
