// What pages are made from: of an edition all, or the part of an operation or a schema; each with a stamp that is the same for
// as long as that is.
import type { Locale } from '@apig-spec/model/editions';
import { errataByPlace } from '@apig-spec/model/errata';
import type { History } from './model/history.ts';
import { historyIn } from './model/history.ts';
import { anchorOf } from './model/places.ts';
import type { BundledEdition, Site } from './model/site.ts';
import type { Slice } from './model/slices.ts';
import { slicerOf, stampOf } from './model/slices.ts';
import { workflowsWith } from './model/tutorials.ts';
import { once, remembering } from './once.ts';
import type { Context } from './render/context.ts';
import { schemasOf } from './render/schemas.ts';
import { words } from './words.ts';

/** What a page is made from. */
export interface Material {
  context: () => Context;
  stamp: () => string;
}

/** What the pages of an edition are made from. */
export interface Scope {
  edition: BundledEdition;
  whole: Material;
  /** Of the operation in the editions of this one's language. */
  ofOperation: (id: string) => Material;
  /** Of the operation in all editions, which comparisons show side by side. */
  acrossEditions: (id: string) => Material & { editions: () => BundledEdition[] };
  /** @param operation - the first that uses the schema, which tells where its facts come from */
  ofSchema: (name: string, operation: string) => Material;
}

/** The same operation in all editions. */
interface Parts {
  slices: Slice[];
  /** Those of the editions of a language. */
  ofLocale: (locale: Locale) => Slice[];
  histories: (locale: Locale) => (revision: string, place: string) => History | undefined;
}

/** How many operations are kept in parts: some more than there are pages that are rendered at once. */
const atOnce = 24;

/** The scopes of all editions, in their order. */
export function scopesOf(site: Site): Scope[] {
  const slicers = site.editions.map((edition) => {
    const placedErrata = once(() => errataByPlace(site.errata, edition.provenance));
    return { edition, placedErrata, ...slicerOf(edition, placedErrata) };
  });
  const partsOf = remembering(atOnce, (id): Parts => {
    const slices = slicers.map(({ ofOperation }) => ofOperation(id));
    const ofLocale = (locale: Locale) => slices.filter(({ edition }) => edition.locale === locale);
    const historyOf = (locale: Locale) => once(() => historyIn(ofLocale(locale).map(({ edition }) => edition)));
    const histories = { en: historyOf('en'), 'zh-CN': historyOf('zh-CN') };
    return { slices, ofLocale, histories: (locale) => histories[locale]() };
  });
  const meanings = { en: meaningsIn(site, 'en'), 'zh-CN': meaningsIn(site, 'zh-CN') };
  const homes = { en: schemaHomesIn(site, 'en'), 'zh-CN': schemaHomesIn(site, 'zh-CN') };
  return slicers.map(({ edition, placedErrata, ofSchema }, index): Scope => {
    const { locale, revision } = edition;
    const whole: Context = {
      edition,
      documents: site.documents,
      sibling: site.sibling,
      errors: site.errors,
      quotas: site.quotas,
      meanings: meanings[locale],
      get placedErrata() {
        return placedErrata();
      },
      words: words[locale],
      idName: '',
      nextSteps: [],
      newest: site.revisions[0] ?? '',
      schemaHomes: homes[locale],
      // What is made from one edition alone cannot tell what others had.
      historyAt: () => undefined,
      idOf: (place) => anchorOf(place).id,
      tutorialsOf: (operation) => workflowsWith(site.workflows, [operation]).map(({ id, title }) => ({ id, title })),
    };
    /** Of the error codes that a part has, what they mean. */
    const meaningsOf = ({ codes }: Slice) =>
      Object.fromEntries(codes.map((code) => [code, meanings[locale][code] ?? '']));
    /** Without what the part does not have. */
    const narrowed = (slice: Slice, schemas: Iterable<string>): Context => ({
      ...whole,
      edition: slice.edition,
      documents: [],
      errors: {},
      quotas: [],
      meanings: meaningsOf(slice),
      placedErrata: slice.errata,
      idName: slice.idName,
      nextSteps: slice.nextSteps,
      schemaHomes: homesOf(schemas),
      historyAt: (place) => partsOf(operationIn(place)).histories(locale)(revision, place),
    });
    const homesOf = (schemas: Iterable<string>) =>
      new Map([...schemas].map((name) => [name, homes[locale].get(name) ?? revision]));
    const schemasIn = (slices: readonly Slice[]) => new Set(slices.flatMap(({ schemas }) => schemas));
    const stampOfParts = (slices: readonly Slice[]) => [
      edition.name,
      slices.map(({ stamp }) => stamp),
      [...homesOf(schemasIn(slices))],
    ];
    const ofSlices = (id: string, slicesOf: (parts: Parts) => Slice[]): Material => ({
      context: () => {
        const parts = partsOf(id);
        return narrowed(parts.slices[index] as Slice, schemasIn(slicesOf(parts)));
      },
      stamp: () => {
        const parts = partsOf(id);
        const meanings = meaningsOf(parts.slices[index] as Slice);
        return stampOf([...stampOfParts(slicesOf(parts)), meanings, whole.tutorialsOf(id)]);
      },
    });
    return {
      edition,
      whole: {
        context: () => whole,
        stamp: once(() =>
          stampOf([edition, site.errata, site.errors, site.quotas, site.documents, site.sibling, [...homes[locale]]]),
        ),
      },
      ofOperation: (id) => ofSlices(id, ({ ofLocale }) => ofLocale(locale)),
      acrossEditions: (id) => ({
        ...ofSlices(id, ({ slices }) => slices),
        editions: () => partsOf(id).slices.map((each) => each.edition),
      }),
      ofSchema: (name, operation) => ({
        context: () => {
          const { edition: part, schemas, codes } = ofSchema(name);
          const user = partsOf(operation).slices[index] as Slice;
          const { provenance } = user.edition;
          return narrowed({ ...user, codes, edition: { ...part, provenance } }, schemas);
        },
        stamp: () => stampOf(stampOfParts([...partsOf(operation).ofLocale(locale), ofSchema(name)])),
      }),
    };
  });
}

/** By code, what it means in a language. */
function meaningsIn({ errors }: Site, locale: Locale): Record<string, string> {
  return Object.fromEntries(Object.entries(errors).map(([code, { means }]) => [code, means[locale]]));
}

/** Each schema's newest revision, which has its page. */
function schemaHomesIn({ editions }: Site, locale: Locale): Map<string, string> {
  const own = editions.filter((edition) => edition.locale === locale);
  return new Map(
    own.toReversed().flatMap(({ revision, document }) => schemasOf(document).map(([name]) => [name, revision])),
  );
}

function operationIn(place: string): string {
  return place.split('/')[0] ?? '';
}
