// What begins a revision, and what is none. That everything picks it up: new-revision.long.test.ts.
import { newRevision } from '@apig-spec/sources/new-revision';
import { expect, test } from 'vitest';

test('its document has a ledger, and its changeset tells both languages', () => {
  const files = newRevision('2099-01', {
    file: '005_x.txt',
    title: 'Creating a VPC Channel',
    dated: null,
    locale: 'zh-CN',
  });
  expect(files.get('spec/sources/zh-2099-01-creating-a-vpc-channel/source.yaml')).toContain('edition: 2099-01.zh-CN');
  expect(files.get('.changeset/revision-2099-01.md')).toMatch(/Revision 2099-01\..*\n\nzh-CN: /);
});

test.for(['2024-11', '2023-12', '2025', 'next'])('%s is rejected', (revision) => {
  expect(() => newRevision(revision)).toThrow(`'${revision}' is not a valid revision newer than 2024-11.`);
});
