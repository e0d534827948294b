import type { ResourceCases } from './cases.ts';

const bound = '9d5a1f0b3c7e4826b1a0c4f8e2d76395';
const free = '51c0e7d2a9b84f36bd17c5a8f2e90463';
const acl404 = { 'APIG.3006': { path: '/acls/nothing' } };
const body = { acl_name: 'acl_scanners', acl_type: 'DENY', acl_value: '203.0.113.0/24', entity_type: 'IP' };
const bodied = {
  ...{ 'APIG.2001': { body: {} }, 'APIG.2011': { body: { ...body, nonsense: 1 } } },
  'APIG.3206': { body: { ...body, acl_name: 'acl_partners' } },
};
/** Pages have one code for every invalid parameter. */
const never = ['APIG.2011'];

export const acls: ResourceCases = {
  // One more than the seed has: a create succeeds once.
  limits: { acl: 3 },
  operations: {
    createAcl: {
      ...{ path: '/acls', body, codes: bodied },
      then: { 'APIG.3112': { body: { ...body, acl_name: 'acl_another' } } },
    },
    listAcls: { path: '/acls', codes: { 'APIG.2012': { path: '/acls?acl_type=none' } }, never },
    showAcl: { path: `/acls/${bound}`, codes: acl404, never },
    updateAcl: { path: `/acls/${bound}`, body, codes: { ...bodied, ...acl404 } },
    deleteAcl: { path: `/acls/${free}`, codes: { ...acl404, 'APIG.3447': { path: `/acls/${bound}` } }, never },
    deleteAcls: {
      path: '/acls?action=delete',
      body: { acls: [free, bound, 'nothing'] },
      codes: { 'APIG.2001': { path: '/acls' }, 'APIG.2011': { body: { nonsense: 1 } } },
    },
  },
};
