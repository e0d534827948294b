import type { ResourceCases } from './cases.ts';

const app = '/apps/356de8eb7a8742168586e5daf5339965';
const app404 = '/apps/nothing';
const codesOfApp = '/apps/9ed8b7fe84224de681e7d7a5587e76dc/app-codes';
const appCode = `${codesOfApp}/b3d34f746d0847fb95138670e10207ed`;
const appCode404 = {
  'APIG.3082': { path: `${codesOfApp}/nothing` },
  'APIG.3004': { path: `${app404}/app-codes/nothing` },
};

export const appCodes: ResourceCases = {
  // The app of the seed that has none can be given one.
  limits: { 'app-code': 1 },
  operations: {
    createAppCode: {
      path: `${app}/app-codes`,
      body: { app_code: 'a'.repeat(64) },
      codes: {
        'APIG.2001': { body: {} },
        'APIG.2011': { body: { app_code: 'short' } },
        'APIG.3004': { path: `${app404}/app-codes` },
      },
      then: { 'APIG.3131': { body: { app_code: 'b'.repeat(64) } } },
    },
    generateAppCode: {
      path: `${app}/app-codes`,
      codes: { 'APIG.3004': { path: `${app404}/app-codes` } },
      then: { 'APIG.3131': {} },
    },
    listAppCodes: { path: `${app}/app-codes`, codes: { 'APIG.3004': { path: `${app404}/app-codes` } } },
    showAppCode: { path: appCode, codes: appCode404 },
    deleteAppCode: { path: appCode, codes: appCode404 },
  },
};
