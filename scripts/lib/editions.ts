// Which revisions, locales and editions there are. The overlays in spec/revisions/ say so; nothing else lists them.
import { join } from 'node:path';
import { Failure } from './failure.ts';
import { filesBelow, readYamlObject } from './files.ts';
import { objectOf } from './json.ts';
import { specDir } from './paths.ts';

export const locales = ['en', 'zh-CN'] as const;
export type Locale = (typeof locales)[number];

export interface Edition {
  /** `2024-11.en` */
  name: string;
  revision: string;
  locale: Locale;
}

/** The revisions, newest first: the base document's own, then one for each overlay in spec/revisions/. */
export function readRevisions(): string[] {
  const file = join(specDir, 'openapi.yaml');
  const newest = objectOf(readYamlObject(file)['info'])['x-revision'];
  if (typeof newest !== 'string' || !/^\d{4}-(0[1-9]|1[0-2])$/.test(newest)) {
    throw new Failure({
      file,
      at: '/info/x-revision',
      problem: `Not a revision: ${newest}`,
      mend: "Name it by year and month: '2024-11'.",
    });
  }
  const older = filesBelow(join(specDir, 'revisions'), '.overlay.yaml').map((name) =>
    name.replace('.overlay.yaml', ''),
  );
  return [newest, ...older.sort().reverse()];
}

/**
 * The semantic version of a revision, as `info.version` has it: `2023-05` is `2023.5.0`. Generators make it the version of
 * the package that they write, and those of Rust and others take nothing else.
 */
export function versionOf(revision: string): string {
  return `${revision.split('-').map(Number).join('.')}.0`;
}

export function editionsOf(revisions: readonly string[]): Edition[] {
  return revisions.flatMap((revision) =>
    locales.map((locale) => ({ name: `${revision}.${locale}`, revision, locale })),
  );
}

/** The overlay that steps back to a revision from the next newer one. */
export function stepFile(revision: string): string {
  return join(specDir, 'revisions', `${revision}.overlay.yaml`);
}
