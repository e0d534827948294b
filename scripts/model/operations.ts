// The operations of an edition, with their references followed.
import { formType } from './forms.ts';
import type { Json, JsonObject } from './json.ts';
import { listOf, objectOf, resolve } from './json.ts';
import { perDocument } from './per-document.ts';

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
    /** Of its JSON body, unresolved; none where it is a file. */
    schema: Json | undefined;
    /** The media type of the file that it is: any but JSON. Of several, the first that has an example. */
    file: string | undefined;
    examples: JsonObject;
  }[];
}

const methods = ['get', 'post', 'put', 'patch', 'delete'];

/** The operations of a document. They are remembered: whoever changes its own copy afterwards changes the objects in it, and replaces none. */
export const operationsOf = perDocument((document): readonly Operation[] =>
  Object.entries(objectOf(document['paths'])).flatMap(([path, item]) =>
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
            const file = fileIn(resolved);
            return {
              status,
              pointer: `/paths/${path.replaceAll('/', '~1')}/${method}/responses/${status}`,
              response: resolved,
              schema: file === undefined ? json(resolved)['schema'] : undefined,
              file,
              examples: objectOf(content(resolved, file ?? 'application/json')['examples']),
            };
          }),
        };
      }),
  ),
);

function fileIn({ content }: JsonObject): string | undefined {
  const media = Object.entries(objectOf(content));
  if (media.every(([type]) => type === 'application/json')) return undefined;
  const [type] = media.find(([, each]) => 'examples' in objectOf(each)) ?? media[0] ?? [];
  return type;
}
