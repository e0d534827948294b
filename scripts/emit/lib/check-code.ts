// What Ajv writes for the checks of an edition, taken apart: one function for each schema, which names the others that it
// calls by their schemas, so that functions of several editions can be compared and shared.
import ts from 'typescript';

/** The function that checks one schema. */
export interface CheckFunction {
  /**
   * `function self(data, path) {…}`; calls of others are `$Other(…)`, a pattern is `pattern("…")`, and what all checks share is
   * a field of `run`.
   */
  code: string;
  /** The schemas whose functions it calls. */
  calls: ReadonlySet<string>;
}

interface Edit {
  start: number;
  end: number;
  text: string;
}

/** Functions of Ajv's own that checks call, and what packages/validator/src/checks.ts has in their place. */
const helpers: Record<string, string> = {
  'ajv/dist/runtime/ucs2length': 'run.characters',
};

/**
 * The functions in a script of Ajv's standalone module, by the names that it exports them under.
 *
 * @param code - not minified; each function is exported
 * @throws Error where the code is not as the pinned version of Ajv writes it
 */
export function checkFunctions(code: string): Map<string, CheckFunction> {
  const source = ts.createSourceFile(
    'checks.js',
    withoutWrappers(code),
    ts.ScriptTarget.ES2022,
    true,
    ts.ScriptKind.JS,
  );
  const declared = declarationsOf(source);
  const functions = new Map<string, CheckFunction>();
  for (const [name, node] of declared.functions) {
    const schema = declared.schemas.get(name);
    if (schema === undefined) throw unknown(`${name}, which is not exported`);
    functions.set(schema, functionOf(name, node, source, declared));
  }
  return functions;
}

/** What leads back to itself is called by way of an object, because its function was not written yet. */
function withoutWrappers(code: string): string {
  const wrappers = [...code.matchAll(/const (wrapper\d+) = \{validate: (validate\d+)\};/g)];
  return wrappers.reduce(
    (text, [declaration, wrapper, validate = '']) =>
      text.replace(declaration, '').replaceAll(`${wrapper}.validate`, validate),
    code,
  );
}

interface Declared {
  functions: Map<string, ts.FunctionDeclaration>;
  /** The schema of each function. */
  schemas: Map<string, string>;
  /** Schemas as data, helpers and patterns: what stands for each name. */
  constants: Map<string, { data: unknown } | { text: string }>;
  /** What each function is told about evaluated fields. */
  evaluated: Map<string, string>;
}

function declarationsOf(source: ts.SourceFile): Declared {
  const declared: Declared = { functions: new Map(), schemas: new Map(), constants: new Map(), evaluated: new Map() };
  for (const statement of source.statements) {
    const text = statement.getText(source);
    if (ts.isFunctionDeclaration(statement)) {
      const name = statement.name?.text ?? '';
      if (name !== 'append') declared.functions.set(name, statement);
    } else if (ts.isVariableStatement(statement)) {
      for (const { name, initializer } of statement.declarationList.declarations) {
        const value = initializer?.getText(source) ?? '';
        const id = name.getText(source);
        const [, helper = ''] = /^require\("([^"]+)"\)/.exec(value) ?? [];
        const [, pattern] = /^new RegExp\((".*"), "u"\)$/.exec(value) ?? [];
        if (text.startsWith('export ')) declared.schemas.set(value, id);
        else if (helpers[helper]) declared.constants.set(id, { text: helpers[helper] ?? '' });
        else if (pattern) declared.constants.set(id, { text: `pattern(${pattern})` });
        else if (value.startsWith('{')) declared.constants.set(id, { data: JSON.parse(value) });
        else throw unknown(text);
      }
    } else if (ts.isExpressionStatement(statement)) {
      const [, name, value] = /^(\w+)\.evaluated = (.*?);?$/.exec(text) ?? [];
      if (name && value) declared.evaluated.set(name, value);
      else if (text !== '"use strict";') throw unknown(text);
    } else throw unknown(text);
  }
  return declared;
}

function functionOf(
  name: string,
  node: ts.FunctionDeclaration,
  source: ts.SourceFile,
  { functions, schemas, constants, evaluated }: Declared,
): CheckFunction {
  const calls = new Set<string>();
  const edits: Edit[] = [];
  /** Ajv numbers names across all functions that it writes at once: here a function's names are its own. */
  const locals = new Map<string, string>();
  const localName = (old: string): string => {
    const kind = old.replace(/\d+$/, '');
    const numbered = [...locals.keys()].filter((each) => each.replace(/\d+$/, '') === kind).length;
    const name = locals.get(old) ?? `${kind}${numbered}`;
    locals.set(old, name);
    return name;
  };
  const replace = (place: ts.Node, text: string) => edits.push({ start: place.getStart(source), end: place.end, text });
  const visit = (each: ts.Node): void => {
    if (ts.isPropertyAccessExpression(each) || ts.isElementAccessExpression(each)) {
      const data = dataAt(each, constants, source);
      if (data !== undefined) {
        replace(each, JSON.stringify(data));
        return;
      }
    }
    if (ts.isCallExpression(each) && ts.isIdentifier(each.expression) && functions.has(each.expression.text)) {
      const [value, context] = each.arguments;
      if (!value || !context || !ts.isObjectLiteralExpression(context)) throw unknown(each.getText(source));
      const [path] = context.properties;
      replace(context, path && ts.isPropertyAssignment(path) ? path.initializer.getText(source) : 'path');
      visit(each.expression);
      visit(value);
      return;
    }
    if (ts.isIdentifier(each) && !isName(each)) {
      const constant = constants.get(each.text);
      const schema = schemas.get(each.text);
      if (constant) {
        if (!('text' in constant)) throw unknown(each.parent.getText(source));
        replace(each, constant.text);
      } else if (each.text === name) replace(each, 'self');
      else if (functions.has(each.text)) {
        calls.add(schema ?? '');
        replace(each, `$${schema}`);
      } else if (each.text === 'append') replace(each, 'run.append');
      else if (/\d$/.test(each.text)) replace(each, localName(each.text));
    }
    ts.forEachChild(each, visit);
  };
  if (!node.body) throw unknown(name);
  visit(node.body);
  const body = edited(source.text, edits, node.body.getStart(source), node.body.end);
  const told = evaluated.get(name) ?? '{"dynamicProps":false,"dynamicItems":false}';
  return { code: `function self(data, path) ${tidied(body, told)}`, calls };
}

/** The name of a field is not a reference. */
function isName(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    (ts.isPropertyAssignment(parent) && parent.name === node)
  );
}

/** What stands at `schema12.properties.kind.enum`; `undefined` where the expression is another. */
function dataAt(node: ts.Expression, constants: Declared['constants'], source: ts.SourceFile): unknown {
  if (ts.isIdentifier(node)) {
    const constant = constants.get(node.text);
    return constant && 'data' in constant ? constant.data : undefined;
  }
  const steps = ts.isPropertyAccessExpression(node)
    ? node.name.text
    : ts.isElementAccessExpression(node)
      ? literalOf(node.argumentExpression)
      : undefined;
  if (steps === undefined || !(ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)))
    return undefined;
  const owner = dataAt(node.expression, constants, source);
  if (owner === undefined) return undefined;
  const value = (owner as Record<string, unknown>)[steps];
  if (value === undefined) throw unknown(node.getText(source));
  return value;
}

function literalOf(node: ts.Expression): string | undefined {
  return ts.isStringLiteral(node) || ts.isNumericLiteral(node) ? node.text : undefined;
}

/** The body without what nobody reads: where in the schema an error comes from, and what is known about evaluated fields. */
function tidied(body: string, evaluated: string): string {
  if (!evaluated.includes('"dynamicProps":false') || !evaluated.includes('"dynamicItems":false'))
    throw unknown(`evaluated = ${evaluated}`);
  const text = body
    .replace(
      'const evaluated0 = self.evaluated;if(evaluated0.dynamicProps){evaluated0.props = undefined;}if(evaluated0.dynamicItems){evaluated0.items = undefined;}',
      '',
    )
    .replaceAll(/\bschemaPath:"(?:[^"\\]|\\.)*",/g, '')
    .replaceAll(/\binstancePath\b(?!:)/g, 'path')
    .replaceAll(/\{path,keyword/g, '{instancePath:path,keyword')
    .replaceAll(
      /const (err\d+) = \{instancePath:(.*?),keyword:("[^"]*"),params:(.*?)(?:,propertyName:(\w+))?\};if\(vErrors === null\)\{vErrors = \[\1\];\}else \{vErrors\.push\(\1\);\}/g,
      (_, __, at, keyword, params, name) =>
        `vErrors = run.fail(vErrors, ${[at, keyword, params, ...(name ? [name] : [])].join(', ')});`,
    );
  if (/\b(parentData|rootData|instancePath|evaluated\d*)\b/.test(text)) throw unknown(text.slice(0, 400));
  return text;
}

function edited(text: string, edits: readonly Edit[], from: number, to: number): string {
  let result = '';
  let done = from;
  for (const { start, end, text: more } of edits.toSorted((one, other) => one.start - other.start)) {
    result += text.slice(done, start) + more;
    done = end;
  }
  return result + text.slice(done, to);
}

function unknown(what: string): Error {
  return new Error(`Ajv writes what scripts/emit/lib/check-code.ts does not know: ${what}`);
}
