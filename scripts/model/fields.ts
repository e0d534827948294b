// Every field that an edition's operations send, take or return, with all that the contract says of it wherever it says it.
import type { Json, JsonObject } from './json.ts';
import { isObject, listOf, objectOf, resolve } from './json.ts';
import { operationsOf } from './operations.ts';
import { partsOf } from './schema.ts';

export type FieldIn = 'path' | 'query' | 'header' | 'request' | 'response' | 'response-header' | 'form';

export interface Field {
  operation: string;
  in: FieldIn;
  /** With `in: response`. */
  status?: string;
  /** Of the object that holds the field, in the body; list elements are `/0`, values of a map `/{key}`. Empty for parameters. */
  pointer: string;
  name: string;
  /** The schemas that describe the field, with all that they are composed of: several where alternatives each say their part. */
  schemas: JsonObject[];
  /** The objects that declare the field; for a parameter, the parameter itself. */
  owners: JsonObject[];
  /** The objects that require the field; the parameter itself if it is required. */
  requiredBy: JsonObject[];
}

/** Where a field stands: `createVpcChannel/request/vpc_health_config/timeout`, `showVpcChannel/200/members/0/id`. */
export function placeOf(field: Pick<Field, 'operation' | 'in' | 'status' | 'pointer' | 'name'>): string {
  return `${field.operation}/${field.status ?? field.in}${field.pointer}/${field.name}`;
}

/** All fields of an edition. */
export function fieldsOf(document: JsonObject): Field[] {
  return operationsOf(document).flatMap((operation) => [
    ...operation.parameters.map(
      (parameter): Field => ({
        operation: operation.id,
        in: String(parameter['in']) as FieldIn,
        pointer: '',
        name: String(parameter['name']),
        schemas: partsOf(document, objectOf(resolve(document, parameter['schema']))),
        owners: [parameter],
        requiredBy: parameter['required'] === true ? [parameter] : [],
      }),
    ),
    ...bodyFields(document, operation.request, { operation: operation.id, in: 'request' }),
    ...bodyFields(document, operation.form, { operation: operation.id, in: 'form' }),
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
  /** @param around - what declares the fields around: of a schema that holds itself, the fields are listed once */
  const visit = (schemas: JsonObject[], pointer: string, around: readonly JsonObject[]): void => {
    const byName = new Map<string, Field>();
    const declared = schemas.map((owner) => objectOf(owner['properties']));
    for (const [index, owner] of schemas.entries()) {
      const properties = declared[index] ?? {};
      if (around.includes(properties)) continue;
      for (const [name, property] of Object.entries(properties)) {
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
    const within = [...around, ...declared];
    const values = schemas.flatMap((each) =>
      isObject(each['additionalProperties']) ? [each['additionalProperties']] : [],
    );
    const mapped = values.flatMap((value) => partsOf(document, objectOf(resolve(document, value))));
    // Of a map of itself, the fields are listed once, as of any schema that holds itself.
    if (mapped.length > 0 && !mapped.some((each) => schemas.includes(each))) visit(mapped, `${pointer}/{key}`, within);
    for (const field of byName.values()) {
      if (field.schemas.length === 0) continue;
      found.push(field);
      visit(field.schemas, `${pointer}/${field.name}`, within);
      const items = field.schemas.flatMap((each) => (isObject(each['items']) ? [each['items']] : []));
      const elements = items.flatMap((item) => partsOf(document, objectOf(resolve(document, item))));
      if (elements.length > 0) visit(elements, `${pointer}/${field.name}/0`, within);
    }
  };
  if (schema !== undefined) visit(partsOf(document, objectOf(resolve(document, schema))), '', []);
  return found;
}
