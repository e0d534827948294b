// What a new revision changes in the repository before anything is said of it: it is the one before it under another name,
// and that one becomes a step back from it.
import { join } from 'node:path';
import { versionOf } from '@apig-spec/model/editions';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { isObject } from '@apig-spec/model/json';
import { readRevisions } from '@apig-spec/repository/editions';
import { Failure } from '@apig-spec/repository/failure';
import { filesBelow, readText } from '@apig-spec/repository/files';
import { root, specDir } from '@apig-spec/repository/paths';
import { type NewDocument, newDocument } from './new-document.ts';

/** The files to write, by their path in the repository. @throws {@link Failure} where one is not as it is expected */
export function newRevision(revision: string, document?: NewDocument): Map<string, string> {
  const [newest = ''] = readRevisions();
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(revision) || revision <= newest) {
    throw new Failure({
      file: join(specDir, 'openapi.yaml'),
      at: '/info/x-revision',
      problem: `'${revision}' is not a valid revision newer than ${newest}.`,
      fix: "Name it by year and month: '2025-06'.",
    });
  }
  const files = new Map<string, string>();
  const edit = (file: string, change: (text: string) => string): void => {
    const before = readText(join(root, file));
    const after = change(before);
    if (before === after) {
      throw new Failure({
        file,
        problem: `Nothing here names ${newest} as this command expects it.`,
        fix: 'Correct the file, or scripts/sources/lib/new-revision.ts where the file has a new form.',
      });
    }
    files.set(file, after);
  };
  const renamed = (text: string) => text.replaceAll(newest, revision);

  edit('spec/openapi.yaml', (text) =>
    text
      .replace(`version: ${versionOf(newest)}`, `version: ${versionOf(revision)}`)
      .replace(`x-revision: '${newest}'`, `x-revision: '${revision}'`),
  );
  files.set(`spec/revisions/${newest}.yaml`, noChanges(revision, newest));
  // What has been said of the newest revision is said of the new one too, until a document says otherwise.
  for (const file of filesBelow(specDir, '.yaml').map((name) => `spec/${name}`)) {
    if (readText(join(root, file)).match(lists(newest)))
      edit(file, (text) => text.replaceAll(lists(newest), `$1${revision}$1, $&`));
  }
  for (const name of filesBelow(join(specDir, 'workflows'), '.arazzo.yaml')) edit(`spec/workflows/${name}`, renamed);

  for (const name of ['client', 'validator'])
    edit(`packages/${name}/package.json`, (text) => withSubpaths(text, newest, revision));
  if (document) {
    for (const [file, text] of newDocument(revision, document, [revision])) files.set(file, text);
  }
  files.set(`.changeset/revision-${revision}.md`, changesetOf(revision, newest));
  return files;
}

/** A revision in a list of revisions, quoted or not. */
function lists(revision: string): RegExp {
  return new RegExp(`(?<=revisions: \\[[^\\]]*)('?)${revision}\\1`, 'g');
}

function noChanges(from: string, to: string): string {
  return `# yaml-language-server: $schema=../changes.schema.json
# What ${from} changed since ${to}. The overlays in resources/*/revisions/${to}.overlay.yaml take each change back.
[]
`;
}

/** Subpaths of the new revision before those of the one before it; what names none leads to the new one. */
function withSubpaths(text: string, newest: string, revision: string): string {
  const manifest = JSON.parse(text) as JsonObject & { exports: JsonObject };
  const exports = Object.entries(manifest.exports).flatMap(([subpath, target]): [string, Json][] => {
    const moved = JSON.parse(JSON.stringify(target).replaceAll(newest, revision)) as Json;
    if (subpath.includes(newest))
      return [
        [subpath.replace(newest, revision), moved],
        [subpath, target],
      ];
    const namesNone = isObject(target) && !/\d{4}-\d{2}/.test(subpath);
    return [[subpath, namesNone ? moved : target]];
  });
  return `${JSON.stringify({ ...manifest, exports: Object.fromEntries(exports) }, null, 2)}\n`;
}

function changesetOf(revision: string, newest: string): string {
  return `---
'@apig-spec/openapi': minor
'@apig-spec/client': minor
'@apig-spec/validator': minor
'@apig-spec/mock': minor
---

Revision ${revision}. What names no revision, \`@apig-spec/client\` among it, means it from now on; \`@apig-spec/client/${newest}\` stays as it is.

zh-CN: 新增修订版 ${revision}。未指明修订版的入口（如 \`@apig-spec/client\`）从此指向它；\`@apig-spec/client/${newest}\` 保持不变。
`;
}
