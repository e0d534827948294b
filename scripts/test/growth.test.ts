// The contract that the bench `growth` measures: as large as it says, under names of its own, and such that it can be bundled.
import { operationsOf } from '@apig-spec/model/operations';
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
  const { bundleEnglish, namedProse } = await import('../lib/bundle/bundling.ts');
  const { gapsByFile, readCatalogues } = await import('../lib/bundle/catalogue.ts');
  const { listDocumentExamples, readLedgers, rowsByName } = await import('../lib/ledger.ts');
  const { readRevisions } = await import('../lib/editions.ts');

  const english = await bundleEnglish(readRevisions());
  const prose = new Map([...english].map(([revision, document]) => [revision, namedProse(document)]));
  expect(gapsByFile(readCatalogues(), prose).flatMap(({ gaps }) => Object.values(gaps).flat())).toEqual([]);
  for (const [revision, document] of english) {
    const ids = operationsOf(document).map(({ id }) => id);
    expect(ids.filter(isCopy).map(plain).sort(), revision).toEqual(ids.filter((id) => !isCopy(id)).sort());
  }
  const ledgers = readLedgers();
  expect(rowsByName(ledgers).size).toBe(ledgers.reduce((sum, { rows }) => sum + rows, 0));
  const names = listDocumentExamples().map(({ name }) => name.replace(/^\d+\//, ''));
  expect(names.filter(isCopy).map(plain).sort()).toEqual(names.filter((name) => !isCopy(name)).sort());
}, 60_000);
