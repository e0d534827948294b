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
          resource: String(listOf(operation['tags'])[0]),
          method,
          path,
          idempotent: method === 'get' || operation['x-idempotent'] === true,
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
