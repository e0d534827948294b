import type { ResourceCases } from './cases.ts';

export const instances: ResourceCases = {
  operations: {
    showInstance: { path: '' },
  },
};
