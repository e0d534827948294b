import type { ResourceCases } from './cases.ts';

export const overview: ResourceCases = {
  operations: {
    countApis: { path: '/resources/outline/apis' },
    countApps: { path: '/resources/outline/apps' },
    countApiGroups: { path: '/resources/outline/groups' },
    listTags: { path: '/tags' },
  },
};
