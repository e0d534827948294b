// The order of what the search finds: places called exactly so, places whose name holds the term, places that hold it as a
// whole, then those that hold parts of it. Fields come before what is told about them elsewhere.
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
  /** How much of the term the excerpt holds: its distinct parts first. */
  hits: number;
  rank: number;
  /** The same for a field of whatever operation's requests; and of their answers. */
  field: string;
}

/** The places to show, best first; a field that several operations have, once. */
export function ranked(found: readonly Found[], term: string): Place[] {
  const wanted = term.toLowerCase();
  const weighed = found.flatMap((page, rank) =>
    page.sub_results.map((place): Weighed => {
      const anchor = decodeURIComponent(place.url.split('#')[1] ?? '');
      const marked = [...place.excerpt.matchAll(/<mark>(.*?)<\/mark>/g)].map(([, word]) => word);
      return {
        worth: worthOf(place, anchor.toLowerCase(), wanted) + aside(place.url, anchor),
        hits: new Set(marked).size * 100 + marked.length,
        rank,
        field: /^(body|\d+)\./.test(anchor) ? anchor.replace(/^\d+/, 'answer') : place.url,
        title: place.title,
        page: anchor && anchor !== '_top' ? `${page.meta.title} · ${anchor}` : page.meta.title,
        url: place.url,
        excerpt: place.excerpt,
      };
    }),
  );
  const sorted = weighed.sort(
    (one, other) => one.worth - other.worth || other.hits - one.hits || one.rank - other.rank,
  );
  return sorted
    .filter(({ field }, index) => sorted.findIndex((other) => other.field === field) === index)
    .filter(({ worth, rank }, index, all) => {
      const ahead = all.slice(0, index).filter((other) => other.rank === rank && other.worth === worth);
      return ahead.length < mostOfPage;
    })
    .slice(0, most);
}

/** What is told about fields elsewhere stands behind them, and answers behind requests. */
function aside(url: string, anchor: string): number {
  if (!/\/\d{4}-\d{2}\/\w+\/#/.test(url)) return 1.5;
  return /^\d/.test(anchor) ? 0.2 : 0;
}

function worthOf({ title, excerpt }: Found['sub_results'][number], anchor: string, wanted: string): number {
  const name = title.toLowerCase();
  if (name === wanted || anchor.endsWith(wanted)) return 0;
  if (name.includes(wanted)) return 1;
  return excerpt
    .replaceAll(/<[^>]*>/g, '')
    .toLowerCase()
    .includes(wanted)
    ? 2
    : 3;
}
