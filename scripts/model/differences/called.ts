// The operations of a document as they are compared.
import type { Json, JsonObject } from '../json.ts';
import { isObject, listOf, objectOf, resolve } from '../json.ts';

/** An operation with what its path says for it. */
export interface Called {
  id: string;
  method: string;
  path: string;
  document: JsonObject;
  operation: JsonObject;
  /** Those of the path and of the operation, resolved, by `query/limit`. */
  parameters: Map<string, JsonObject>;
  /** Where the operation or its path names its own. */
  servers: Json | undefined;
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** Operations by method and path; a path is the same whatever its parameters are called. */
export function calledIn(document: JsonObject): Map<string, Called> {
  const called = Object.entries(objectOf(document['paths'])).flatMap(([path, value]) => {
    const item = objectOf(resolve(document, value));
    return methods
      .filter((method) => isObject(item[method]))
      .map((method): [string, Called] => {
        const operation = objectOf(item[method]);
        const listed = [...listOf(item['parameters']), ...listOf(operation['parameters'])];
        const parameters = new Map(
          listed.map((each) => objectOf(resolve(document, each))).map((each) => [keyOf(each), each]),
        );
        const id = String(operation['operationId'] ?? `${method.toUpperCase()} ${path}`);
        const servers = operation['servers'] ?? item['servers'];
        return [
          `${method} ${path.replaceAll(/\{[^}]*\}/g, '{}')}`,
          { id, method, path, document, operation, parameters, servers },
        ];
      });
  });
  return new Map(called);
}

function keyOf({ in: part, name }: JsonObject): string {
  return `${part}/${part === 'header' ? String(name).toLowerCase() : name}`;
}
