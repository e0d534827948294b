// Fields of a response that the contract does not name there. Its schemas are open, as later revisions add fields; the mock has no
// reason to show any.
import { type Body, bundled } from './support.ts';

type Schema = Record<string, Body>;

const documents = new Map<string, Schema>();

function documentOf(edition: string): Schema {
  const known = documents.get(edition) ?? bundled(edition);
  documents.set(edition, known);
  return known;
}

/** The places of such fields: `members[].health_status`. */
export function undeclared(edition: string, operationId: string, status: number, body: unknown): string[] {
  const document = documentOf(edition);
  const operation = Object.values(document['paths'] as Record<string, Schema>)
    .flatMap((methods) => Object.values(methods))
    .find((each) => each.operationId === operationId);
  const response = resolved(operation?.responses?.[status], document);
  const schema = response?.content?.['application/json']?.schema;
  return schema === undefined ? [] : [...new Set(beyond(body, schema, '', document))];
}

function resolved(schema: Body, document: Schema): Body {
  const ref: string | undefined = schema?.$ref;
  if (ref === undefined) return schema;
  return resolved(
    ref
      .split('/')
      .slice(1)
      .reduce<Body>((at, step) => at[step.replaceAll('~1', '/')], document),
    document,
  );
}

/** The schema and all that it is made of. */
function partsOf(schema: Body, document: Schema): Schema[] {
  const own = resolved(schema, document);
  if (typeof own !== 'object' || own === null) return [];
  const { allOf = [], oneOf = [], anyOf = [], dependentSchemas = {}, ...rest } = own;
  const below = [
    ...allOf,
    ...oneOf,
    ...anyOf,
    ...Object.values(dependentSchemas),
    rest['if'],
    rest['then'],
    rest['else'],
  ];
  return [own, ...below.flatMap((each: Body) => partsOf(each, document))];
}

function beyond(value: unknown, schema: Body, place: string, document: Schema): string[] {
  const parts = partsOf(schema, document);
  if (Array.isArray(value)) {
    const items = parts.flatMap((part) => (part['items'] === undefined ? [] : [part['items']]));
    return value.flatMap((item) => beyond(item, { allOf: items }, `${place}[]`, document));
  }
  if (typeof value !== 'object' || value === null) return [];
  const isMap = parts.some((part) => part['additionalProperties'] || part['patternProperties']);
  const names = parts.flatMap((part) => Object.keys(part['properties'] ?? {}));
  if (names.length === 0) return [];
  return Object.entries(value).flatMap(([name, item]) => {
    const at = place === '' ? name : `${place}.${name}`;
    const own = parts.flatMap((part) => (part['properties']?.[name] === undefined ? [] : [part['properties'][name]]));
    if (own.length === 0) return isMap ? [] : [at];
    return beyond(item, { allOf: own }, at, document);
  });
}
