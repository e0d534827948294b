// What the search knows of an edition, and of what only other revisions have.
import { objectOf } from '@apig-spec/model/json';
import type { Catalogue, FieldEntry, OperationEntry, PageEntry, QuotaEntry } from '../client/catalogue.ts';
import { unescaped } from '../html.ts';
import { fieldNodesOf } from '../model/nodes.ts';
import { anchorOf } from '../model/places.ts';
import type { Resource } from '../model/resources.ts';
import { resourcesOf } from '../model/resources.ts';
import type { BundledEdition, Site } from '../model/site.ts';
import type { FieldNode } from '../model/tree.ts';
import { folderOf } from '../render/context.ts';
import { factLines, typeOf } from '../render/facts.ts';
import { schemasOf } from '../render/schemas.ts';
import { aliases } from '../words/aliases.ts';
import { pictureWords } from '../words/pictures.ts';
import { quotaMost, quotaName, quotaWords } from '../words/quotas.ts';
import { words } from '../words.ts';

/** The bodies of errors are all alike: the page of errors has their fields. */
const ofErrors = /^[45]/;

/** @param written - the pages in Markdown of the language */
export function catalogueOf(site: Site, edition: BundledEdition, written: readonly PageEntry[]): Catalogue {
  const editions = [edition, ...site.editions.filter((each) => each !== edition && each.locale === edition.locale)];
  const resources = resourcesOf(edition.document);
  const operations = operationsIn(editions);
  return {
    folder: folderOf(edition),
    resources: resources.map(({ id, title, description }) => ({ title, url: `${id}/`, text: plainText(description) })),
    operations,
    fields: fieldsIn(editions, operations),
    // The codes of the gateways' own service come behind: most operations have the others.
    errors: Object.entries(site.errors)
      .sort(([one], [other]) => other.slice(0, 4).localeCompare(one.slice(0, 4)))
      .map(([code, { status, message, means }]) => ({
        code,
        status,
        message,
        text: plainText(means[edition.locale]),
      })),
    quotas: quotasIn(site, edition),
    pages: [...written, ...tutorials(site, edition), ...contractPages(edition)],
    schemas: schemasIn(editions),
    ...aliases,
    words: words[edition.locale].searchResults,
  };
}

/** The operations of the first edition, then those that it lacks. */
function operationsIn(editions: readonly BundledEdition[]): OperationEntry[] {
  const known = new Map<string, OperationEntry>();
  const [first] = editions;
  const resourceIds = resourcesOf(first?.document ?? {}).map(({ id }) => id);
  for (const edition of editions) {
    for (const [resource, { id, method, path, details }] of placedOperations(edition)) {
      if (known.has(id)) continue;
      const sdk = details['x-sdk-name'];
      known.set(id, {
        ...{ id, method, path },
        title: String(details['summary']),
        resource: resourceIds.indexOf(resource.id),
        text: plainText(String(details['description'] ?? '')),
        ...(typeof sdk === 'string' ? { sdk } : {}),
        ...(edition === first ? {} : { revision: edition.revision }),
      });
    }
  }
  return [...known.values()];
}

function placedOperations({ document }: BundledEdition): [Resource, Resource['operations'][number]][] {
  return resourcesOf(document).flatMap((resource) =>
    resource.operations.map((operation) => [resource, operation] as [Resource, typeof operation]),
  );
}

/**
 * Each field of a resource once, with the operations that have it, requests before responses: most answer with what they
 * take. What it is, is told as the first request has it.
 */
function fieldsIn(editions: readonly BundledEdition[], operations: readonly OperationEntry[]): FieldEntry[] {
  const indexes = new Map(operations.map(({ id }, index) => [id, index]));
  const fields = new Map<string, FieldEntry & { places: Map<string, Set<number>>; of: string }>();
  for (const edition of editions) {
    for (const [resource, { id }] of placedOperations(edition)) {
      for (const [place, node] of fieldNodesOf(edition.document, id)) {
        const [part = '', ...steps] = anchorOf(place).id.split('.');
        if (ofErrors.test(part)) continue;
        const name = steps.join('.');
        const kind = part === 'body' || /^\d/.test(part) ? 'body' : part;
        const key = [resource.id, kind, name].join(' ');
        const entry = fields.get(key) ?? {
          name,
          at: [],
          ...saidOf(edition, node),
          ...(edition === editions[0] ? {} : { revision: edition.revision }),
          places: new Map<string, Set<number>>(),
          of: edition.revision,
        };
        fields.set(key, entry);
        if (entry.of !== edition.revision) continue;
        if (part === 'body' && !entry.places.has('body')) Object.assign(entry, saidOf(edition, node));
        entry.places.set(part, (entry.places.get(part) ?? new Set()).add(indexes.get(id) ?? 0));
      }
    }
  }
  return [...fields.values()].map(({ places, of: _, ...entry }) => {
    const parts = [...places].sort(([one], [other]) => Number(/^\d/.test(one)) - Number(/^\d/.test(other)));
    return { ...entry, at: parts.map(([part, own]) => [part, [...own]] as [string, number[]]) };
  });
}

function saidOf({ locale }: BundledEdition, node: FieldNode): Pick<FieldEntry, 'facts' | 'text' | 'values'> {
  const told = words[locale];
  const { example: _example, patterns: _patterns, each, ...facts } = node.facts;
  const lines = [typeOf(told, node.facts), ...factLines(told, facts).map((line) => plainText(textOf(String(line))))];
  const rules = node.rules.map(({ message }) => message);
  const values = (facts.values ?? []).filter((value) => /^[A-Za-z]\w{2,}$/.test(String(value))).map(String);
  return {
    ...(values.length > 0 && facts.type !== 'boolean' ? { values } : {}),
    facts: lines.filter(Boolean).join(' · '),
    text: plainText([facts.description ?? '', ...rules].join('\n')),
  };
}

/** The section of the quotas, then each of them. */
function quotasIn({ quotas }: Site, { locale }: BundledEdition): QuotaEntry[] {
  const { what, title, intro } = quotaWords[locale];
  return [
    { id: 'quotas', what: `${what} ${title}`, title, text: plainText(intro) },
    ...quotas.map(({ name, most, code }) => ({
      ...{ id: name, ...quotaName(locale, name) },
      text: [quotaMost(locale, most), code].join(' · '),
    })),
  ];
}

function tutorials({ workflows }: Site, { locale }: BundledEdition): PageEntry[] {
  return workflows.map(({ id, title, summary }) => {
    return {
      kind: 'guide',
      title: title[locale],
      url: `/${locale}/tutorials/${id}/`,
      text: summary[locale],
      headings: [],
    };
  });
}

/** Of an edition what is neither an operation nor an error. */
function contractPages({ document, locale }: BundledEdition): PageEntry[] {
  const told = words[locale];
  const schemes = Object.values(objectOf(objectOf(document['components'])['securitySchemes'])).map(objectOf);
  const page = (title: string, url: string, text: string, headings: [string, string][] = []): PageEntry => {
    return { kind: 'page', title, url, text, headings };
  };
  return [
    page(told.overview, '', told.operations, [
      ['servers', told.servers],
      ...schemes.map(({ name }): [string, string] => [`security.${name}`, `${told.security}${told.colon}${name}`]),
      ['files', told.files],
      ['documents', told.documents],
    ]),
    page(told.errors, 'errors/', told.errorsPage.tagline, [
      ['checks', pictureWords[locale].checks.title],
      ['body', told.errorBody],
      ['body.error_code', 'error_code'],
      ['body.error_msg', 'error_msg'],
      ['codes', told.errorCodes()],
    ]),
    page(told.limits, 'limits/', told.limitsIntro('')),
    page(told.schemas, 'schemas/', told.schemas),
    page(told.changes, `/${locale}/changes/`, told.changesIntro),
    page(told.compare, `/${locale}/compare/`, told.compareIntro),
    page(told.errata, `/${locale}/errata/`, told.errataIntro),
  ];
}

/** Each schema's page is that of the newest revision that has it. */
function schemasIn(editions: readonly BundledEdition[]): Catalogue['schemas'] {
  const newestFirst = [...editions].sort((one, other) => (one.revision < other.revision ? 1 : -1));
  const homes = new Map<string, Catalogue['schemas'][number]>();
  for (const edition of newestFirst) {
    for (const [title, { 'x-displayName': kind }] of schemasOf(edition.document)) {
      const url = `${folderOf(edition)}schemas/${title}/`;
      if (!homes.has(title)) homes.set(title, { title, url, ...(typeof kind === 'string' ? { kind } : {}) });
    }
  }
  return [...homes.values()];
}

function textOf(html: string): string {
  return unescaped(html.replaceAll(/<[^>]*>/g, '')).trim();
}

/** Prose in one line, without its marks. */
function plainText(text: string): string {
  return text.replaceAll('`', '').replaceAll(/\s+/g, ' ').trim();
}
