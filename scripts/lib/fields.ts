// Every field that an edition's operations send, take or answer, with all that the contract says of it wherever it says it.
import type { Json, JsonObject } from './json.ts';
import { isObject, listOf, objectOf, resolve } from './json.ts';

export type Part = 'path' | 'query' | 'header' | 'request' | 'response';

export interface Field {
  operation: string;
  in: Part;
  /** With `in: response`. */
  status?: string;
  /** Of the object that holds the field, in the body; list elements are `/0`. Empty for parameters. */
  pointer: string;
  name: string;
  /** The schemas that describe the field, with all that they are composed of: several where alternatives each say their part. */
  schemas: JsonObject[];
  /** The objects that declare the field; for a parameter, the parameter itself. */
  owners: JsonObject[];
  /** The objects that require the field; the parameter itself if it is mandatory. */
  requiredBy: JsonObject[];
}

/** Where a field stands: `createVpcChannel/request/vpc_health_config/timeout`, `showVpcChannel/200/members/0/id`. */
export function placeOf(field: Pick<Field, 'operation' | 'in' | 'status' | 'pointer' | 'name'>): string {
  return `${field.operation}/${field.status ?? field.in}${field.pointer}/${field.name}`;
}

export interface Operation {
  id: string;
  method: string;
  path: string;
  /** Those of the path and of the operation, resolved. */
  parameters: JsonObject[];
  /** The schema of its JSON body, unresolved. */
  request: Json | undefined;
  requestExamples: JsonObject;
  responses: {
    status: string;
    pointer: string;
    response: JsonObject;
    schema: Json | undefined;
    examples: JsonObject;
  }[];
}

const methods = ['get', 'post', 'put', 'patch', 'delete'];

export function operationsOf(document: JsonObject): Operation[] {
  return Object.entries(objectOf(document['paths'])).flatMap(([path, item]) =>
    Object.entries(objectOf(item))
      .filter(([method]) => methods.includes(method))
      .map(([method, value]): Operation => {
        const operation = objectOf(value);
        const json = (body: Json | undefined) => objectOf(objectOf(objectOf(body)['content'])['application/json']);
        return {
          id: String(operation['operationId']),
          method,
          path,
          parameters: [...listOf(objectOf(item)['parameters']), ...listOf(operation['parameters'])].map((parameter) =>
            objectOf(resolve(document, parameter)),
          ),
          request: json(operation['requestBody'])['schema'],
          requestExamples: objectOf(json(operation['requestBody'])['examples']),
          responses: Object.entries(objectOf(operation['responses'])).map(([status, response]) => {
            const resolved = objectOf(resolve(document, response));
            return {
              status,
              pointer: `/paths/${path.replaceAll('/', '~1')}/${method}/responses/${status}`,
              response: resolved,
              schema: json(resolved)['schema'],
              examples: objectOf(json(resolved)['examples']),
            };
          }),
        };
      }),
  );
}

/** All fields of an edition. */
export function fieldsOf(document: JsonObject): Field[] {
  return operationsOf(document).flatMap((operation) => [
    ...operation.parameters.map(
      (parameter): Field => ({
        operation: operation.id,
        in: String(parameter['in']) as Part,
        pointer: '',
        name: String(parameter['name']),
        schemas: partsOf(document, objectOf(resolve(document, parameter['schema']))),
        owners: [parameter],
        requiredBy: parameter['required'] === true ? [parameter] : [],
      }),
    ),
    ...bodyFields(document, operation.request, { operation: operation.id, in: 'request' }),
    ...operation.responses.flatMap(({ status, schema }) =>
      bodyFields(document, schema, { operation: operation.id, in: 'response', status }),
    ),
  ]);
}

function bodyFields(
  document: JsonObject,
  schema: Json | undefined,
  body: Pick<Field, 'operation' | 'in' | 'status'>,
): Field[] {
  const found: Field[] = [];
  const visit = (schemas: JsonObject[], pointer: string): void => {
    const byName = new Map<string, Field>();
    for (const owner of schemas) {
      for (const [name, property] of Object.entries(objectOf(owner['properties']))) {
        const field = byName.get(name) ?? {
          ...body,
          pointer,
          name,
          schemas: [],
          owners: [],
          requiredBy: schemas.filter((each) => listOf(each['required']).includes(name)),
        };
        byName.set(name, field);
        // `false` forbids the field in one alternative; it says nothing of the field itself.
        if (property === false) continue;
        // A reference with words of its own beside it keeps both.
        const reference = objectOf(property);
        const { $ref: _, ...beside } = reference;
        field.schemas.push(...partsOf(document, { ...objectOf(resolve(document, reference)), ...beside }));
        field.owners.push(owner);
      }
    }
    for (const field of byName.values()) {
      if (field.schemas.length === 0) continue;
      found.push(field);
      visit(field.schemas, `${pointer}/${field.name}`);
      const items = field.schemas.flatMap((each) => (isObject(each['items']) ? [each['items']] : []));
      const elements = items.flatMap((item) => partsOf(document, objectOf(resolve(document, item))));
      if (elements.length > 0) visit(elements, `${pointer}/${field.name}/0`);
    }
  };
  if (schema !== undefined) visit(partsOf(document, objectOf(resolve(document, schema))), '');
  return found;
}

/** A schema and everything that it is composed of: what `allOf`, `oneOf` and `anyOf` lead to. */
export function partsOf(document: JsonObject, schema: JsonObject): JsonObject[] {
  const composed = ['allOf', 'oneOf', 'anyOf'].flatMap((keyword) => listOf(schema[keyword]));
  return [schema, ...composed.flatMap((part) => partsOf(document, objectOf(resolve(document, part))))];
}
