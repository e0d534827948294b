// Step: spec/ → packages/openapi/dist/: the six bundled editions as YAML and JSON, and beside them where each fact comes
// from (provenance.json), the errata (errata.json), what each revision changed (changes.json) and the workflows.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle, bundleEnglish, compare, namedProse } from './lib/bundling.ts';
import { gapsOf, proseOverlay, readCatalogue, reportGaps } from './lib/catalogue.ts';
import { changesOf } from './lib/changes.ts';
import type { Edition } from './lib/editions.ts';
import { editionsOf, readRevisions } from './lib/editions.ts';
import { Mistakes, step } from './lib/failure.ts';
import { filesBelow, writeAll, yamlText } from './lib/files.ts';
import type { Json, JsonObject } from './lib/json.ts';
import { canonical } from './lib/json.ts';
import { listDocumentExamples, readErrata, readLedgers } from './lib/ledger.ts';
import type { Overlay } from './lib/overlay.ts';
import { applyOverlay, overlayFor, readOverlay } from './lib/overlay.ts';
import { distDir, specDir } from './lib/paths.ts';
import { wireOf } from './lib/prose.ts';
import { provenanceOf } from './lib/provenance.ts';

await step('bundle', async () => {
  const scratch = mkdtempSync(join(tmpdir(), 'apig-spec-'));
  try {
    const revisions = readRevisions();
    const english = await bundleEnglish(revisions, scratch);
    const chinese = await bundleChinese(revisions, english, scratch);
    const documents = new Map(
      editionsOf(revisions).map((edition): [Edition, JsonObject] => {
        const document = (edition.locale === 'en' ? english : chinese).get(edition.revision) as JsonObject;
        return [edition, { ...document, info: { ...(document['info'] as JsonObject), 'x-edition': edition.name } }];
      }),
    );
    checkObserved(documents);
    writeAll(distDir, outputsOf(documents, revisions));
    return `${documents.size} editions`;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
});

/** Lays the Chinese wire facts and the Chinese prose over each English edition. */
async function bundleChinese(
  revisions: readonly string[],
  english: ReadonlyMap<string, JsonObject>,
  scratch: string,
): Promise<Map<string, JsonObject>> {
  const mistakes = new Mistakes();
  const wire = readOverlay(join(specDir, 'locales', 'zh-CN.overlay.yaml'));
  const catalogue = readCatalogue();
  const prose = new Map(revisions.map((revision) => [revision, namedProse(english.get(revision) as JsonObject)]));
  reportGaps(gapsOf(catalogue, prose), mistakes);
  mistakes.stop();

  const documents = await Promise.all(
    revisions.map(async (revision): Promise<[string, JsonObject]> => {
      const source = english.get(revision) as JsonObject;
      const words: Overlay = {
        file: join(scratch, `${revision}.prose.overlay.json`),
        document: proseOverlay(prose.get(revision) ?? [], catalogue, revision),
      };
      const facts = join(scratch, `${revision}.wire.overlay.json`);
      writeFileSync(facts, JSON.stringify(overlayFor(wire, revision)));
      writeFileSync(words.file, JSON.stringify(words.document));
      const from = join(scratch, `${revision}.en.yaml`);
      const document = await bundle(from, [facts, words.file], join(scratch, `${revision}.zh-CN.yaml`));
      const expected = applyOverlay(source, wire, revision, mistakes);
      if (
        canonical(namedProse(expected) as unknown as Json) !== canonical((prose.get(revision) ?? []) as unknown as Json)
      ) {
        mistakes.add({
          file: wire.file,
          at: `revision ${revision}`,
          problem: 'It changes prose.',
          mend: 'Prose is translated in spec/locales/zh-CN.yaml; leave only wire facts here.',
        });
      }
      // Without its prose, the Chinese edition is the English one with the listed wire facts and nothing else.
      compare(wireOf(expected), wireOf(document), wire, mistakes);
      return [revision, document];
    }),
  );
  mistakes.stop();
  return new Map(documents);
}

/** The overlay of observed facts is laid over an edition only on demand; that it can be is checked here. */
function checkObserved(documents: ReadonlyMap<Edition, JsonObject>): void {
  const mistakes = new Mistakes();
  const observed = readOverlay(join(specDir, 'observed.overlay.yaml'));
  for (const [edition, document] of documents) {
    if (edition.locale === 'en') applyOverlay(document, observed, edition.revision, mistakes);
  }
  mistakes.stop();
}

function outputsOf(documents: ReadonlyMap<Edition, JsonObject>, revisions: readonly string[]): Map<string, string> {
  const ledgers = readLedgers();
  const examples = listDocumentExamples();
  const files = new Map<string, string>();
  const provenance: JsonObject = {};
  for (const [edition, document] of documents) {
    files.set(`${edition.name}.yaml`, yamlText(document));
    files.set(`${edition.name}.json`, jsonText(document));
    provenance[edition.name] = provenanceOf(document, edition, ledgers, examples) as unknown as JsonObject;
  }
  const sources = ledgers.map(({ tables, ...head }) => ({
    ...head,
    rows: tables.reduce((sum, { rows }) => sum + rows.length, 0),
  }));
  files.set('provenance.json', jsonText({ documents: sources, editions: provenance }));
  files.set('errata.json', jsonText(readErrata()));
  files.set('changes.json', jsonText(changesOf(revisions)));
  for (const name of filesBelow(join(specDir, 'workflows'), '.arazzo.yaml')) {
    files.set(`workflows/${name}`, readFileSync(join(specDir, 'workflows', name), 'utf8'));
  }
  return files;
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
