// A document with one operation, whose request is the first of the schemas.
import type { JsonObject } from '@apig-spec/model/json';

export function documentOf(schemas: JsonObject): JsonObject {
  const [name] = Object.keys(schemas);
  const schema = { $ref: `#/components/schemas/${name}` };
  const requestBody = { content: { 'application/json': { schema } } };
  return {
    openapi: '3.1.0',
    paths: { '/nodes': { post: { operationId: `create${name}`, requestBody, responses: {} } } },
    components: { schemas },
  };
}
