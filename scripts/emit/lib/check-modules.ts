// Puts the checks of a revision's editions into modules, one for each resource: what the languages and the observed rules
// share is written once, and what differs stands beside it, by language and rules.
import ts from 'typescript';
import type { Checks, OperationNames } from './standalone.ts';

/** The editions of a revision in their order: English and Chinese as documented, English and Chinese as observed. */
export type Variants<Value> = readonly [Value, Value, Value, Value];

/** The functions that several resources call. */
export const shared = 'shared';

/**
 * The modules of a revision by resource, and `shared`. Each exports a function of what all checks share (`run`), of the functions
 * that resources share, and of whether the language is Chinese and the rules are the observed ones.
 *
 * @param resourceOf - the resource of each operation
 */
export function checkModules(editions: Variants<Checks>, resourceOf: ReadonlyMap<string, string>): Map<string, string> {
  const named = withCommonNames(editions, [...resourceOf.keys()]);
  const users = new Map<string, Set<string>>();
  for (const [operation, resource] of resourceOf) {
    for (const name of reached(named, operation)) users.set(name, (users.get(name) ?? new Set()).add(resource));
  }
  const homeOf = (name: string): string => {
    const [first = shared, ...others] = users.get(name) ?? [];
    return others.length > 0 ? shared : first;
  };
  const names = [...users.keys()].sort();
  return new Map(
    [shared, ...new Set(resourceOf.values())].map((home) => {
      const own = names.filter((name) => homeOf(name) === home);
      const operations = [...resourceOf].flatMap(([id, resource]) => (resource === home ? [id] : []));
      return [home, moduleOf(named, own, operations)];
    }),
  );
}

/** The editions, with parameters by one name where they differ: the name says what they are in each. */
function withCommonNames(editions: Variants<Checks>, ids: readonly string[]): Variants<Checks> {
  const named = editions.map((checks) => ({
    functions: new Map(checks.functions),
    operations: new Map(checks.operations),
  }));
  for (const id of ids) {
    for (const part of ['path', 'query'] as const) {
      const own = editions.map(({ operations }) => operations.get(id)?.[part] ?? '');
      const name = own.every((each) => each === own[0]) ? own[0] : own.join('_');
      for (const [index, { functions, operations }] of named.entries()) {
        const operation = operations.get(id);
        const check = functions.get(own[index] ?? '');
        if (!operation || !check || !name) continue;
        functions.set(name, check);
        operations.set(id, { ...operation, [part]: name });
      }
    }
  }
  return named as unknown as Variants<Checks>;
}

/** The names of all functions that an operation needs in some edition. */
function reached(editions: Variants<Checks>, id: string): Set<string> {
  const names = new Set<string>();
  for (const { functions, operations } of editions) {
    const operation = operations.get(id);
    if (!operation) continue;
    const { path, query, body, responses } = operation;
    const called = [path, query, body, ...Object.values(responses)];
    const own = new Set(called.filter((name) => name !== null && name !== 'file') as string[]);
    for (const name of own) for (const called of functions.get(name)?.calls ?? []) own.add(called);
    for (const name of own) names.add(name);
  }
  return names;
}

function moduleOf(editions: Variants<Checks>, own: readonly string[], operations: readonly string[]): string {
  const constants = new Constants();
  const functions = own.map((name) => functionText(editions, name, constants));
  const listed = operations.map((id) => `${id}: ${operationText(editions, id)}`);
  const calls = new Set(
    operations.length === 0
      ? []
      : [...functions, ...listed].flatMap((text) => [...text.matchAll(/\$(\w+)/g)].map(([, name = '']) => name)),
  );
  const foreign = [...calls].filter((name) => !own.includes(name)).sort();
  const result = operations.length > 0 ? listed : own.map((name) => `$${name}`);
  // In parentheses engines compile it at once: left for its first call, they would read all of it twice.
  return `export default (function (run, shared, chinese, observed) {
${foreign.length > 0 ? `const { ${foreign.map((name) => `$${name}`).join(', ')} } = shared;\n` : ''}${constants.text()}
${functions.join('\n')}
return { ${result.join(',\n')} };
});
`;
}

function operationText(editions: Variants<Checks>, id: string): string {
  const texts = editions.map(({ operations }) => {
    const operation = operations.get(id);
    return operation && callsOf(operation);
  });
  return chosen(texts as unknown as Variants<string | undefined>);
}

function callsOf({ path, query, body, responses }: OperationNames): string {
  const check = (name: string | null) => (name === null ? 'null' : name === 'file' ? '"file"' : `$${name}`);
  const listed = Object.entries(responses).map(([status, name]) => `${status}: ${check(name)}`);
  return `{ path: ${check(path)}, query: ${check(query)}, body: ${check(body)}, responses: { ${listed.join(', ')} } }`;
}

/** One function where the editions differ in texts and numbers at most; else one for each that differs. */
function functionText(editions: Variants<Checks>, name: string, constants: Constants): string {
  const codes = editions.map(({ functions }) => functions.get(name)?.code) as unknown as Variants<string | undefined>;
  const one = merged(codes, constants);
  const code = one ?? chosen(mergedByLanguage(codes, constants));
  return `const $${name} = ${constants.withPatterns(code)};`;
}

/** Where documented and observed rules differ, the languages may differ in texts alone. */
function mergedByLanguage(codes: Variants<string | undefined>, constants: Constants): Variants<string | undefined> {
  const [en, chinese, enObserved, chineseObserved] = codes;
  const documented = merged([en, chinese, en, chinese], constants);
  const observed = merged([enObserved, chineseObserved, enObserved, chineseObserved], constants);
  return documented !== undefined && observed !== undefined ? [documented, documented, observed, observed] : codes;
}

/** The code with a constant for each text or number in which the editions differ; `undefined` where they differ otherwise. */
function merged(codes: Variants<string | undefined>, constants: Constants): string | undefined {
  const present = codes.find((code) => code !== undefined) ?? '';
  const all = codes.map((code) => tokensOf(code ?? present)) as unknown as Variants<Token[]>;
  const [first] = all;
  const parts: string[] = [];
  for (const [index, token] of first.entries()) {
    const each = all.map((tokens) => tokens[index]?.text) as unknown as Variants<string | undefined>;
    if (each.every((text) => text === token.text)) parts.push(token.text);
    else if (token.isLiteral && all.every((tokens) => tokens[index]?.isLiteral))
      parts.push(constants.name(chosen(each)));
    else return undefined;
  }
  return all.every(({ length }) => length === first.length) ? parts.join('') : undefined;
}

interface Token {
  text: string;
  /** A text or a number. */
  isLiteral: boolean;
}

function tokensOf(code: string): Token[] {
  const scanner = ts.createScanner(ts.ScriptTarget.ES2022, false, ts.LanguageVariant.Standard, code);
  const tokens: Token[] = [];
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    // A regular expression, of our own rules alone, is the same in all.
    if (kind === ts.SyntaxKind.SlashToken) scanner.reScanSlashToken();
    const isLiteral = kind === ts.SyntaxKind.StringLiteral || kind === ts.SyntaxKind.NumericLiteral;
    tokens.push({ text: scanner.getTokenText(), isLiteral });
  }
  return tokens;
}

/** An expression that is what each edition has. */
function chosen([en, chinese, enObserved, chineseObserved]: Variants<string | undefined>): string {
  const byLanguage = (one = 'undefined', other = one) => (one === other ? one : `chinese ? ${other} : ${one}`);
  const documented = byLanguage(en, chinese);
  const observed = byLanguage(enObserved ?? en, chineseObserved ?? chinese);
  return documented === observed ? documented : `observed ? (${observed}) : (${documented})`;
}

/** What stands once at the head of a module: patterns, and what differs between editions. */
class Constants {
  readonly #names = new Map<string, string>();

  name(expression: string): string {
    const name = this.#names.get(expression) ?? `constant${this.#names.size}`;
    this.#names.set(expression, name);
    return name;
  }

  /** The code with the name of each pattern: of its text, which an error tells, and of the expression. */
  withPatterns(code: string): string {
    const sources = new Map<string, string>();
    const text = code.replaceAll(/\bpattern\(((?:"(?:[^"\\]|\\.)*")|constant\d+)\)/g, (_, source: string) => {
      const name = source.startsWith('"') ? this.name(source) : source;
      sources.set(source, name);
      return this.name(`new RegExp(${name}, "u")`);
    });
    return [...sources].reduce(
      (result, [source, name]) => result.replaceAll(`{pattern: ${source}}`, `{pattern: ${name}}`),
      text,
    );
  }

  text(): string {
    return [...this.#names].map(([expression, name]) => `const ${name} = ${expression};`).join('\n');
  }
}
