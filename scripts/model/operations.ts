// The operations of an edition, with their references followed.
import type { Json, JsonObject } from './json.ts';
import { listOf, objectOf, resolve } from './json.ts';

export interface Operation {
  id: string;
  /** Its tag: `vpc-channels`. */
  resource: string;
  method: string;
  path: string;
  /** Whether it may be carried out twice: `x-idempotent`; what only reads always may. */
  idempotent: boolean;
  /** Those of the path and of the operation, resolved. */
  parameters: JsonObject[];
  /** The schema of its JSON body, unresolved. */
  request: Json | undefined;
  /** The schema of its body as a form (`multipart/form-data`), unresolved. */
  form: Json | undefined;
  requestExamples: JsonObject;
  formExamples: JsonObject;
  responses: {
    status: string;
    pointer: string;
    response: JsonObject;
    schema: Json | undefined;
    examples: JsonObject;
  }[];
}

const formType = 'multipart/form-data';
const methods = ['get', 'post', 'put', 'patch', 'delete'];

export function operationsOf(document: JsonObject): Operation[] {
  return Object.entries(objectOf(document['paths'])).flatMap(([path, item]) =>
    Object.entries(objectOf(item))
      .filter(([method]) => methods.includes(method))
      .map(([method, value]): Operation => {
        const operation = objectOf(value);
        const content = (body: Json | undefined, type: string) => objectOf(objectOf(objectOf(body)['content'])[type]);
        const json = (body: Json | undefined) => content(body, 'application/json');
        return {
          id: String(operation['operationId']),
          resource: String(listOf(operation['tags'])[0]),
          method,
          path,
          idempotent: method === 'get' || operation['x-idempotent'] === true,
          parameters: [...listOf(objectOf(item)['parameters']), ...listOf(operation['parameters'])].map((parameter) =>
            objectOf(resolve(document, parameter)),
          ),
          request: json(operation['requestBody'])['schema'],
          form: content(operation['requestBody'], formType)['schema'],
          formExamples: objectOf(content(operation['requestBody'], formType)['examples']),
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
