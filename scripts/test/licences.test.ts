// A licence that we do not take is found, and one choice out of several is enough.

import { rejectedLicences } from '@apig-spec/checks/licences';
import { expect, test } from 'vitest';

const under = (licence: string) => ({ [licence]: [{ name: 'some', versions: ['1.0.0'] }] });

test.for<[string, { tool: boolean; shipped: boolean }]>([
  ['MIT', { tool: true, shipped: true }],
  ['(MIT OR CC0-1.0)', { tool: true, shipped: true }],
  ['GPL-3.0 OR ISC', { tool: true, shipped: true }],
  ['MIT AND GPL-3.0', { tool: false, shipped: false }],
  ['MPL-2.0', { tool: true, shipped: false }],
  ['GPL-3.0', { tool: false, shipped: false }],
  ['Unknown', { tool: false, shipped: false }],
])('%s', ([licence, { tool, shipped }]) => {
  const rejected = [{ name: 'some', licence }];
  expect(rejectedLicences(under(licence), { shipped: false })).toEqual(tool ? [] : rejected);
  expect(rejectedLicences(under(licence), { shipped: true })).toEqual(shipped ? [] : rejected);
});
