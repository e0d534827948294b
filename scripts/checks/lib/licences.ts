// Which licences of dependencies we take.

/** Licences that ask for no more than that they are named; PSF-2.0 also that changes are told, and we change nothing. */
const permissive = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'ISC', 'MIT', 'PSF-2.0'];
/** Also fine for tools that we use and nobody gets from us. */
const forTools = [...permissive, 'CC0-1.0', 'MPL-2.0', 'Python-2.0', 'Unlicense', 'WTFPL'];

/** `pnpm licenses list --json`: packages by their licence, an SPDX expression. */
export type Licences = Record<string, { name: string; versions: string[] }[]>;

/**
 * Packages under a licence that we do not take.
 *
 * @param shipped - whether they are installed with our packages, or only here
 */
export function rejectedLicences(
  licences: Licences,
  { shipped }: { shipped: boolean },
): { name: string; licence: string }[] {
  const accepted = new Set(shipped ? permissive : forTools);
  const isAccepted = (expression: string) =>
    expression
      .replaceAll(/[()]/g, '')
      .split(' OR ')
      .some((choice) => choice.split(' AND ').every((licence) => accepted.has(licence)));
  return Object.entries(licences)
    .filter(([licence]) => !isAccepted(licence))
    .flatMap(([licence, packages]) => packages.map(({ name }) => ({ name, licence })));
}
