// Bundling: Redocly resolves what the contract's files refer to, once; the older revisions are overlays over the result.
// `bundle` and `translations` share it.
import { versionOf } from '@apig-spec/model/editions';
import type { JsonObject } from '@apig-spec/model/json';
import { copyOf } from '@apig-spec/model/json';
import { Failure, Mistakes } from '@apig-spec/repository/failure';
import {
  baseFile,
  catalogueFile,
  errataFiles,
  overlayFile,
  partFinder,
  readFolders,
  readParts,
} from '@apig-spec/repository/parts';
import { bundleFromString, createConfig, getLineColLocation } from '@redocly/openapi-core';
import { assemble, tagOperations } from './assemble.ts';
import { fillExamples, readErrorCodes } from './error-codes.ts';
import { applyOverlays, readOverlays } from './overlay.ts';
import type { Prose } from './prose.ts';
import { proseOf, UnnamedProse } from './prose.ts';

/** Each revision in English, newest first: the bundled base, and what the overlays make of it, step by step. */
export async function bundleEnglish(revisions: readonly string[]): Promise<Map<string, JsonObject>> {
  let document = await bundleBase(revisions);
  const documents = new Map<string, JsonObject>();
  const mistakes = new Mistakes();
  for (const [index, revision] of revisions.entries()) {
    if (index > 0) {
      const older = applyOverlays(document, readOverlays(revision, revisions), revision, mistakes);
      const info = { ...(older['info'] as JsonObject), version: versionOf(revision), 'x-revision': revision };
      document = { ...older, info };
    }
    documents.set(revision, document);
  }
  mistakes.stop();
  return documents;
}

/** The newest revision as one document. @throws {@link Failure} with what Redocly says of each file that is broken. */
async function bundleBase(revisions: readonly string[]): Promise<JsonObject> {
  const source = JSON.stringify(assemble());
  const config = await createConfig({});
  const { bundle, problems, fileDependencies } = await bundleFromString({ source, absoluteRef: baseFile, config });
  const mistakes = new Mistakes();
  for (const { message, location } of problems) {
    const [place] = location;
    const line = place && getLineColLocation(place).start;
    mistakes.add({
      file: place?.source.absoluteRef ?? baseFile,
      at: line && `line ${line.line}, column ${line.col}`,
      problem: message,
      fix: 'Correct the line; a $ref is relative to the folder of its file.',
    });
  }
  mistakes.stop();
  // Redocly shares what is referred to several times; an overlay must change one place alone.
  const document = copyOf(bundle.parsed as JsonObject);
  fillExamples(document, readErrorCodes(), mistakes);
  mistakes.stop();
  tagOperations(document, fileDependencies, besides(revisions));
  return document;
}

/** What folders may hold besides resources and their parts. */
function besides(revisions: readonly string[]): Set<string> {
  const kinds = ['observed', 'zh-CN', ...revisions.slice(1)];
  return new Set(
    readFolders().flatMap((folder) => [
      catalogueFile(folder),
      ...errataFiles(folder),
      ...kinds.map((kind) => overlayFile(folder, kind)),
    ]),
  );
}

/** The prose of an edition. @throws {@link Failure} for prose that cannot be named. */
export function namedProse(document: JsonObject): Prose[] {
  try {
    return proseOf(document);
  } catch (error) {
    if (!(error instanceof UnnamedProse)) throw error;
    throw new Failure({
      file: partFinder(readParts())(error.pointer)?.file ?? baseFile,
      at: error.pointer,
      problem: 'Prose at a place that has no stable name, so that it could not be translated.',
      fix: 'Move what it describes to a separate component.',
    });
  }
}
