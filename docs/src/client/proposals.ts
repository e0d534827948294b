// The pages whose addresses are near to one that leads nowhere.
import { tight } from './matching.ts';

/** What there is in a language. */
export interface Addresses {
  /** Newest first. */
  revisions: string[];
  /** Below the folder of the language. `{revision}/createVpcChannel/` is in every revision that is named, or in all. */
  pages: [rest: string, title: string, revisions?: string[]][];
  words: { perhaps: string; search: string };
}

/** A page that was perhaps meant. */
export interface Proposal {
  url: string;
  title: string;
}

const most = 5;
const least = 0.45;

/** The language of an address, however it is written; of one that tells none, the reader's. */
export function localeIn(path: string, languages: readonly string[]): 'en' | 'zh-CN' {
  const first = path.split('/')[1]?.toLowerCase() ?? '';
  if (/^en([_-]|$)/.test(first)) return 'en';
  if (/^(zh|cn)([_-]|$)/.test(first)) return 'zh-CN';
  return languages
    .find((each) => /^(en|zh)/i.test(each))
    ?.toLowerCase()
    .startsWith('zh')
    ? 'zh-CN'
    : 'en';
}

/** What of an address names a page: its last step that is neither a language nor a revision nor a file's ending. */
export function nameIn(path: string): string {
  const steps = path.split('/').map((step) => decoded(step).replace(/(^index)?\.(html?|md)$/, ''));
  const named = steps.filter(
    (step) => step !== '' && !/^\d{4}-\d{2}$/.test(step) && !/^(en|zh|cn)([_-]\w+)?$/i.test(step),
  );
  return named.at(-1) ?? '';
}

/** The pages whose addresses are nearest, in the revision of the address where they are in it. */
export function proposalsFor(path: string, locale: string, { revisions, pages }: Addresses): Proposal[] {
  const wanted = tight(nameIn(path));
  const asked = path.split('/').find((step) => /^\d{4}-\d{2}$/.test(step)) ?? '';
  const weighed = pages.map(([rest, title, only = revisions]) => {
    const own = only.includes(asked) ? asked : (only[0] ?? '');
    const name = tight(rest.split('/').at(-2) ?? '');
    return {
      url: `/${locale}/${rest.replace('{revision}', own)}`,
      title,
      near: Math.max(nearness(wanted, name), nearness(wanted, tight(title)) - 0.05),
    };
  });
  return weighed
    .filter(({ near }) => near >= least)
    .sort((one, other) => other.near - one.near)
    .slice(0, most)
    .map(({ url, title }) => ({ url, title }));
}

/** How many pairs of letters two names share: 1 for the same name. */
function nearness(one: string, other: string): number {
  if (one === '' || other === '') return 0;
  if (one === other) return 1;
  const pairs = (name: string) => new Set(Array.from(name.slice(1), (letter, index) => `${name[index]}${letter}`));
  const [own, others] = [pairs(one), pairs(other)];
  return (2 * [...own].filter((pair) => others.has(pair)).length) / (own.size + others.size || 1);
}

/** A step of an address as it reads; one that is not encoded well, as it is. */
function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}
