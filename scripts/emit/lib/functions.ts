// One function for each operation of an edition, with the types of what it is given and of what it gives.
import type { Locale } from '@apig-spec/model/editions';
import type { JsonObject } from '@apig-spec/model/json';
import { listOf, objectOf } from '@apig-spec/model/json';
import { type Operation, operationsOf } from '@apig-spec/model/operations';
import { bodyDoc, functionDoc, parameterDoc, words } from './function-docs.ts';
import { codecOf, prefix, typesOfOperation } from './operation-types.ts';

/**
 * The source of the functions.
 *
 * @param document - the edition
 * @param schemas - the names of the types of its schemas
 * @throws {@link Failure} for a success status that the functions cannot tell
 */
export function functionsOf(document: JsonObject, locale: Locale, schemas: readonly string[]): string {
  const regions = regionsOf(document).map((region) => `'${region}'`);
  const named = new Set(schemas);
  const functions = operationsOf(document).map((operation) => functionOf(document, operation, locale, named));
  return `/** The regions that the edition names. */
export type Region = ${regions.join(' | ')};

${functions.join('\n')}`;
}

/** The imports of these modules, as far as the functions of the edition need them. */
export function codecsUsed(document: JsonObject): string {
  const used = new Set(operationsOf(document).map(codecOf));
  const all = (['file', 'multipart'] as const).filter((codec) => used.has(codec));
  return all.map((codec) => `import { ${codec} } from '../src/${codec}.ts';\n`).join('');
}

function functionOf(document: JsonObject, operation: Operation, locale: Locale, schemas: ReadonlySet<string>): string {
  const { id, method, path, idempotent } = operation;
  const request = operation.request ?? operation.form;
  const types = typesOfOperation(document, operation, schemas);
  const { name: Name, client, codec, ids, queries, back, needsNothing, success, rejections } = types;
  const docs = words[locale];
  const fields = [
    ...ids.map((name) => {
      const type = `operations['${id}']['parameters']['path']['${name}']`;
      return `${parameterDoc(document, operation, name)}  ${name}: ${type};`;
    }),
    ...(queries.length > 0
      ? [`  /** ${docs.query(id)} */\n  query${types.isQueryRequired ? '' : '?'}: ${Name}Query;`]
      : []),
    ...(request ? [`${bodyDoc(document, request)}  body: ${types.body};`] : []),
  ];
  const taken = [...ids, ...(queries.length > 0 ? ['query'] : [])];
  const params = [...(ids.length > 0 ? [`path: { ${ids.join(', ')} }`] : []), ...(queries.length > 0 ? ['query'] : [])];
  const operationFields = [
    `path: '${path}'`,
    `status: ${success.status}`,
    `method: '${method.toUpperCase()}'`,
    ...(success.schema || success.file ? [] : ['empty: true']),
    ...(idempotent ? ['idempotent: true'] : []),
  ];
  const rest = taken.length > 0 ? 'init' : 'input';
  const passed = [
    'apig',
    `{ ${operationFields.join(', ')} }`,
    rest,
    ...(params.length > 0 ? [`{ ${params.join(', ')} }`] : codec ? ['undefined'] : []),
    ...(codec ? [codec] : []),
  ];
  const input = taken.length > 0 ? `{ ${taken.join(', ')}, ...init }` : rest;

  const results = [
    `Success<${success.status}, ${types.data}>`,
    ...rejections.map(({ status, codes }) => {
      return `Refusal<${status}, ${codes.map((code) => `'${code}'`).join(' | ') || 'never'}>`;
    }),
    `OtherRefusal<${rejections.map(({ status }) => status).join(' | ')}>`,
    'Fault',
  ];
  const comment = functionDoc(document, operation, locale, codec, path.replace(prefix, '…'));
  const signature = (name: string, type = `${Name}Input`) =>
    `apig: ${client}, ${name}: ${type}${needsNothing ? ' = {}' : ''}`;
  const both = `${Name}Input, ${back}, Given`;
  const implementation =
    back === undefined ? signature(input) : `${signature(input, `SentBack<${Name}Input, ${back}, never>`)}, _?: never`;
  // Where a response may be sent back, the first signature tells what is wrong with a body.
  const overloads =
    back === undefined
      ? ''
      : `export function ${id}(${signature('input')}): Promise<${Name}Result>;
${comment}
export function ${id}<Given>(apig: ${client}, input: SentBack<${both}>, ...isSentBack: IfSentBack<${both}>): Promise<${Name}Result>;
`;
  return `/** ${docs.input(id)} */
export interface ${Name}Input extends CallOptions {
${fields.join('\n')}
}

/** ${docs.result(id)} */
export type ${Name}Result =
${results.map((result) => `  | ${result}`).join('\n')};

${comment}
${overloads}export function ${id}(${implementation}): Promise<${Name}Result> {
  return call(${passed.join(', ')});
}
`;
}

/**
 * The module of the operations of all editions that change something and may still be carried out twice: openapi-fetch's methods
 * are called by method and path. Where editions differ, they may not.
 */
export function idempotentModule(documents: readonly JsonObject[]): string {
  const all = new Map<string, boolean>();
  for (const { method, path, idempotent } of documents.flatMap(operationsOf)) {
    const name = `${method.toUpperCase()} ${path}`;
    if (method !== 'get') all.set(name, idempotent && all.get(name) !== false);
  }
  const names = [...all].flatMap(([name, idempotent]) => (idempotent ? [`  '${name}',`] : []));
  return `// Generated by scripts/emit/shared.ts: operations that may be repeated, in addition to those that only read.
export const idempotent: ReadonlySet<string> = new Set([
${names.join('\n')}
]);
`;
}

/** The module of the operations of all editions whose body is a form: for openapi-fetch's methods. */
export function formsModule(documents: readonly JsonObject[]): string {
  const all = documents.flatMap(operationsOf).filter(({ form }) => form !== undefined);
  const names = new Set(all.map(({ method, path }) => `  '${method.toUpperCase()} ${path}',\n`));
  return `// Generated by scripts/emit/shared.ts: operations that take a form instead of JSON.
export const forms: ReadonlySet<string> = new Set([
${[...names].join('')}]);
`;
}

/** The regions of the servers, those that stand in an address of their own among them. */
function regionsOf(document: JsonObject): string[] {
  return listOf(document['servers']).flatMap((server) => {
    const { url, variables } = objectOf(server);
    const own = /^https:\/\/apig\.([a-z0-9-]+)\./.exec(String(url))?.[1];
    return own === undefined ? listOf(objectOf(objectOf(variables)['region'])['enum']).map(String) : [own];
  });
}
