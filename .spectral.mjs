// House rules, for Spectral: what we promise of every bundled edition beyond what Redocly checks.
import { listsAreNamed, listsAreTyped } from './scripts/checks/lib/enums.mjs';

const scalars = new Set(['string', 'integer', 'number', 'boolean']);

/** A field, component or list element with a scalar type shows a value. One that only narrows another need not. */
function showsExample(schema) {
  if (!scalars.has(schema?.type) || isNarrowing(schema)) return [];
  return schema.examples?.length > 0 ? [] : [{ message: 'A scalar needs `examples`.' }];
}

/** One verb for one kind of act; spec/sources/sibling/transcription.yaml has the names of all operations. */
const verbs = [
  ...['create', 'show', 'list', 'count', 'update', 'delete', 'check', 'import', 'export', 'publish', 'debug'],
  ...['bind', 'unbind', 'enable', 'disable', 'authorize', 'deauthorize', 'generate', 'reset', 'resize', 'switch'],
];

/** `createVpcChannel`: a verb that we use, then the thing. */
function namesVerbAndThing(operationId) {
  return new RegExp(`^(${verbs.join('|')})([A-Z][a-z0-9]+)+$`).test(operationId)
    ? []
    : [{ message: `An operationId is one of ${verbs.join(', ')} and the thing: createVpcChannel.` }];
}

const errorsOfAll = ['401', '403', '500'];

/** Every operation answers the errors that all of them share; each error response lists codes and shows an example. */
function tellsItsErrors(responses) {
  const missing = errorsOfAll
    .filter((status) => !(status in responses))
    .map((status) => ({ message: `No response ${status}.` }));
  const untold = Object.entries(responses)
    .filter(([status]) => status >= '400')
    .flatMap(([status, response]) => [
      ...(response['x-error-codes']?.length > 0
        ? []
        : [{ message: `Response ${status} has no x-error-codes.`, path: [status] }]),
      ...(Object.keys(response.content?.['application/json']?.examples ?? {}).length > 0
        ? []
        : [{ message: `Response ${status} has no example.`, path: [status] }]),
    ]);
  return [...missing, ...untold];
}

/** An error example shows a code that the response lists. A code that is listed need not be shown. */
function showsItsCodes(response) {
  const codes = response['x-error-codes'] ?? [];
  const shown = Object.values(response.content?.['application/json']?.examples ?? {}).map(
    (example) => example?.value?.error_code,
  );
  return shown
    .filter((code) => !codes.includes(code))
    .map((code) => ({ message: `An example shows ${code}, which x-error-codes does not list.` }));
}

/** A request body is closed, and so is every object in it that has fields, so that a misspelt field is a mistake. */
function isClosed(schema) {
  return openObjects(schema, 'the body').map((name) => ({
    message: `Of a request body, ${name} needs \`unevaluatedProperties: false\`.`,
  }));
}

/** The objects of a body that are not closed; what a closed object is composed of is closed with it. */
function openObjects(schema, name) {
  const parts = partsOf(schema);
  const properties = parts.flatMap((part) => Object.entries(part.properties ?? {}));
  const inner = [
    ...properties.flatMap(([field, property]) => openObjects(property, field)),
    ...parts.flatMap((part) => (part.items ? openObjects(part.items, name) : [])),
  ];
  return properties.length > 0 && !closes(schema) ? [name, ...inner] : inner;
}

/** Of whole alternatives, each is closed by itself; null is. */
function closes(schema) {
  if (schema.unevaluatedProperties === false || schema.type === 'null') return true;
  const own = Object.keys(schema.properties ?? {}).length > 0 || schema.allOf;
  return !own && schema.oneOf?.every(closes) === true;
}

function partsOf(schema) {
  if (typeof schema !== 'object' || schema === null) return [];
  return [schema, ...[...(schema.allOf ?? []), ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])].flatMap(partsOf)];
}

const rule = (description, given, then, resolved = true) => ({
  description,
  message: '{{error}}',
  severity: 'error',
  given,
  then,
  resolved,
});

export default {
  rules: {
    'scalar-example': rule(
      'Every scalar field shows an example.',
      [
        '$.components.schemas[*].properties[*]',
        '$.components.schemas[*]',
        '$.components.schemas[*].properties[*].items',
      ],
      { function: showsExample },
    ),
    'parameter-example': rule('Every parameter shows an example.', '$.components.parameters[*]', {
      field: 'example',
      function: defined,
    }),
    'operation-id': rule('operationIds are a verb and a thing.', '$.paths[*][get,put,post,delete].operationId', {
      function: namesVerbAndThing,
    }),
    'error-answers': rule('Operations tell their errors.', '$.paths[*][get,put,post,delete].responses', {
      function: tellsItsErrors,
    }),
    'error-codes': rule(
      'Error examples show codes that are listed.',
      "$.paths[*][get,put,post,delete].responses[?(@property >= '400')]",
      {
        function: showsItsCodes,
      },
    ),
    'closed-body': rule('Request bodies are closed.', '$.paths[*][put,post].requestBody.content[*].schema', {
      function: isClosed,
    }),
    'enum-type': rule('Closed lists have a type.', '$', { function: listsAreTyped }, false),
    'enum-names': rule('Values that make no names are named.', '$', { function: listsAreNamed }, false),
    'info-version': rule('The version is a semantic one, and the revision’s.', '$.info', { function: tellsItsVersion }),
    'field-description': rule('Every field is described.', ['$.components.schemas[*].properties[*]'], {
      function: isDescribed,
    }),
  },
};

function defined(value) {
  return value === undefined ? [{ message: 'A parameter needs `example`.' }] : [];
}

/** A field is described where it stands or in its component; one that only narrows another need not be. */
function isDescribed(schema) {
  const alternatives = schema?.oneOf ?? schema?.anyOf ?? [];
  const told = alternatives.length > 0 && alternatives.every((part) => part.description || part.type === 'null');
  if (schema === false || schema?.description || told || isNarrowing(schema)) return [];
  return [{ message: 'A field needs a description.' }];
}

/**
 * In one alternative, `const`, `enum` or a bound alone narrows a field that another part describes. That some
 * part does describe it is seen where the parts are seen together, in scripts/checks/lint.ts.
 */
function isNarrowing(schema) {
  if (!schema || schema.description || schema.examples) return false;
  const typed = ['type', 'allOf', 'anyOf', 'oneOf'].some((key) => key in schema);
  return 'const' in schema || 'enum' in schema || !typed;
}

/** Generators take `info.version` for the version of the package that they write; the revision stands in `x-revision`. */
function tellsItsVersion({ version, 'x-revision': revision }) {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(revision ?? ''))
    return [{ message: `x-revision is ${revision}, not a year and a month such as 2024-11.` }];
  const expected = `${revision.split('-').map(Number).join('.')}.0`;
  return version === expected
    ? []
    : [{ message: `info.version is ${version}; the semantic version of revision ${revision} is ${expected}.` }];
}
