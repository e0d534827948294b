// Of the reference what is made from the contract: a page for each resource, that of the shared types, and the index. What an
// operation does and what its fields mean stands on the pages of the contract alone: here are signatures, and links.
import type { Edition } from '@apig-spec/model/editions';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { at, listOf, objectOf, reachedFrom, refName, resolve } from '@apig-spec/model/json';
import { limitsOf } from '@apig-spec/model/limits';
import type { Operation } from '@apig-spec/model/operations';
import { operationsOf } from '@apig-spec/model/operations';
import { Failure } from '@apig-spec/repository/failure';
import { prefix, typesOfOperation } from './operation-types.ts';
import type { ReferenceText } from './reference-words.ts';
import { frontmatter, words } from './reference-words.ts';
import type { Entry } from './referenced.ts';
import { clientCore, clientLimits } from './referenced.ts';
import { typeable } from './typeable.ts';

type BuiltEdition = Pick<Edition, 'locale' | 'revision'> & { document: JsonObject };

/** Where there is nothing. */
const none = '–';

/** The page of what several resources use. */
const shared = 'shared';

/** A resource with its operations, and the types that none but these use. */
interface Resource {
  id: string;
  title: string;
  operations: Operation[];
  types: string[];
}

/** What pages are made from. */
interface Context extends BuiltEdition {
  text: ReferenceText;
  /** The schemas that are types. */
  schemas: ReadonlySet<string>;
  /** By schema the operations that lead to it. */
  users: ReadonlyMap<string, Operation[]>;
}

/**
 * The pages that TypeDoc does not make, by their files: `index.md`, `client/vpc-channels.md`.
 *
 * @param edition - the newest, in the language of the pages
 * @throws {@link Failure} for an entry point without a description, and a resource that has the name of one
 */
export function contractPages(edition: BuiltEdition, entries: readonly Entry[]): Map<string, string> {
  const { document, locale } = edition;
  const known = Object.keys(objectOf(objectOf(document['components'])['schemas']));
  const typed = objectOf(objectOf(typeable(document)['components'])['schemas']);
  const schemas = new Set(known.filter((name) => name in typed));
  const context: Context = { ...edition, text: words[locale], schemas, users: usersOf(document, schemas) };
  const resources = resourcesOf(context);
  const pages = new Map([['index.md', indexPage(context, entries, resources)]]);
  for (const [index, resource] of resources.entries()) {
    const name = `${clientCore}/${resource.id}`;
    if (resource.id === shared || entries.some((entry) => entry.name === name)) {
      throw new Failure({
        file: 'spec/openapi.yaml',
        at: '/x-resources',
        problem: `The resource ${resource.id} would have the page of the reference that @apig-spec/${name} has.`,
        fix: 'Give it another name.',
      });
    }
    pages.set(`${name}.md`, resourcePage(context, resource, entries.length + index));
  }
  return pages.set(`${clientCore}/${shared}.md`, sharedPage(context, entries.length + resources.length));
}

/** The page of an entry point. @param body - what it exports, in Markdown */
export function entryPage(edition: BuiltEdition, entries: readonly Entry[], name: string, body: string): string {
  const text = words[edition.locale];
  const title = `@apig-spec/${name}`;
  const order = entries.findIndex((entry) => entry.name === name) + 1;
  const label = name.includes('/') ? name : title;
  const head = frontmatter({ title, description: text.exports(title), order, label });
  const listed = `${addressOf(edition)}#${slugOf(text.index.byResource)}`;
  if (name === clientCore) return `${head}${text.core(listed)}\n\n${body}`;
  return name === clientLimits ? `${head}${body.trim()}\n\n${limitsList(edition)}` : `${head}${body}`;
}

function usersOf(document: JsonObject, schemas: ReadonlySet<string>): Map<string, Operation[]> {
  const users = new Map<string, Operation[]>();
  for (const operation of operationsOf(document)) {
    const path = operation.path.replaceAll('/', '~1');
    const reached = reachedFrom(document, at(document, `/paths/${path}/${operation.method}`) ?? null);
    const names = [...reached].filter((ref) => ref.startsWith('#/components/schemas/')).map(refName);
    for (const name of names) if (schemas.has(name)) users.set(name, [...(users.get(name) ?? []), operation]);
  }
  return users;
}

function resourcesOf({ document, users }: Context): Resource[] {
  const byResource = Map.groupBy(operationsOf(document), ({ resource }) => resource);
  return listOf(document['tags']).flatMap((tag) => {
    const { name = '', 'x-displayName': title = name } = objectOf(tag);
    const id = String(name);
    const operations = byResource.get(id);
    if (!operations) return [];
    const types = [...users].filter(([, own]) => own.every(({ resource }) => resource === id)).map(([type]) => type);
    return [{ id, title: String(title), operations, types: types.sort() }];
  });
}

function indexPage(edition: Context, entries: readonly Entry[], resources: readonly Resource[]): string {
  const { index, columns, entries: purposes, shared: sharedText, resource: told } = edition.text;
  const modules = entries.map(({ name }) => {
    const purpose = purposes[name];
    if (purpose === undefined) {
      throw new Failure({
        file: 'scripts/emit/lib/reference-words.ts',
        problem: `The entry point ${name} has no description for the index of the reference.`,
        fix: 'Say under `entries` what it is for, in both languages.',
      });
    }
    return [`[${code(`@apig-spec/${name}`)}](${addressOf(edition, name)})`, purpose];
  });
  const functions = resources.map(({ id, title, operations }) => [
    `[${title}](${addressOf(edition, `${clientCore}/${id}`)})`,
    operations.map((operation) => code(operation.id)).join(told.comma),
  ]);
  const last = [`[${sharedText.title}](${addressOf(edition, `${clientCore}/${shared}`)})`, sharedText.description];
  return [
    `${frontmatter({ ...index, order: 0 })}${index.intro}`,
    `## ${index.packages}`,
    table([columns.module, columns.purpose], modules),
    `## ${index.byResource}`,
    table([columns.page, columns.functions], [...functions, last]),
    '',
  ].join('\n\n');
}

function resourcePage(context: Context, { title, operations, types }: Resource, order: number): string {
  const { resource: told } = context.text;
  const labels = { title: told.title(title), description: told.description(title), label: title };
  const head = frontmatter({ ...labels, order }, true);
  const core = (type: string) => `[${code(type)}](${coreAddress(context, type)})`;
  return [
    `${head}${told.intro(core('CallOptions'), core('OtherRefusal'), core('Fault'))}`,
    `## ${told.functions}`,
    ...operations.flatMap((operation) => functionPart(context, operation)),
    ...(types.length > 0
      ? [
          `## ${told.types}`,
          told.typesIntro,
          typesTable(context, types, ({ id }) => `[${code(id)}](#${id.toLowerCase()})`),
        ]
      : []),
    '',
  ].join('\n\n');
}

function functionPart(context: Context, operation: Operation): string[] {
  const { resource: told } = context.text;
  const { id, method, path } = operation;
  const types = typesOfOperation(context.document, operation, context.schemas);
  const { name, client, ids, queries, isQueryRequired, body, back, needsNothing, success, data, rejections } = types;
  const own = (type: string) => `[${code(type)}](#${type.toLowerCase()})`;
  const [input, query, result] = [`${name}Input`, `${name}Query`, `${name}Result`];
  const parameters = `\`apig\`: [${code(client)}](${coreAddress(context, client)}), \`input${needsNothing ? '?' : ''}\`: ${own(input)}`;
  const typeOf = (part: 'path' | 'query', field: string) =>
    code(parameterType(context.document, operation, part, field));
  const fields = [
    ...ids.map((field) => [code(field), typeOf('path', field)]),
    ...(queries.length > 0 ? [[code(`query${isQueryRequired ? '' : '?'}`), own(query)]] : []),
    ...(body === undefined
      ? []
      : [[code('body'), `${typeLink(context, body)}${back === undefined ? '' : told.back(typeLink(context, back))}`]]),
  ];
  const results = [
    [code(success.status), data === 'undefined' ? none : typeLink(context, data)],
    ...rejections.map(({ status, codes }) => [code(status), codesText(context, codes)]),
  ];
  return [
    `### ${id}()`,
    `> **${id}**(${parameters}): \`Promise\`\\<${own(result)}\\>`,
    `[${code(`${method.toUpperCase()} ${path.replace(prefix, '…')}`)}](/${context.locale}/${context.revision}/${id}/)`,
    `#### ${input}`,
    fields.length > 0 ? table([told.field, told.type], fields) : none,
    ...(queries.length > 0
      ? [
          `#### ${query}`,
          table(
            [told.field, told.type],
            queries.map(({ name: field, required }) => {
              return [code(`${field}${required === true ? '' : '?'}`), typeOf('query', String(field))];
            }),
          ),
        ]
      : []),
    `#### ${result}`,
    table([told.status, told.result], results),
  ];
}

function codesText({ text, locale, revision }: Context, codes: readonly string[]): string {
  const links = codes.map((each) => `[${code(each)}](/${locale}/${revision}/errors/#${each})`);
  return links.join(text.resource.comma) || none;
}

function sharedPage(context: Context, order: number): string {
  const { shared: told } = context.text;
  const isShared = (own: readonly Operation[]) => new Set(own.map(({ resource }) => resource)).size > 1;
  const types = [...context.users].flatMap(([type, own]) => (isShared(own) ? [type] : [])).sort();
  const titles = new Map(resourcesOf(context).map(({ id, title }) => [id, title]));
  return [
    `${frontmatter({ title: told.title, description: told.description, order }, true)}${told.intro}`,
    typesTable(context, types, ({ resource }) => {
      return `[${titles.get(resource)}](${addressOf(context, `${clientCore}/${resource}`)})`;
    }),
    '',
  ].join('\n\n');
}

/** Types, each with what uses it. @param link - to one of those */
function typesTable(context: Context, types: readonly string[], link: (user: Operation) => string): string {
  const { type: head, usedBy, comma } = context.text.resource;
  const rows = types.map((type) => {
    const users = new Set((context.users.get(type) ?? []).map(link));
    return [`<a id="${type.toLowerCase()}"></a>${typeLink(context, type)}`, [...users].join(comma)];
  });
  return table([head, usedBy], rows);
}

/** The constants of the limits, and the fields of each. What the bounds are stands on the page of limits. */
function limitsList({ document, locale, revision }: BuiltEdition): string {
  const { limits: told, resource } = words[locale];
  const rows = Object.entries(limitsOf(document)).map(([name, fields]) => [
    `<a id="${name.toLowerCase()}"></a>${code(name)}`,
    Object.keys(fields).map(code).join(resource.comma),
  ]);
  rows.sort(([one = ''], [other = '']) => (one < other ? -1 : 1));
  return [
    told.intro(`/${locale}/${revision}/limits/`),
    `## ${told.heading}`,
    table([told.constant, told.fields], rows),
    '',
  ].join('\n\n');
}

/** The type of a parameter, as TypeScript has it. */
function parameterType(document: JsonObject, { parameters }: Operation, part: string, name: string): string {
  const parameter = parameters.find((each) => each['in'] === part && each['name'] === name);
  return scalarType(document, parameter?.['schema']);
}

function scalarType(document: JsonObject, schema: Json | undefined): string {
  const { type, enum: values, const: only, items, anyOf } = objectOf(resolve(document, schema));
  const listed = only === undefined ? listOf(values) : [only];
  if (listed.length > 0) return listed.map((value) => JSON.stringify(value).replaceAll('"', "'")).join(' | ');
  if (anyOf !== undefined)
    return listOf(anyOf)
      .map((part) => scalarType(document, part))
      .join(' | ');
  if (type === 'array') return `(${scalarType(document, items)})[]`.replace(/^\((\w+)\)/, '$1');
  return type === 'integer' ? 'number' : String(type ?? 'unknown');
}

/** A type, which leads to its fields. */
function typeLink({ schemas, locale, revision }: Context, type: string): string {
  return schemas.has(type) ? `[${code(type)}](/${locale}/${revision}/schemas/${type}/)` : code(type);
}

function coreAddress(edition: BuiltEdition, type: string): string {
  return `${addressOf(edition, clientCore)}#${type.toLowerCase()}`;
}

/** The address of a page of the reference, or of its index. */
function addressOf({ locale }: BuiltEdition, name?: string): string {
  return `/${locale}/reference/${name === undefined ? '' : `${name}/`}`;
}

/** The anchor of a heading, as the site makes it. */
function slugOf(heading: string): string {
  return heading.toLowerCase().replaceAll(' ', '-');
}

function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
