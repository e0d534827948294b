// What of an edition's catalogue a query asks for: the best places of each kind.
import type { Catalogue } from './catalogue.ts';
import type { Entry, Kind, Shown, Text } from './entries.ts';
import { entriesOf, Vocabulary } from './entries.ts';
import type { Concept, Query } from './matching.ts';
import { distance, isHan, likeness, normal, queryOf, stem, tight, wordsOf } from './matching.ts';

export interface Result extends Shown {
  kind: Kind;
}

/** How many of a kind are shown. */
const most: Readonly<Record<Kind, number>> = {
  operation: 5,
  field: 5,
  error: 4,
  quota: 4,
  guide: 4,
  page: 3,
  reference: 3,
};
/** What is worth less than this, or than this part of the best, is no result. */
const least = 0.3;
const leastOfBest = 0.6;
const worthOfSynonym = 0.85;

export class Finder {
  readonly #catalogue: Catalogue;
  readonly #vocabulary = new Vocabulary();
  readonly #entries: Entry[];

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
    this.#entries = entriesOf(catalogue, this.#vocabulary);
  }

  /**
   * The best places, grouped by kind, the group of the best first.
   *
   * @param here - the path of the reader's page, whose fields are preferred to the same of other operations
   */
  find(term: string, here = ''): Result[] {
    const query = queryOf(term, this.#catalogue);
    const compare = query.concepts.map((concept) => this.#comparison(concept));
    const weighed = this.#weighed(term, query, compare);
    const meets = (text: Text) => compare.reduce((sum, met) => sum + met(text), 0);
    const shown = new Set<string>();
    const results = weighed.flatMap(({ entry }) => {
      if (shown.has(entry.same)) return [];
      shown.add(entry.same);
      return [entry];
    });
    // A map keeps its keys in their order: that of the best of each kind.
    return [...Map.groupBy(results, ({ kind }) => kind)].flatMap(([kind, own]) =>
      own.slice(0, most[kind]).map((entry) => ({ kind, ...entry.shown(here, meets) })),
    );
  }

  /** The word of the catalogue that is nearest to what was typed, where one is near. */
  suggestion(term: string): string | undefined {
    const typed = wordsOf(normal(term)).reduce((one, other) => (other.length > one.length ? other : one), '');
    const near = (word: string) => {
      const pairs = (each: string) => new Set(Array.from(each.slice(1), (letter, index) => `${each[index]}${letter}`));
      const [one, other] = [pairs(typed), pairs(word)];
      return (2 * one.intersection(other).size) / (one.size + other.size || 1);
    };
    const words = this.#vocabulary.words.filter((word) => word.length > 3 && !/\d/.test(word));
    const [best] = words.map((word) => ({ word, near: near(word) })).sort((one, other) => other.near - one.near);
    return best && best.near > 0.4 ? best.word : undefined;
  }

  /** Compares texts with a concept; each word that is typed is compared with each word of the catalogue once. */
  #comparison({ typed, synonyms }: Concept): (text: Text) => number {
    const { words } = this.#vocabulary;
    // What means the same is there or is not: of what is typed, a beginning or a typo will do.
    const same = new Set(synonyms.flatMap((form) => (form.length === 1 ? form.map(stem) : [])));
    const single = typed.length === 1 && !isHan(typed[0] ?? '') ? typed[0] : undefined;
    const worths = Float32Array.from(words, (word) =>
      Math.max(single ? likeness(single, word) : 0, same.has(stem(word)) ? worthOfSynonym : 0),
    );
    const phrases = [typed, ...synonyms].flatMap((form, index) =>
      form.length > 1 || isHan(form[0] ?? '')
        ? [{ phrase: form.join(' '), worth: index === 0 ? 1 : worthOfSynonym }]
        : [],
    );
    return ({ whole, words: own }) => {
      let best = 0;
      for (const word of own) best = Math.max(best, worths[word] ?? 0);
      for (const { phrase, worth } of phrases) if (worth > best && whole.includes(phrase)) best = worth;
      return best;
    };
  }

  /** What entries are worth, best first, without those that are worth much less than the best. */
  #weighed(
    term: string,
    query: Query,
    compare: readonly ((text: Text) => number)[],
  ): { entry: Entry; worth: number }[] {
    const compared = compare.map((met) => {
      const worths = this.#entries.map((entry) => metBy(entry, met));
      // A word that few places have tells more than one that most have.
      const count = worths.filter((worth) => worth > 0.3).length;
      return { worths, weight: Math.log(2 + this.#entries.length / Math.max(count, 1)) };
    });
    const all = compared.reduce((sum, { weight }) => sum + weight, 0) || 1;
    const whole = [tight(term), tight(term.replace(/^(body|path|query|\d{3})\.(?=\w)/, ''))];
    const wanted = { term, names: whole.flatMap((name) => [name, `${name}s`]) };
    const weighed = this.#entries.flatMap((entry, index) => {
      const met = compared.reduce((sum, { worths, weight }) => sum + (worths[index] ?? 0) * weight, 0) / all;
      const called = isRequest(entry, term) ? 1 : calledBy(entry, wanted);
      if (met + called < least) return [];
      const worth = met + called + 0.15 * tightness(entry, query, compare) + bonus(entry, query);
      return [{ entry, met: met + called / 2, worth }];
    });
    const best = Math.min(
      weighed.reduce((most, { met }) => Math.max(most, met), 0),
      1,
    );
    return weighed.filter(({ met }) => met >= best * leastOfBest).sort((one, other) => other.worth - one.worth);
  }
}

/** How well an entry meets a concept: best by what it is called, then by where it belongs, then by what is said of it. */
function metBy({ kind, names, around, text }: Entry, met: (text: Text) => number): number {
  let best = 0;
  for (const [index, name] of names.entries()) best = Math.max(best, met(name) * (index === 0 ? 1 : 0.95));
  // A field is one of its operation, and a quota one of what it is counted in: that is nearly part of the name.
  const [near, said] = [kind === 'field' || kind === 'quota' ? 0.92 : 0.6, kind === 'error' ? 0.8 : 0.4];
  if (best < near) best = Math.max(best, met(around) * near);
  return best < said ? Math.max(best, met(text) * said) : best;
}

/** Whether an entry is called as the whole term says, or nearly so. Headings and references are often called like other things. */
function calledBy(
  { kind, spellings, values = [] }: Entry,
  { term, names }: { term: string; names: readonly string[] },
): number {
  if (values.includes(term)) return 1;
  const isOfContract = kind === 'operation' || kind === 'field' || kind === 'error';
  if (spellings.some((spelling) => names.includes(spelling))) return isOfContract ? 1 : 0.1;
  const isTypo = (spelling: string) => names.some((name) => name.length > 7 && distance(name, spelling, 2) <= 2);
  return isOfContract && spellings.some(isTypo) ? 0.5 : 0;
}

/** How much of the best name the query asks for: `timeout` rather than `connect timeout`. */
function tightness(
  { kind, names, text }: Entry,
  { concepts }: Query,
  compare: readonly ((text: Text) => number)[],
): number {
  return (kind === 'error' ? [text] : names.slice(0, 2)).reduce((best, name) => {
    const asked = concepts.reduce(
      (sum, { typed }, index) => sum + ((compare[index]?.(name) ?? 0) > 0.8 ? typed.join(' ').length : 0),
      0,
    );
    return Math.max(best, Math.min(asked / (name.whole.length || 1), 1));
  }, 0);
}

/** What readers more often mean, and what kind of question it is. */
function bonus({ kind, bounded, request, same }: Entry, { how, bounds, count }: Query): number {
  const usual = { operation: 0.06, field: 0.03, error: 0.02, quota: 0, guide: 0.03, page: 0, reference: -0.1 }[kind];
  const counted = kind === 'quota' ? (count ? 0.6 : -0.3) : 0;
  const asked = (how ? ({ guide: 0.3, error: -0.1 }[kind as string] ?? 0) : 0) + (bounds && bounded ? 0.25 : 0);
  // A way through a resource, then what makes one, before the other operations.
  const first = kind !== 'operation' ? 0 : !request ? 0.03 : same.startsWith('create') ? 0.02 : 0;
  // A page, before its sections.
  const page = kind === 'guide' && !same.includes('#') ? 0.04 : 0;
  // What is sent, before what is only returned; the outer, before what it holds.
  const [part = '', name = ''] = kind === 'field' ? same.split(' ') : [];
  const inner =
    part === '' ? 0 : -0.008 * (name.split('.').length - 1) - (part === 'answer' ? 0.03 : part === 'query' ? 0.01 : 0);
  return usual + asked + counted + first + page + inner;
}

/** Whether a term is a request of an operation: `POST /v2/{project_id}/…`, or the end of its path, with ids or without. */
function isRequest({ request }: Entry, term: string): boolean {
  const [, method, path = ''] = /^(?:([a-z]+)\s+)?(?:https?:\/\/[^/]+)?(\S*\/\S*)$/i.exec(term.trim()) ?? [];
  const wanted = (path.split(/[?#]/)[0] ?? '').split('/').filter(Boolean);
  if (!request || wanted.length === 0 || (method && method.toLowerCase() !== request.method)) return false;
  const own = request.path.split('/').filter(Boolean).slice(-wanted.length);
  const meets = (step: string, index: number) =>
    step === own[index] || (own[index]?.startsWith('{') && (step.startsWith('{') || /\d/.test(step)));
  return own.length === wanted.length && wanted.every(meets);
}
