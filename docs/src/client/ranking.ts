// The order of what the search finds: places called exactly so, places whose name holds the term, places that hold it as a
// whole, then those that hold parts of it. Fields come before what is told about them elsewhere.
import { revisionIn } from './editions.ts';
import type { Found } from './search.ts';

const most = 12;
/** Of one page, of those that are worth the same. */
const mostOfPage = 5;

/** A place on a page. */
export interface Place {
  title: string;
  /** The page's title and, of a field, its full name: `Create a VPC channel · body.vpc_health_config.timeout`. */
  page: string;
  url: string;
  excerpt: string;
}

interface Weighed extends Place {
  worth: number;
  /** All that is known of it, in small letters: its full name and the excerpt. */
  text: string;
  /** How often the excerpt holds parts of the term. */
  hits: number;
  rank: number;
  /** The same for a field of whatever operation's requests; and of their responses. */
  field: string;
}

/** A term as the index may have it: as it is typed, and with names of programs and full names of fields taken apart. */
export function spellings(term: string): string[] {
  const names = term.replace(/^(body|path|query|\d{3})\.(?=\w)/, '').replaceAll(/(?<=\w)\.(?=\w)/g, ' ');
  const apart = names.replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, '_').toLowerCase();
  return apart === term.toLowerCase() ? [term] : [term, apart];
}

/** The words of a term: `timeInterval` and `time_interval` have two, `健康检查间隔` has three. */
export function wordsOf(term: string): string[] {
  const apart = spellings(term).at(-1)?.replaceAll(/[_.-]/g, ' ').toLowerCase() ?? '';
  const segments = [...new Intl.Segmenter('zh', { granularity: 'word' }).segment(apart)];
  return [...new Set(segments.filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment))];
}

/**
 * The places to show, best first; a field that several operations have, once: where the reader is, if it is there.
 * @param here - the path of the reader's page
 * @param revision - the reader's; of another are places that it does not have
 */
export function ranked(found: readonly Found[], term: string, here = '', revision = ''): Place[] {
  const weighed = found.flatMap((page) => {
    const rank = found.findIndex(({ url }) => url === page.url);
    return page.sub_results.map((place): Weighed => {
      const anchor = decodeURIComponent(place.url.split('#')[1] ?? '');
      const other = [revisionIn(place.url)].filter(
        (each) => each !== undefined && revision !== '' && each !== revision,
      );
      const text = place.excerpt.replaceAll(/<[^>]*>/g, '').toLowerCase();
      return {
        worth: worthOf(namesOf(place, anchor), text, term) + aside(place.url, anchor) + other.length / 2,
        text: `${place.title} ${anchor} ${text}`.toLowerCase(),
        hits: place.excerpt.split('<mark>').length - 1,
        rank,
        field: /^(body|\d+)\./.test(anchor) ? anchor.replace(/^\d+/, 'response') : place.url,
        title: place.title,
        page: [page.meta.title, anchor === '_top' ? '' : anchor, ...other].filter(Boolean).join(' · '),
        url: place.url,
        excerpt: place.excerpt,
      };
    });
  });
  const holding = holdingOf(weighed, wordsOf(term));
  const isHere = ({ url }: Weighed) => Number(url.startsWith(`${here}#`));
  const sorted = weighed.sort(
    (one, other) =>
      one.worth - other.worth ||
      isHere(other) - isHere(one) ||
      holding(other) - holding(one) ||
      other.hits - one.hits ||
      one.rank - other.rank,
  );
  return sorted
    .filter(({ field }, index) => sorted.findIndex((other) => other.field === field) === index)
    .map((place) => sorted.find(({ field, url }) => field === place.field && url.startsWith(`${here}#`)) ?? place)
    .filter(({ worth, rank }, index, all) => {
      const ahead = all.slice(0, index).filter((other) => other.rank === rank && other.worth === worth);
      return ahead.length < mostOfPage;
    })
    .slice(0, most);
}

/** How much of the term's words a place holds. A word that few places hold tells more than one that most do. */
function holdingOf(places: readonly Weighed[], words: readonly string[]): (place: Weighed) => number {
  const weights = words.map((word) => {
    const count = places.filter(({ text }) => text.includes(word)).length;
    return { word, weight: Math.log(1 + places.length / Math.max(count, 1)) };
  });
  return ({ text }) => weights.reduce((sum, { word, weight }) => (text.includes(word) ? sum + weight : sum), 0);
}

/** What is told about fields elsewhere stands behind them, and responses behind requests. */
function aside(url: string, anchor: string): number {
  if (!/\/\d{4}-\d{2}\/(?!limits\/)\w+\/#/.test(url) || anchor === 'errata') return 1.5;
  return /^\d/.test(anchor) ? 0.2 : 0;
}

/** All that a place is called: a field by its full name and the ends of it too, an operation also as programs call it. */
function namesOf({ title, url }: Found['sub_results'][number], anchor: string): string[] {
  const parts = anchor === '_top' ? url.split('/').slice(-2, -1) : anchor.split('.');
  return [title, ...parts.map((_, index) => parts.slice(index).join('.'))].map(plain);
}

function worthOf([title = '', ...names]: readonly string[], text: string, term: string): number {
  const wanted = plain(term);
  if (title === wanted || names.includes(wanted)) return 0;
  if (title.includes(wanted) || names.at(-1)?.includes(wanted)) return 1;
  return tight(text).includes(tight(term.toLowerCase())) ? 2 : 3;
}

/** A name without what its spellings differ in: `timeInterval`, `time_interval` and `Time interval` are one. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_.-]/g, '');
}

/** Chinese may stand beside other writing with a space or without. */
function tight(text: string): string {
  return text.replaceAll(/(?<=\p{Script=Han})\s+|\s+(?=\p{Script=Han})/gu, '');
}
