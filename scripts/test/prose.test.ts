// Which texts of a bundled edition are prose, and by which names they are known.
import { proseOf, wireOf } from '@apig-spec/bundle/prose';
import { expect, test } from 'vitest';
import { documentOf } from './model.documents.ts';

test('a field may have the name of a map of names, and is described like any other', () => {
  const properties = Object.fromEntries(
    ['responses', 'properties', 'variables'].map((name) => [name, { type: 'string', description: `About ${name}.` }]),
  );
  const document = { ...documentOf({ Named: { type: 'object', properties } }), paths: {} };
  expect(proseOf(document).map(({ key, text }) => [key, text])).toEqual([
    ['Named.responses', 'About responses.'],
    ['Named.properties', 'About properties.'],
    ['Named.variables', 'About variables.'],
  ]);
  expect(JSON.stringify(wireOf(document))).not.toContain('About');
});
