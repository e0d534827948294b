// Bundling: Redocly resolves what the contract's files refer to, once; the older revisions are overlays over the result.
// `bundle` and `translations` share it.
import { join } from 'node:path';
import type { JsonObject } from '@apig-spec/model/json';
import { bundle, createConfig, getLineColLocation } from '@redocly/openapi-core';
import { stepFile } from './editions.ts';
import { Failure, Mistakes } from './failure.ts';
import { applyOverlay, readOverlay } from './overlay.ts';
import { specDir } from './paths.ts';
import type { Prose } from './prose.ts';
import { proseOf, UnnamedProse } from './prose.ts';

/** Each revision in English, newest first: the bundled base, and what the chain of overlays makes of it. */
export async function bundleEnglish(revisions: readonly string[]): Promise<Map<string, JsonObject>> {
  let document = await bundleBase();
  const documents = new Map<string, JsonObject>();
  const mistakes = new Mistakes();
  for (const [index, revision] of revisions.entries()) {
    if (index > 0) document = applyOverlay(document, readOverlay(stepFile(revision), revisions), revision, mistakes);
    documents.set(revision, document);
  }
  mistakes.stop();
  return documents;
}

/** The newest revision as one document. @throws {@link Failure} with what Redocly says of each file that is broken. */
async function bundleBase(): Promise<JsonObject> {
  const base = join(specDir, 'openapi.yaml');
  try {
    const { bundle: bundled, problems } = await bundle({ ref: base, config: await createConfig({}) });
    const mistakes = new Mistakes();
    for (const { message, location } of problems) {
      const [place] = location;
      const line = place && getLineColLocation(place).start;
      mistakes.add({
        file: place?.source.absoluteRef ?? base,
        at: line && `line ${line.line}, column ${line.col}`,
        problem: message,
        mend: 'Correct the line; a $ref is read from the folder of its own file.',
      });
    }
    mistakes.stop();
    // Redocly shares what is referred to several times; an overlay must change one place alone.
    return JSON.parse(JSON.stringify(bundled.parsed)) as JsonObject;
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure({
      file: base,
      problem: (error as Error).message,
      mend: 'Correct the file and line that it names.',
    });
  }
}

/** The prose of an edition. @throws {@link Failure} for prose that cannot be named. */
export function namedProse(document: JsonObject): Prose[] {
  try {
    return proseOf(document);
  } catch (error) {
    if (!(error instanceof UnnamedProse)) throw error;
    throw new Failure({
      file: join(specDir, 'openapi.yaml'),
      at: error.pointer,
      problem: 'Prose at a place that has no stable name, so that it could not be translated.',
      mend: 'Move what it describes to a component of its own.',
    });
  }
}
