// Bundling with Redocly, guarded: what `bundle` and `translations` share.
import { join } from 'node:path';
import type { JsonObject } from '@apig-spec/model/json';
import { canonical } from '@apig-spec/model/json';
import { stepFile } from './editions.ts';
import { Failure, Mistakes } from './failure.ts';
import { readYamlObject } from './files.ts';
import type { Overlay } from './overlay.ts';
import { applyOverlay, readOverlay } from './overlay.ts';
import { specDir } from './paths.ts';
import type { Prose } from './prose.ts';
import { proseOf, UnnamedProse } from './prose.ts';
import { redocly } from './redocly.ts';

/** Bundles each revision in English: the base, and the chain of overlays that steps back to it. */
export async function bundleEnglish(revisions: readonly string[], scratch: string): Promise<Map<string, JsonObject>> {
  const base = join(specDir, 'openapi.yaml');
  const overlays = revisions.slice(1).map((revision) => readOverlay(stepFile(revision), revisions));
  const bundled = await Promise.all(
    revisions.map((revision, index) =>
      bundle(
        base,
        overlays.slice(0, index).map(({ file }) => file),
        join(scratch, `${revision}.en.yaml`),
      ),
    ),
  );
  const mistakes = new Mistakes();
  const documents = new Map<string, JsonObject>();
  for (const [index, revision] of revisions.entries()) {
    const document = bundled[index] as JsonObject;
    const newer = documents.get(revisions[index - 1] ?? '');
    const overlay = overlays[index - 1];
    if (newer && overlay) compare(applyOverlay(newer, overlay, revision, mistakes), document, overlay, mistakes);
    documents.set(revision, document);
  }
  mistakes.stop();
  return documents;
}

/** Bundles with Redocly. @throws {@link Failure} with what Redocly says of the file that is broken. */
export async function bundle(from: string, overlays: string[], to: string): Promise<JsonObject> {
  const { code, output } = await redocly([
    'bundle',
    from,
    ...overlays.flatMap((file) => ['--overlay', file]),
    '-o',
    to,
  ]);
  if (code !== 0) {
    throw new Failure({
      file: from,
      problem: `Redocly could not bundle it:\n\n${output.trim().replaceAll(/^/gm, '    ')}\n`,
      mend: 'Mend the file and line that it names.',
    });
  }
  return readYamlObject(to);
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

/** Two implementations of overlays, ours and Redocly's, must agree. */
export function compare(ours: JsonObject, theirs: JsonObject, overlay: Overlay, mistakes: Mistakes): void {
  if (mistakes.all.length > 0 || canonical(ours) === canonical(theirs)) return;
  mistakes.add({
    file: overlay.file,
    problem: 'Redocly and the guard come to different results, or prose and wire facts have touched each other.',
    mend: 'Look for an action that both read differently; a simpler target usually settles it.',
  });
}
