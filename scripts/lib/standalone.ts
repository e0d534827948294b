// Compiles the checks of an edition to one self-contained script: Ajv writes the code, esbuild puts Ajv's helpers into it.
import { readFileSync } from 'node:fs';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { objectOf, pointerOf, resolve, shortHash } from '@apig-spec/model/json';
import { type Operation, operationsOf } from '@apig-spec/model/operations';
import { _, Ajv2020, type CodeKeywordDefinition, type KeywordCxt } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { bounded } from './bounded.ts';
import { brokenWhen } from './cel.ts';
import { checkable, type Source, type Validation } from './checkable.ts';
import { Failure } from './failure.ts';
import { root } from './paths.ts';

/** All schemas of the edition's components are compiled as parts of one, so that operations share what they have in common. */
const contract = 'contract';

/**
 * A loop of a check ends once it has found that many errors: more than the 100 problems that are told, because several errors
 * may concern one field.
 */
export const errorsPerLoop = 4000;

/**
 * The checks of an edition's operations.
 *
 * @returns JavaScript that imports nothing and exports `checks`: by operation the path, the query, the body and the answers
 * @throws {@link Failure} for what the validator cannot check
 */
export async function compileChecks(source: Source): Promise<string> {
  const ajv = new Ajv2020({
    allErrors: true,
    code: { source: true, esm: true },
    messages: false,
    strictRequired: false,
    strictTypes: false,
  });
  ajv.addVocabulary(['components']);
  ajv.addKeyword(rules);
  ajv.addKeyword(digits);
  const schemas = objectOf(objectOf(source.document['components'])['schemas']);
  const rewritten = Object.entries(schemas).map(([name, schema]) => [
    name,
    checkable(schema, source, ['components', 'schemas', name]),
  ]);
  ajv.addSchema({ $id: contract, components: { schemas: Object.fromEntries(rewritten) } });

  /** The name in Ajv's code of each schema that a check stands for. */
  const names = new Map<string, string>();
  const named = (id: string): string => {
    const name = names.get(id) ?? `check${names.size}`;
    names.set(id, name);
    return name;
  };
  const body = (schema: Json | undefined, operation: string, part: string): string => {
    if (schema === undefined) return 'null';
    const reference = objectOf(schema)['$ref'];
    if (typeof reference === 'string') return named(contract + reference);
    const problem = 'The body is not described by a schema among the components.';
    throw new Failure({
      file: source.file,
      at: pointerOf([operation, part]),
      problem,
      mend: 'Give its schema a name, and a file in schemas/ of its resource.',
    });
  };
  const parameters = (operation: Operation, part: 'path' | 'query'): string => {
    const schema = parametersSchema(operation, part, source);
    const id = `parameters-${shortHash(JSON.stringify(schema))}`;
    if (!names.has(id)) ajv.addSchema(schema, id);
    return named(id);
  };
  const operations = operationsOf(source.document).map((operation) => {
    const answers = operation.responses.map(({ status, schema }) => `${status}: ${body(schema, operation.id, status)}`);
    return `${operation.id}: {
      path: ${parameters(operation, 'path')},
      query: ${parameters(operation, 'query')},
      body: ${body(operation.request, operation.id, 'body')},
      answers: { ${answers.join(', ')} },
    }`;
  });

  const code = standaloneCode.default(ajv, Object.fromEntries([...names].map(([id, name]) => [name, id])));
  return bundled(
    bounded(withoutSchemaPaths(code), errorsPerLoop),
    `import { ${[...names.values()].join(', ')} } from 'ajv-code';\nexport const checks = { ${operations.join(', ')} };`,
  );
}

/** Parameters of one part of a request, as the fields of an object. */
function parametersSchema(operation: Operation, part: 'path' | 'query', source: Source): JsonObject {
  const parameters = operation.parameters.filter((parameter) => parameter['in'] === part);
  return {
    type: 'object',
    properties: Object.fromEntries(
      parameters.map((each) => [String(each['name']), onTheWire(each, operation, source)]),
    ),
    required: parameters.filter((each) => each['required'] === true).map((each) => String(each['name'])),
  };
}

/** The schema of a parameter's text: an integer is written in digits. */
function onTheWire(parameter: JsonObject, operation: Operation, source: Source): Json {
  const at = [operation.id, String(parameter['name'])];
  const schema = objectOf(checkable(resolve(source.document, parameter['schema']) ?? true, source, at));
  if (schema['type'] === 'string') return schema;
  if (schema['type'] === 'integer' && Object.keys(schema).length === 1) return { type: 'string', 'x-digits': true };
  throw new Failure({
    file: source.file,
    at: pointerOf(at),
    problem:
      'A parameter must be a string, or an integer without bounds: the service corrects integers, it does not refuse them.',
    mend: 'Say the bounds in its description, or teach scripts/lib/standalone.ts to check them.',
  });
}

/** `x-validations`: CEL, compiled to JavaScript in place. */
const rules: CodeKeywordDefinition = {
  keyword: 'x-validations',
  type: 'object',
  schemaType: 'array',
  // Ajv asks for a message; messages come from the validator.
  error: { message: '', params: ({ params }) => _`{message: ${params['message']}, field: ${params['field']}}` },
  code(cxt: KeywordCxt) {
    for (const { rule, message, fieldPath } of cxt.schema as Validation[]) {
      cxt.setParams({ message: _`${message}`, field: _`${fieldPath.replaceAll('.', '/')}` });
      cxt.fail(brokenWhen(rule, cxt.data));
    }
  },
};

/** An integer as a parameter spells it. */
const digits: CodeKeywordDefinition = {
  keyword: 'x-digits',
  type: 'string',
  schemaType: 'boolean',
  code: (cxt: KeywordCxt) => cxt.fail(_`!/^-?[0-9]+$/.test(${cxt.data})`),
};

/** Each error tells where in the schema it comes from, which nobody reads and which makes a sixth of the code. */
function withoutSchemaPaths(code: string): string {
  return code.replaceAll(/\bschemaPath:"(?:[^"\\]|\\.)*",/g, '');
}

/** One script of both: the code that Ajv wrote, which still imports Ajv's helpers, and the one that puts it in order. */
async function bundled(ajvCode: string, entry: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: entry },
    plugins: [
      {
        name: 'ajv-code',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^ajv-code$/ }, () => ({ path: 'ajv-code', namespace: 'ajv-code' }));
          onLoad({ filter: /.*/, namespace: 'ajv-code' }, () => ({
            contents: ajvCode,
            resolveDir: import.meta.dirname,
          }));
          // Each helper of Ajv carries a line that says how generated code would load it: `helper.code = 'require(...)'`.
          onLoad({ filter: /ajv[\\/]dist[\\/]runtime/ }, ({ path }) => ({
            contents: readFileSync(path, 'utf8').replaceAll(/^\w+\.code = .*$/gm, ''),
          }));
        },
      },
    ],
    absWorkingDir: root,
    bundle: true,
    charset: 'utf8',
    format: 'esm',
    minify: true,
    platform: 'neutral',
    target: 'es2022',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}
