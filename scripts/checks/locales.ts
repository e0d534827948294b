// Step: the two locales of a revision are the same on the wire, but for what the overlays zh-CN.overlay.yaml list.
import { join } from 'node:path';
import { applyOverlays, readOverlays } from '@apig-spec/bundle/overlay';
import { wireOf } from '@apig-spec/bundle/prose';
import { editionsOf } from '@apig-spec/model/editions';
import type { Json } from '@apig-spec/model/json';
import { canonical, isObject, pointerOf } from '@apig-spec/model/json';
import { readRevisions } from '@apig-spec/repository/editions';
import { Mistakes, step } from '@apig-spec/repository/failure';
import { readBuilt } from '@apig-spec/repository/files';
import { distDir } from '@apig-spec/repository/paths';
import { inScope, scopeAsked } from '@apig-spec/repository/scope';

await step('locales', () => {
  const mistakes = new Mistakes();
  const scope = scopeAsked();
  const revisions = readRevisions();
  const overlays = readOverlays('zh-CN', revisions);
  let listed = 0;
  for (const revision of revisions) {
    const [english = {}, chinese = {}] = editionsOf([revision]).map(({ name }) =>
      wireOf(readBuilt(join(distDir, `${name}.json`))),
    );
    const expected = wireOf(applyOverlays(english, overlays, revision, mistakes));
    // Each overlay needs its targets: only what they make is restricted.
    const compared = inScope(expected, scope);
    listed += differences(inScope(english, scope), compared, []).length;
    for (const pointer of differences(compared, inScope(chinese, scope), [])) {
      if (pointer === '/info/x-edition') continue;
      mistakes.add({
        file: join(distDir, `${revision}.zh-CN.yaml`),
        at: pointer,
        problem: `Not as in ${revision}.en, and not listed as a wire fact of the Chinese documents.`,
        fix: 'List it in zh-CN.overlay.yaml of its resource, with its source, or take the difference out.',
      });
    }
  }
  mistakes.stop();
  return `${listed} differences in ${revisions.length} revisions, all listed`;
});

/** The JSON pointers at which two values differ, as deep as they go. */
function differences(a: Json | undefined, b: Json | undefined, steps: (string | number)[]): string[] {
  if (isObject(a) && isObject(b)) {
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) =>
      differences(a[key], b[key], [...steps, key]),
    );
  }
  if (Array.isArray(a) && Array.isArray(b) && a.length === b.length) {
    return a.flatMap((item, index) => differences(item, b[index], [...steps, index]));
  }
  return canonical(a) === canonical(b) ? [] : [pointerOf(steps)];
}
