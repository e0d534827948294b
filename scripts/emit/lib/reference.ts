// The reference of the packages' exports in Markdown, by TypeDoc: a page for each entry point.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import type { Edition } from '@apig-spec/model/editions';
import type { JsonObject } from '@apig-spec/model/json';
import { objectOf, refName } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import { Failure } from '@apig-spec/repository/failure';
import { root } from '@apig-spec/repository/paths';
import type { ProjectReflection, SomeType } from 'typedoc';
import { Application, Converter, LogLevel, OptionDefaults, ReferenceType, ReflectionKind } from 'typedoc';
import type { PluginOptions } from 'typedoc-plugin-markdown';
import { packages } from './referenced.ts';
import { typeable } from './typeable.ts';

const folder = join(root, 'packages');

/** openapi-typescript's own tables. What they say of fields stands on the pages of the contract. */
const raw = new Set(['paths', 'webhooks', 'components', '$defs', 'operations']);

/** What the client's JSDoc says beyond TypeDoc's own tags. */
const constraints = ['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'pattern', 'format'];

/** What people look for comes first. */
const groupOrder = [
  ReflectionKind.Function,
  ReflectionKind.Variable,
  ReflectionKind.Class,
  ReflectionKind.Interface,
  ReflectionKind.TypeAlias,
];

/** What a page is about. */
const exported = {
  en: (name: string) => `What ${name} exports.`,
  'zh-CN': (name: string) => `${name} 的导出内容。`,
};

/** An entry point: `client/aksk`, and the module that it stands for. */
export type Entries = Readonly<Record<string, string>>;

/**
 * The pages of the reference, by file, for one language.
 *
 * @param entries - entry points by name, with the file below packages/ that each stands for
 * @throws {@link Failure} for an export that is not documented or not exported, and a link that leads nowhere
 */
export async function referencePages(
  entries: Entries,
  edition: Pick<Edition, 'locale' | 'revision'> & { document: JsonObject },
): Promise<Map<string, string>> {
  const out = mkdtempSync(join(tmpdir(), 'apig-reference-'));
  try {
    const app = await Application.bootstrapWithPlugins({
      ...optionsFor(entries, out),
      lang: edition.locale === 'en' ? 'en' : 'zh',
    });
    // Groups go by their titles, whose language is known by now.
    app.options.setValue('groupOrder', [...groupOrder.map(ReflectionKind.pluralString), '*']);
    app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => readable(project, edition.document));
    // After comments have found their parameters.
    app.converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => named(project));
    const project = await app.convert();
    if (project) app.validate(project);
    if (project && !app.logger.hasErrors() && !app.logger.hasWarnings()) await app.generateOutputs(project);
    if (!project || app.logger.hasErrors() || app.logger.hasWarnings()) {
      throw new Failure({
        file: 'packages',
        problem: `The reference is incomplete: ${app.logger.errorCount + app.logger.warningCount} complaints, above.`,
        fix: 'Document each export, export each type that another names, and correct the links.',
      });
    }
    const names = new Map(Object.entries(entries).map(([name, file]) => [file.replace(/(\/index)?\.ts$/, ''), name]));
    return new Map(
      [...names].map(([module, name]) => {
        const text = readFileSync(join(out, `${module}.md`), 'utf8');
        return [`${name}.md`, pageOf(text, module, names, name, edition)];
      }),
    );
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

function optionsFor(entries: Entries, out: string): Parameters<typeof Application.bootstrapWithPlugins>[0] {
  const markdown: Partial<PluginOptions> = {
    hidePageHeader: true,
    hidePageTitle: true,
    hideBreadcrumbs: true,
    parametersFormat: 'table',
    interfacePropertiesFormat: 'table',
    classPropertiesFormat: 'table',
    // What a class or an interface has from another stands there; a constant's value is its type.
    tableColumnSettings: { hideInherited: true, hideOverrides: true, hideModifiers: true, hideDefaults: true },
    typeDeclarationFormat: 'table',
    propertyMembersFormat: 'table',
  };
  return {
    ...(markdown as object),
    router: 'module',
    plugin: ['typedoc-plugin-markdown'],
    entryPoints: Object.values(entries).map((file) => join(folder, file)),
    tsconfig: join(import.meta.dirname, '..', 'tsconfig.reference.json'),
    // `typecheck` does, and it is half of the time.
    skipErrorChecking: true,
    basePath: folder,
    out,
    readme: 'none',
    disableSources: true,
    excludeExternals: true,
    blockTags: [...OptionDefaults.blockTags, ...constraints.map((tag): `@${string}` => `@${tag}`)],
    logLevel: LogLevel.Warn,
    // Patterns of the contract look like links to files.
    validation: { notDocumented: true, notExported: true, invalidLink: true, invalidPath: false },
    requiredToBeDocumented: ['Class', 'Interface', 'TypeAlias', 'Function', 'Variable'],
    packagesRequiringDocumentation: packages.map((name) => `@apig-spec/${name}`),
  };
}

/** Takes out what nobody reads, and calls bodies by the names of their types. */
function readable(project: ProjectReflection, document: JsonObject): void {
  for (const module of project.children ?? []) {
    for (const each of module.children?.filter(({ name }) => raw.has(name)) ?? []) project.removeReflection(each);
  }
  schemasAsLinks(project, document);
  for (const { id, request } of operationsOf(document)) {
    const input = `${id.charAt(0).toUpperCase()}${id.slice(1)}Input`;
    const type = refName(String(objectOf(request)['$ref'] ?? ''));
    const found = (name: string, kind: ReflectionKind) =>
      project.getReflectionsByKind(kind).find((reflection) => reflection.name === name);
    const body = project.getReflectionsByKind(ReflectionKind.Property).find(({ name, parent }) => {
      return name === 'body' && parent?.name === input;
    });
    const alias = found(type, ReflectionKind.TypeAlias);
    if (body?.isDeclaration() && alias) body.type = ReferenceType.createResolvedReference(type, alias, project);
  }
  for (const property of project.getReflectionsByKind(ReflectionKind.Property)) {
    if (property.isDeclaration() && property.type) property.type = gathered(property.type, project);
  }
}

/** A schema has a page of its own: its fields and the parts that its type is made of are not told here again. */
function schemasAsLinks(project: ProjectReflection, document: JsonObject): void {
  const schemas = schemasIn(document);
  const parts = Object.keys(schemasIn(typeable(document)));
  const isPart = (name: string) => {
    const [, base = ''] = /^(\w+?)(?:Fields$|As[A-Z])/.exec(name) ?? [];
    return name in schemas ? false : parts.includes(name) || parts.includes(base);
  };
  for (const module of project.children ?? []) {
    for (const each of [...(module.children ?? [])]) {
      if (isPart(each.name)) project.removeReflection(each);
      else if (each.name in schemas && each.kind === ReflectionKind.TypeAlias) {
        for (const field of [...(each.children ?? [])]) project.removeReflection(field);
        each.type = ReferenceType.createBrokenReference(`schema:${each.name}`, project, undefined);
      }
    }
  }
}

function schemasIn(document: JsonObject): JsonObject {
  return objectOf(objectOf(document['components'])['schemas']);
}

/** `Exclude<400, Documented> | Exclude<401, Documented> | …`, as TypeScript spreads it, as it is written: `Exclude<ErrorStatus, Documented>`. */
function gathered(type: SomeType, project: ProjectReflection): SomeType {
  const parts = membersOf(type);
  const [first] = parts;
  if (first?.type !== 'reference' || first.name !== 'Exclude') return type;
  const excluded = String(first.typeArguments?.[1]);
  const from = parts.map((part) => {
    const same = part.type === 'reference' && part.name === 'Exclude' && String(part.typeArguments?.[1]) === excluded;
    return same ? String(part.typeArguments?.[0]) : '';
  });
  const alias = project.getReflectionsByKind(ReflectionKind.TypeAlias).find((reflection) => {
    const listed = reflection.isDeclaration() ? membersOf(reflection.type) : [];
    return listed.length === from.length && listed.every((each) => from.includes(String(each)));
  });
  if (!alias) return type;
  first.typeArguments?.splice(0, 1, ReferenceType.createResolvedReference(alias.name, alias, project));
  return first;
}

/** The members of a union, also of one that is written in groups. */
function membersOf(type: SomeType | undefined): SomeType[] {
  return type?.type === 'union' ? type.types.flatMap(membersOf) : type ? [type] : [];
}

/** Calls parameters that are taken apart at once, where no comment does, by the names of their types. */
function named(project: ProjectReflection): void {
  for (const parameter of project.getReflectionsByKind(ReflectionKind.Parameter)) {
    if (parameter.name !== '__namedParameters' || !parameter.isParameter()) continue;
    const type = parameter.type instanceof ReferenceType ? parameter.type.name : 'options';
    parameter.name = `${type.charAt(0).toLowerCase()}${type.slice(1)}`;
  }
}

/** A page as the site takes it: with a title, and links to pages instead of files. */
function pageOf(
  text: string,
  module: string,
  names: ReadonlyMap<string, string>,
  name: string,
  { locale, revision }: Pick<Edition, 'locale' | 'revision'>,
): string {
  const body = text
    .replaceAll(/\]\(([^)\s#]+)\.md(#[^)\s]*)?\)/g, (whole, path: string, anchor = '') => {
      const target = names.get(posix.join(posix.dirname(module), path));
      return target ? `](/${locale}/reference/${target}/${anchor})` : whole;
    })
    .replaceAll(/`schema:(\w+)`/g, (_, schema: string) => {
      return `[\`${schema}\`](/${locale}/${revision}/schemas/${schema}/)`;
    });
  const title = `@apig-spec/${name}`;
  return `---\ntitle: '${title}'\ndescription: '${exported[locale](title)}'\n---\n\n${body}`;
}
