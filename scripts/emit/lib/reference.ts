// The reference of the packages' exports in Markdown, by TypeDoc: a page for each entry point.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import type { Locale } from '@apig-spec/model/editions';
import { Failure } from '@apig-spec/repository/failure';
import { root } from '@apig-spec/repository/paths';
import type { ProjectReflection, SomeType } from 'typedoc';
import { Application, Converter, LogLevel, ReferenceType, ReflectionKind } from 'typedoc';
import type { PluginOptions } from 'typedoc-plugin-markdown';
import ts from 'typescript';
import type { Entry } from './referenced.ts';
import { packages } from './referenced.ts';

const folder = join(root, 'packages');

/** openapi-typescript's own tables, empty here. */
const raw = new Set(['paths', 'webhooks', 'components', '$defs', 'operations']);

/** What people look for comes first. */
const groupOrder = [
  ReflectionKind.Function,
  ReflectionKind.Variable,
  ReflectionKind.Class,
  ReflectionKind.Interface,
  ReflectionKind.TypeAlias,
];

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
const options: Parameters<typeof Application.bootstrapWithPlugins>[0] = {
  ...(markdown as object),
  router: 'module',
  plugin: ['typedoc-plugin-markdown'],
  tsconfig: join(import.meta.dirname, '..', 'tsconfig.reference.json'),
  basePath: folder,
  readme: 'none',
  disableSources: true,
  excludeExternals: true,
  logLevel: LogLevel.Warn,
  // Where TypeDoc's Chinese says something else: an operation is a 接口 here, and 继承于 is "extends".
  locales: {
    zh: { kind_plural_interface: '接口类型', kind_plural_reference: '重新导出', theme_extended_by: '被继承' },
  },
  validation: { notDocumented: true, notExported: true, invalidLink: true, invalidPath: false },
  requiredToBeDocumented: ['Class', 'Interface', 'TypeAlias', 'Function', 'Variable'],
  packagesRequiringDocumentation: packages.map((name) => `@apig-spec/${name}`),
};

/**
 * What entry points export, in some languages: Markdown by the name of the entry point.
 *
 * @throws {@link Failure} for an export that is not documented or not exported, and a link that leads nowhere
 */
export async function exportsOf(
  entries: readonly Entry[],
  locales: readonly Locale[],
): Promise<Map<Locale, Map<string, string>>> {
  const pages = new Map<Locale, Map<string, string>>();
  let program: ts.Program | undefined;
  for (const locale of locales) {
    const app = await Application.bootstrapWithPlugins({ ...options, lang: locale === 'en' ? 'en' : 'zh' });
    // Groups go by their titles, whose language is known by now.
    app.options.setValue('groupOrder', [...groupOrder.map(ReflectionKind.pluralString), '*']);
    app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => readable(project));
    // After comments have found their parameters.
    app.converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => named(project));
    program ??= await programOf(entries, app.options.getCompilerOptions(app.logger));
    pages.set(locale, await pagesBy(app, program, entries, locale));
  }
  return pages;
}

/** The modules as TypeScript reads them. What is made from the contract is read as it is made. */
async function programOf(entries: readonly Entry[], options: ts.CompilerOptions): Promise<ts.Program> {
  const texts = new Map<string, string>();
  for (const { file, made } of entries) if (made) texts.set(file, await made.text());
  const host = ts.createCompilerHost(options, true);
  const { readFile } = host;
  host.readFile = (file) => texts.get(join(file)) ?? readFile(file);
  return ts.createProgram({ rootNames: entries.map(({ file }) => file), options, host });
}

async function pagesBy(
  app: Application,
  program: ts.Program,
  entries: readonly Entry[],
  locale: Locale,
): Promise<Map<string, string>> {
  const modules = entries.flatMap(({ name, file }) => {
    const sourceFile = program.getSourceFile(file);
    return sourceFile ? [{ displayName: name, program, sourceFile }] : [];
  });
  const project = app.converter.convert(modules);
  app.validate(project);
  const out = mkdtempSync(join(tmpdir(), 'apig-reference-'));
  try {
    if (!app.logger.hasErrors() && !app.logger.hasWarnings())
      await app.outputs.writeOutput({ name: 'markdown', path: out }, project);
    if (modules.length < entries.length || app.logger.hasErrors() || app.logger.hasWarnings()) {
      throw new Failure({
        file: 'packages',
        problem: `The reference is incomplete: ${app.logger.errorCount + app.logger.warningCount} complaints, above.`,
        fix: 'Document each export, export each type that another names, and correct the links.',
      });
    }
    return new Map(
      entries.map(({ name }) => [name, withAddresses(readFileSync(join(out, `${name}.md`), 'utf8'), name, locale)]),
    );
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** Takes out what nobody reads, and gathers what TypeScript spreads. */
function readable(project: ProjectReflection): void {
  for (const module of project.children ?? []) {
    for (const each of module.children?.filter(({ name }) => raw.has(name)) ?? []) project.removeReflection(each);
  }
  // What is called by a symbol is not for those who import the package.
  for (const method of project.getReflectionsByKind(ReflectionKind.Method)) {
    if (method.name.startsWith('[')) project.removeReflection(method);
  }
  for (const property of project.getReflectionsByKind(ReflectionKind.Property)) {
    if (property.isDeclaration() && property.type) property.type = gathered(property.type, project);
  }
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

/** A page with links to addresses in place of files. */
function withAddresses(text: string, name: string, locale: Locale): string {
  return text.replaceAll(/\]\(([^)\s#]+)\.md(#[^)\s]*)?\)/g, (_, path: string, anchor = '') => {
    return `](/${locale}/reference/${posix.join(posix.dirname(name), path)}/${anchor})`;
  });
}
