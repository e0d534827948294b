// What comes after an operation, by the paths and ids of the contract.
import { operationsOf } from '@apig-spec/model/operations';
import { distDir } from '@apig-spec/repository/paths';
import { expect, test } from 'vitest';
import { nextStepsOf } from '../src/model/next-steps.ts';
import { readSite } from '../src/model/site.ts';

const { document } = readSite(distDir).editions[0] ?? { document: {} };
const operations = operationsOf(document);
const nextSteps = nextStepsOf(document);

function after(id: string): string[] {
  const operation = operations.find((each) => each.id === id);
  if (!operation) throw new Error(`There is no ${id}.`);
  return nextSteps(operation).map((each) => each.id);
}

test('what was created is shown, updated, listed, deleted, filled and used', () => {
  expect(after('createVpcChannel').slice(0, 4)).toEqual([
    'showVpcChannel',
    'updateVpcChannel',
    'listVpcChannels',
    'deleteVpcChannel',
  ]);
  expect(after('createApp')).toEqual(expect.arrayContaining(['createAppCode', 'bindAppsToQuota']));
  // A field of a body that is called otherwise.
  expect(after('createThrottle')).toContain('bindThrottleToApis');
});

test('what was deleted is gone', () => {
  expect(after('deleteVpcChannel').sort()).toEqual(['createVpcChannel', 'listVpcChannels']);
});

test('where nothing shows what was changed, what tells of it in the same resource does', () => {
  expect(after('enableVpcChannelMembers')).toEqual(['listVpcChannelMembers']);
  expect(after('bindThrottleToApis')).toContain('listThrottleBoundApis');
  expect(after('bindEip')).toContain('showInstance');
});

test('every operation that creates leads on, none leads to itself, none to more than a few', () => {
  for (const operation of operations) {
    const next = after(operation.id);
    expect(next, operation.id).not.toContain(operation.id);
    expect(next.length, operation.id).toBeLessThanOrEqual(6);
    if (operation.id.startsWith('create')) expect(next.length, operation.id).toBeGreaterThan(0);
  }
});
