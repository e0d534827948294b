import type { ResourceCases } from './cases.ts';

const tags = Array.from({ length: 20 }, (_, index) => ({ key: `key-${index}`, value: 'any' }));

export const instanceTags: ResourceCases = {
  operations: {
    listProjectInstanceTags: { path: '/instance-tags' },
    listInstanceTags: { path: '/instance-tags' },
    updateInstanceTags: {
      ...{ path: '/instance-tags/action', body: { action: 'create', tags: tags.slice(0, 2) } },
      codes: {
        'APIC.7211': { body: { action: 'create', tags: [{ value: 'any' }] } },
        'APIC.7402': { body: { action: 'create', tags } },
      },
    },
  },
};
