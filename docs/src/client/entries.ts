// A catalogue as a list of places, each with the texts that a query is compared with.
import type { Catalogue } from './catalogue.ts';
import { isHan, normal, tight, wordsOf } from './matching.ts';

/** In the order in which they are shown where none is better than the others. */
export const kinds = ['operation', 'field', 'error', 'quota', 'guide', 'page', 'reference'] as const;
export type Kind = (typeof kinds)[number];

/** What is shown of a place. */
export interface Shown {
  title: string;
  /** Where it is: of a field the operation and its full name. */
  where: string;
  text: string;
  url: string;
}

/** A text: whole, and the numbers of its words in the vocabulary. */
export interface Text {
  whole: string;
  words: number[];
}

/** A place, as it is compared with a query. */
export interface Entry {
  kind: Kind;
  /** What it is called, what readers see first. */
  names: Text[];
  /** All of what it is called, as `tight` has it. */
  spellings: string[];
  /** What it belongs to. */
  around: Text;
  text: Text;
  /** Of places that have the same here, one is shown. */
  same: string;
  /** Of a field: whether its bounds are told. */
  bounded?: boolean;
  /** Of a field: names among its values. */
  values?: readonly string[];
  /** Of an operation. */
  request?: { method: string; path: string };
  /** @param here - the path of the reader's page; @param meets - how well a text meets the query */
  shown: (here: string, meets: (text: Text) => number) => Shown;
}

/** The words of all texts, each once: a word that is typed is compared with each of them once. */
export class Vocabulary {
  readonly words: string[] = [];
  readonly #numbers = new Map<string, number>();

  text(text: string): Text {
    const whole = normal(text);
    const words = wordsOf(whole).filter((word) => !isHan(word));
    return { whole, words: words.map((word) => this.#numberOf(word)) };
  }

  #numberOf(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    this.#numbers.set(word, this.words.length);
    return this.words.push(word) - 1;
  }
}

/** All places of a catalogue. @param vocabulary - takes their words */
export function entriesOf(catalogue: Catalogue, vocabulary: Vocabulary): Entry[] {
  const make: Make = (kind, names, around, text, same, spellings = names) => ({
    ...{ kind, same },
    names: names.filter(Boolean).map((name) => vocabulary.text(name)),
    spellings: spellings.map(tight),
    around: vocabulary.text(around),
    text: vocabulary.text(text),
  });
  return [
    ...operationEntries(catalogue, make),
    ...fieldEntries(catalogue, make, vocabulary),
    ...catalogue.errors.map(({ code, status, message, text }): Entry => {
      const names = [code, code.split('.').at(-1) ?? ''];
      const shown = { title: code, where: `${status} · ${message}`, text, url: `${catalogue.folder}errors/#${code}` };
      return { ...make('error', names, String(status), `${text} ${message}`, code), shown: () => shown };
    }),
    ...catalogue.quotas.map(({ id, what, title, text }): Entry => {
      const shown = { title, where: id, text, url: `${catalogue.folder}limits/#${id}` };
      return { ...make('quota', [what, id], title, text, id), shown: () => shown };
    }),
    ...pageEntries(catalogue, make),
  ];
}

type Make = (
  kind: Kind,
  names: readonly string[],
  around: string,
  text: string,
  same: string,
  spellings?: readonly string[],
) => Omit<Entry, 'shown'>;

function operationEntries({ operations, resources, folder }: Catalogue, make: Make): Entry[] {
  const ofResources = resources.map(({ title, url, text = '' }, index): Entry => {
    const own = operations.filter(({ resource }) => resource === index);
    const where = `${own
      .slice(0, 3)
      .map(({ id }) => id)
      .join(', ')}${own.length > 3 ? ' …' : ''}`;
    return {
      ...make('operation', [title, url], '', text, url),
      shown: () => ({ title, where, text, url: `${folder}${url}` }),
    };
  });
  const ofOperations = operations.map(({ id, title, method, path, resource, text, sdk = '', revision }): Entry => {
    const around = `${resources[resource]?.title ?? ''} ${path.split('/').slice(5).join(' ')}`;
    const shown = {
      title,
      where: [`${method.toUpperCase()} ${path.replace(/^.*\{instance_id\}(?=\/)/, '…')}`, revision]
        .filter(Boolean)
        .join(' · '),
      text: '',
      url: `${folderIn(folder, revision)}${id}/#_top`,
    };
    return {
      ...make('operation', [title, id, sdk], around, text, id),
      request: { method, path },
      shown: () => shown,
    };
  });
  return [...ofResources, ...ofOperations];
}

function fieldEntries(
  { fields, operations, resources, folder }: Catalogue,
  make: Make,
  vocabulary: Vocabulary,
): Entry[] {
  const titles = operations.map(({ title, id }) => vocabulary.text(`${title} ${id}`));
  return fields.map(({ name, at, facts, text, values = [], revision }): Entry => {
    const steps = name.split('.');
    const places = at.flatMap(([part, own]) =>
      own.map((index) => ({
        index,
        id: `${part}.${name}`,
        url: `${folderIn(folder, revision)}${operations[index]?.id}/#${part}.${name}`,
      })),
    );
    const resource = resources[operations[places[0]?.index ?? 0]?.resource ?? 0];
    const last = steps.at(-1) ?? name;
    const spellings = steps.map((_, index) => steps.slice(index).join('.'));
    const [[part = ''] = []] = at;
    const kind = /^\d/.test(part) ? 'answer' : part;
    return {
      ...make('field', [last, name], resource?.title ?? '', `${text} ${facts}`, `${kind} ${name}`, spellings),
      bounded: /\d/.test(facts),
      values,
      shown: (here, meets) => {
        const best = places
          .map((place) => ({
            ...place,
            worth: place.url.startsWith(`${here}#`) ? 9 : meets(titles[place.index] as Text),
          }))
          .reduce((one, other) => (other.worth > one.worth + 0.1 ? other : one));
        return {
          title: last,
          where: [operations[best.index]?.title, best.id, revision].filter(Boolean).join(' · '),
          text: [facts, text].filter(Boolean).join(' — '),
          url: best.url,
        };
      },
    };
  });
}

function pageEntries({ pages, schemas, folder }: Catalogue, make: Make): Entry[] {
  const placed = (url: string) => (url.startsWith('/') ? url : `${folder}${url}`);
  const ofPages = pages.flatMap(({ kind, title, url, text = '', headings }): Entry[] => [
    {
      ...make(kind, [title], '', text, url),
      shown: () => ({ title, where: '', text, url: placed(url) }),
    },
    ...headings.map(
      ([id, heading]): Entry => ({
        ...make(kind, [heading], title, '', `${url}#${id}`),
        shown: () => ({ title: heading, where: title, text: '', url: `${placed(url)}#${id}` }),
      }),
    ),
  ]);
  const ofSchemas = schemas.map(
    ({ title, url, kind = '' }): Entry => ({
      ...make('reference', [title], kind, '', url),
      shown: () => ({ title, where: kind, text: '', url }),
    }),
  );
  return [...ofPages, ...ofSchemas];
}

/** The folder of another revision, where a place is only there. */
function folderIn(folder: string, revision: string | undefined): string {
  return revision === undefined ? folder : folder.replace(/[^/]+\/$/, `${revision}/`);
}
