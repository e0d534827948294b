// Editions: a revision of the API in a language.

export const locales = ['en', 'zh-CN'] as const;
export type Locale = (typeof locales)[number];

export interface Edition {
  /** `2024-11.en` */
  name: string;
  revision: string;
  locale: Locale;
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
