// Where schemas stand in an OpenAPI document. Spectral's rules and the pattern check share it; a property, an example or a
// server variable that happens to be called `enum` or `pattern` is none of theirs.

const single = [
  'additionalProperties',
  'contains',
  'contentSchema',
  'else',
  'if',
  'items',
  'not',
  'propertyNames',
  'then',
  'unevaluatedItems',
  'unevaluatedProperties',
];
const lists = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
const maps = ['$defs', 'definitions', 'dependentSchemas', 'patternProperties', 'properties'];

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * All schemas of a document, each once, where it stands; references are not followed.
 *
 * @param {import('@apig-spec/model/json').JsonObject} document
 * @returns {{ path: (string | number)[], schema: import('@apig-spec/model/json').JsonObject }[]}
 */
export function schemasOf(document) {
  const found = [];
  const schemaAt = (schema, path) => {
    if (!isObject(schema)) return;
    found.push({ path, schema });
    for (const key of single) schemaAt(schema[key], [...path, key]);
    for (const key of lists) each(schema[key], [...path, key], schemaAt);
    for (const key of maps) each(schema[key], [...path, key], schemaAt);
  };
  // Outside of schemas, they stand under `schema`, and in the components that are schemas.
  const visit = (node, path) => {
    if (!isObject(node) && !Array.isArray(node)) return;
    each(node, path, (value, here) => {
      const key = here.at(-1);
      if (key === 'schema') schemaAt(value, here);
      else if (key === 'schemas' && here.length === 2 && here[0] === 'components') each(value, here, schemaAt);
      else if (key !== 'examples' && key !== 'example') visit(value, here);
    });
  };
  visit(document, []);
  return found;
}

function each(node, path, visit) {
  const entries = Array.isArray(node) ? node.entries() : Object.entries(isObject(node) ? node : {});
  for (const [key, value] of entries) visit(value, [...path, key]);
}
