// The contract that the bench `growth` measures: as large as it says, under names of its own, and such that it can be bundled.
import { join } from 'node:path';
import { editionsOf } from '@apig-spec/model/editions';
import { objectOf } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import { readBuilt } from '@apig-spec/repository/files';
import { distDir } from '@apig-spec/repository/paths';
import { afterAll, expect, test, vi } from 'vitest';
import { multiply } from '../bench/growth/multiply.ts';
import { scratch } from './scratch.ts';

afterAll(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

/** What a copy is called, as the original is. */
const plain = (name: string) => name.replaceAll(/[ -]?_?copy2|Copy2/g, '');
const isCopy = (name: string) => name !== plain(name);

test('a contract twice as large has each operation and source twice, and can be bundled', async ({
  onTestFinished,
}) => {
  const { spec } = scratch(onTestFinished);
  multiply(spec, 2);
  // Modules know the folder of the contract from when they are loaded.
  vi.stubEnv('APIG_SPEC_DIR', spec);
  vi.resetModules();
  const { bundleEnglish, namedProse } = await import('@apig-spec/bundle/bundling');
  const { gapsByFile, readCatalogues } = await import('@apig-spec/bundle/catalogue');
  const { readEvidence } = await import('@apig-spec/sources/evidence');
  const { rowsByName } = await import('@apig-spec/sources/tables');
  const { readRevisions } = await import('@apig-spec/repository/editions');
  const { provenanceReader } = await import('@apig-spec/sources/provenance');

  const english = await bundleEnglish(readRevisions());
  const prose = new Map([...english].map(([revision, document]) => [revision, namedProse(document)]));
  expect(gapsByFile(readCatalogues(), prose).flatMap(({ gaps }) => Object.values(gaps).flat())).toEqual([]);
  for (const [revision, document] of english) {
    const ids = operationsOf(document).map(({ id }) => id);
    expect(ids.filter(isCopy).map(plain).sort(), revision).toEqual(ids.filter((id) => !isCopy(id)).sort());
  }
  const evidence = readEvidence();
  const { ledgers, examples } = evidence;
  expect(rowsByName(ledgers).size).toBe(ledgers.reduce((sum, { rows }) => sum + rows, 0));
  const names = examples.map(({ name }) => name.replace(/^[^/]+\//, ''));
  expect(names.filter(isCopy).map(plain).sort()).toEqual(names.filter((name) => !isCopy(name)).sort());

  // What a field names as its sources stays as long as it is, however many operations share the field.
  const [newest] = editionsOf(readRevisions());
  if (!newest) throw new Error('The contract has no editions.');
  const document = english.get(newest.revision) ?? {};
  const built = objectOf(objectOf(readBuilt(join(distDir, 'provenance.json'))['editions'])[newest.name]);
  const lengths = (provenance: object) =>
    Object.entries(provenance)
      .filter(([place]) => !isCopy(place))
      .map(([place, { sources }]) => `${place}: ${sources.length}`)
      .sort();
  expect(lengths(provenanceReader(evidence)(document, newest))).toEqual(lengths(built));
}, 60_000);
