// The contract several times over: each resource again under other names, with what its folder holds and what the sources state
// of it. Prose stays as it is, since translations are keyed by its hash.
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { isObject, listOf, objectOf } from '@apig-spec/model/json';
import { filesBelow, readYaml, readYamlObject } from '@apig-spec/repository/files';
import { componentFolders, errataFiles } from '@apig-spec/repository/parts';
import { readEvidence } from '@apig-spec/sources/evidence';
import { documentNames } from '@apig-spec/sources/ledger';
import { siblingSource } from '@apig-spec/sources/sibling';
import { matcher, rowsByName } from '@apig-spec/sources/tables';
import YAML from 'yaml';

/** What a copy calls the things of the contract. */
interface Names {
  /** A text that is a name, or contains names: a reference, a target of an overlay, a row, a place. */
  text(text: string): string;
  /** Of an example. */
  example(name: string): string;
  resource(name: string): string;
  /** Of an erratum. */
  id(name: string): string;
  /** Of a document; where that is about one operation alone, the section of a copy has to name its own. */
  section(document: string, name: string): string;
  pathParameter(name: string): string;
}

/** Under these keys stands prose, … */
const prose = new Set([
  'description',
  'summary',
  'title',
  'says',
  'note',
  'message',
  'x-displayName',
  'x-enum-descriptions',
  'en',
  'zh-CN',
]);
/** … and under these what bodies hold, which has none of the contract's names. */
const bodies = new Set(['value', 'accepts', 'refuses', 'shows', 'states', 'instead']);

/**
 * Makes a contract `factor` times as large, in place.
 *
 * @param spec - a copy of spec/
 */
export function multiply(spec: string, factor: number): void {
  const originals = filesBelow(join(spec, 'resources'), '.yaml');
  const { ledgers, sibling: other } = readEvidence();
  const rows = [...rowsByName([...ledgers, other]).keys()];
  const contents = new Map(
    originals.map((file) => {
      const content = readYaml(join(spec, 'resources', file));
      if (!file.endsWith('errata.yaml')) return [file, content];
      const errata = listOf(content).map((erratum) => withRows(objectOf(erratum), rows));
      if (factor > 1) write(join(spec, 'resources', file), errata);
      return [file, errata];
    }),
  );
  const shown = filesBelow(join(spec, 'sources'), '.json');
  const sources = readSources(spec);
  const shared = readShared(spec);
  const sibling = readSibling(spec);
  for (let copy = 2; copy <= factor; copy += 1) {
    const names = namesOf(copy, contents, sources);
    for (const [file, content] of contents) {
      const [resource, ...path] = file.split('/');
      const inner = path.join('/');
      const to = join(spec, 'resources', names.resource(resource ?? ''), names.text(inner));
      write(to, renamedFile(inner, content, names));
    }
    for (const file of shown) copyFileSync(join(spec, 'sources', file), join(spec, 'sources', names.text(file)));
    for (const source of sources) {
      for (const { resource, tables } of source.ledgers)
        write(
          join(source.folder, `${resource}-copy${copy}.yaml`),
          tables.map((table) => renamedTable(table, names)),
        );
      Object.assign(source.since, renamed(objectOf(source.head['since']), names));
    }
    shared.add(names, copy);
    sibling.add(names, copy);
  }
  for (const source of sources) write(join(source.folder, 'source.yaml'), multipliedHead(source, factor));
  shared.write();
  sibling.write();
}

/** What a document states. */
interface Stated {
  folder: string;
  document: string;
  head: JsonObject;
  ledgers: { resource: string; tables: JsonObject[] }[];
  /** Of a document about one operation alone, which its sections need not name. */
  operation: string | undefined;
  /** By operation, the revision that had it already. */
  since: JsonObject;
}

function readSources(spec: string): Stated[] {
  return documentNames(join(spec, 'sources')).map((document) => {
    const folder = join(spec, 'sources', document);
    const head = readYamlObject(join(folder, 'source.yaml'));
    const files = filesBelow(folder, '.yaml').filter((name) => name !== 'source.yaml');
    const ledgers = files.map((name) => {
      return { resource: basename(name, '.yaml'), tables: listOf(readYaml(join(folder, name))).map(objectOf) };
    });
    const all = ledgers.flatMap(({ tables }) => tables.map((table) => String(table['at']).split('/')[0]));
    const [operation, ...others] = new Set(all);
    return {
      folder,
      document,
      head,
      ledgers,
      operation: others.length === 0 ? operation : undefined,
      since: { ...objectOf(head['since']) },
    };
  });
}

/** What the sibling reference states, by resource; its head names the operations at which no row recurs. */
function readSibling(spec: string) {
  const folder = join(spec, 'sources', siblingSource);
  const head = readYamlObject(join(folder, 'source.yaml'));
  const all = ['source.yaml', 'transcription.yaml', 'errors.yaml'];
  const files = filesBelow(folder, '.yaml').filter((name) => !all.includes(name));
  const contents = files.map((name) => ({ name, content: readYaml(join(folder, name)) }));
  const exceptions = listOf(head['recurring'])
    .map((each) => listOf(objectOf(each)['except']))
    .map((list) => ({ list, own: [...list] }));
  return {
    add(names: Names, copy: number) {
      for (const { name, content } of contents) {
        const renamedContent = Array.isArray(content)
          ? content.map((table) => renamedTable(objectOf(table), names))
          : renamedKeys(objectOf(content), names);
        write(join(folder, name.replace(/\.yaml$/, `-copy${copy}.yaml`)), renamedContent);
      }
      for (const { list, own } of exceptions) list.push(...own.map((item) => renamed(item, names)));
    },
    write() {
      write(join(folder, 'source.yaml'), head);
    },
  };
}

function renamedTable(table: JsonObject, names: Names): JsonObject {
  const rows = listOf(table['rows']).map((each) => {
    const row = objectOf(each);
    return isPath(table) ? { ...row, field: names.pathParameter(String(row['field'])) } : row;
  });
  return { ...table, at: names.text(String(table['at'])), rows };
}

function isPath(table: JsonObject): boolean {
  return String(table['at']).endsWith('/path');
}

/** The head with its copies: as many rows and examples, and since when there are operations. */
function multipliedHead({ folder, head, since }: Stated, factor: number): JsonObject {
  const hash = createHash('sha256');
  for (const name of filesBelow(folder, '.json')) hash.update(readFileSync(join(folder, name)));
  return {
    ...head,
    ...(Object.keys(since).length === 0 ? {} : { since }),
    rows: factor * Number(head['rows']),
    examples: factor * Number(head['examples']),
    sha256: hash.digest('hex'),
  };
}

/** What names all resources in one place, as it is and with what each copy adds. */
function readShared(spec: string) {
  const file = (name: string) => join(spec, name);
  const base = readYamlObject(file('openapi.yaml'));
  const resources = listOf(base['x-resources']).map(String);
  const errata = errataFiles(file('shared')).map((name) => ({ name, listed: listOf(readYaml(name)) }));
  const changes = filesBelow(file('revisions'), '.yaml').map((name) => ({
    name: `revisions/${name}`,
    listed: listOf(readYaml(file(`revisions/${name}`))),
  }));
  const lists = [...errata, ...changes]
    .flatMap(({ listed }) => listsOf(listed))
    .map((list) => ({
      list,
      own: [...list],
    }));
  return {
    add(names: Names, copy: number) {
      base['x-resources'] = [...listOf(base['x-resources']), ...resources.map((name) => `${name}-copy${copy}`)];
      for (const { list, own } of lists)
        list.push(...own.map((item) => renamed(item, names)).filter((item) => !has(list, item)));
    },
    write() {
      write(file('openapi.yaml'), base);
      for (const { name, listed } of errata) write(name, listed);
      for (const { name, listed } of changes) write(file(name), listed);
    },
  };
}

function has(list: readonly Json[], item: Json): boolean {
  return list.some((other) => isDeepStrictEqual(other, item));
}

/** The lists of rows and places in what is told about several resources. */
function listsOf(told: readonly Json[]): Json[][] {
  return told.map(objectOf).flatMap((each) => {
    const departs = listOf(each['departs']);
    // An item that is about one row or one response is repeated as a whole; one with a list of rows only gets more of them.
    const single = departs.some((item) => !('rows' in objectOf(item)));
    const rows = single ? [each['departs']] : departs.map((item) => objectOf(item)['rows']);
    return [each['touches'], each['sources'], ...rows].filter((list) => Array.isArray(list));
  });
}

function namesOf(copy: number, contents: ReadonlyMap<string, Json>, sources: readonly Stated[]): Names {
  const files = [...contents.keys()];
  const named = new Set(
    files.flatMap((file) => {
      const [, ...inner] = file.replace('.yaml', '').split('/');
      const [folder = '', name] = inner;
      if (name !== undefined) return folder in componentFolders ? [name] : [];
      const { operationId } = objectOf(contents.get(file));
      return operationId === undefined ? [] : [String(operationId)];
    }),
  );
  // A lone word is an example's name, but also a field's, as `apis` is: it counts where examples are named.
  const words = new RegExp(
    `(?<![\\w-])(?:\\d\\d-)?(${[...named].map((name) => (isWord(name) ? `(?<=examples\\W+)${name}` : escaped(name))).join('|')})(?![\\w]|-(?!request|\\d{3}))`,
    'g',
  );
  const parameters = pathParametersOf(contents);
  const operations = new Map(sources.map(({ document, operation }) => [document, operation]));
  // A resource is also known by the step of its paths after the gateway.
  const renamedPath = (path: string) =>
    (path.includes('{instance_id}/')
      ? path.replace(/(?<=\{instance_id\}\/)[^/]+/, (step) => `${step}-copy${copy}`)
      : path.replace('apigw', `apigw-copy${copy}`)
    ).replaceAll(/(?<=\{)\w+(?=\})/g, (name) => names.pathParameter(name));
  const names: Names = {
    text(text) {
      // A row: what follows its table is a field of the service, which may have the name of something of ours.
      const [, table = text, part = '', field = ''] =
        /^((?:[\w*{},-]+\/)+?(path|query|headers?|request|form|\d{3}|\*(?!\/(?:path|query)\/))\/)(.+)$/.exec(text) ??
        [];
      const path = part === 'path' ? names.pathParameter(field) : field;
      return `${table
        .replaceAll(/(?<=\/v2\/\{project_id\}\/)apigw\/[^'"\]]*/g, renamedPath)
        .replaceAll(words, (name) => suffixed(name))
        .replaceAll(/\*\w+(?<!Copy\d+)(?=\/)/g, (operations) => suffixed(operations))}${path}`;
    },
    example: (name) => (named.has(name) ? suffixed(name) : name),
    resource: (name) => `${name}-copy${copy}`,
    id: (name) => `${name}-copy${copy}`,
    section(document, name) {
      const operation = operations.get(document);
      return names.text(operation === undefined ? name : `${operation} ${name}`);
    },
    pathParameter: (name) => (parameters.has(name) || name.includes('*') ? `${name}_copy${copy}` : name),
  };
  const suffixed = (name: string) => (/^[a-z0-9-]+$/.test(name) ? `${name}-copy${copy}` : `${name}Copy${copy}`);
  return names;
}

function isWord(name: string): boolean {
  return /^[a-z]+$/.test(name);
}

/** Parameters of paths that a resource describes itself. */
function pathParametersOf(contents: ReadonlyMap<string, Json>): Set<string> {
  const own = [...contents].filter(
    ([file, content]) => file.includes('/parameters/') && objectOf(content)['in'] === 'path',
  );
  return new Set(own.map(([, content]) => String(objectOf(content)['name'])));
}

/** An erratum that names each row it departs from: by pattern, it would be about those of the copies too. */
function withRows(erratum: JsonObject, rows: readonly string[]): JsonObject {
  const expanded = (pattern: string) => (pattern.includes('*') ? rows.filter(matcher(pattern)) : [pattern]);
  const departs = listOf(erratum['departs']).map((each) => {
    const { row, rows: patterns = row === undefined ? [] : [row], ...others } = objectOf(each);
    const named = listOf(patterns).map(String).flatMap(expanded);
    return named.length === 0 ? objectOf(each) : { ...others, rows: named };
  });
  return departs.length === 0 ? erratum : { ...erratum, departs };
}

/** A file of a resource's folder, by its name in there. */
function renamedFile(file: string, content: Json, names: Names): Json {
  if (file === 'zh-CN.yaml') return renamedKeys(objectOf(content), names);
  const result = renamed(content, names);
  if (file.endsWith('errata.yaml'))
    return listOf(result).map((erratum) => ({ ...objectOf(erratum), id: names.id(String(objectOf(erratum)['id'])) }));
  if (!isObject(result)) return result;
  if (result['in'] === 'path') return { ...result, name: names.pathParameter(String(result['name'])) };
  return result;
}

/** A catalogue: its keys are names, and its values prose. */
function renamedKeys(catalogue: JsonObject, names: Names): JsonObject {
  return Object.fromEntries(
    Object.entries(catalogue).map(([key, texts]) => [
      key.startsWith('tags.')
        ? key.replace(/^tags\.([^.]+)/, (_, name) => `tags.${names.resource(name)}`)
        : names.text(key),
      texts,
    ]),
  );
}

/** Everything that is a name under its other one, in keys and values. */
function renamed(value: Json, names: Names, key = ''): Json {
  if (bodies.has(key)) return value;
  if (typeof value === 'string') {
    return prose.has(key) ? value : names.text(value);
  }
  if (Array.isArray(value)) return value.map((item) => renamed(item, names, key));
  if (!isObject(value)) return value;
  const { document, section } = value;
  if (section !== undefined) return { ...value, section: names.section(String(document), String(section)) };
  return Object.fromEntries(
    Object.entries(value).map(([inner, item]) => [
      key === 'examples' ? names.example(inner) : names.text(inner),
      renamed(item, names, inner),
    ]),
  );
}

function write(file: string, value: Json): void {
  mkdirSync(dirname(file), { recursive: true });
  // Quoted, since Redocly takes bare times for dates.
  const text = YAML.stringify(value, {
    aliasDuplicateObjects: false,
    defaultKeyType: 'PLAIN',
    defaultStringType: 'QUOTE_SINGLE',
    lineWidth: 0,
  });
  writeFileSync(file, text);
}

function escaped(name: string): string {
  return name.replaceAll(/[^\w-]/g, '\\$&');
}
