// What the function of an operation takes and gives, by the names of types: of this the client's modules and the reference are made.
import { formType } from '@apig-spec/model/forms';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { listOf, objectOf, refName } from '@apig-spec/model/json';
import type { Operation } from '@apig-spec/model/operations';
import { Failure } from '@apig-spec/repository/failure';
import { sentBack } from './typeable.ts';

/** Before the path of all operations on one gateway. */
export const prefix = '/v2/{project_id}/apigw/instances/{instance_id}';

export interface OperationTypes {
  /** What the names of its types begin with: `CreateVpcChannel`. */
  name: string;
  client: 'ApigClient' | 'ProjectClient';
  /** Of how its call is written or read, where that is not JSON: a module of its own, for those who call such a one. */
  codec: 'multipart' | 'file' | undefined;
  /** The parameters of its path that no client binds. */
  ids: string[];
  queries: JsonObject[];
  isQueryRequired: boolean;
  /** The type of the body. */
  body: string | undefined;
  /** The type of the response that may be sent in place of the body. */
  back: string | undefined;
  /** Whether it can be called with a client alone. */
  needsNothing: boolean;
  success: Operation['responses'][number];
  /** The type of its data. */
  data: string;
  /** The documented statuses of rejections, each with its error codes. */
  rejections: { status: string; codes: string[] }[];
}

/**
 * @param document - the edition
 * @param schemas - the names of the types of its schemas
 * @throws {@link Failure} for what a function cannot tell
 */
export function typesOfOperation(
  document: JsonObject,
  operation: Operation,
  schemas: ReadonlySet<string>,
): OperationTypes {
  const { id, path, parameters, form, responses } = operation;
  const request = operation.request ?? form;
  const success = successOf(document, operation);
  const typeOf = (schema: Json | undefined, otherwise: string): string => {
    const reference = objectOf(schema)['$ref'];
    const name = typeof reference === 'string' ? refName(reference) : '';
    return schemas.has(name) ? name : otherwise;
  };
  const ids = parameters
    .filter((parameter) => parameter['in'] === 'path' && !prefix.includes(`{${parameter['name']}}`))
    .map((parameter) => String(parameter['name']));
  const queries = parameters.filter((parameter) => parameter['in'] === 'query');
  const isQueryRequired = queries.some((parameter) => parameter['required'] === true);
  const media = form === undefined ? 'application/json' : formType;
  return {
    name: id.charAt(0).toUpperCase() + id.slice(1),
    client: path.startsWith(prefix) ? 'ApigClient' : 'ProjectClient',
    codec: codecOf(operation),
    ids,
    queries,
    isQueryRequired,
    body:
      request === undefined ? undefined : typeOf(request, `operations['${id}']['requestBody']['content']['${media}']`),
    back: request === undefined ? undefined : sentBack(document, request),
    needsNothing: ids.length === 0 && !request && !isQueryRequired,
    success,
    data: success.schema
      ? typeOf(success.schema, `operations['${id}']['responses'][${success.status}]['content']['application/json']`)
      : success.file
        ? 'Blob'
        : 'undefined',
    rejections: responses
      .filter((response) => response !== success)
      .map(({ status, response }) => ({ status, codes: listOf(response['x-error-codes']).map(String) })),
  };
}

export function codecOf({ form, responses }: Operation): OperationTypes['codec'] {
  if (form !== undefined) return 'multipart';
  return responses.some(({ file }) => file !== undefined) ? 'file' : undefined;
}

function successOf(document: JsonObject, { id, method, path, request, form, responses }: Operation) {
  const file = `packages/openapi/dist/${objectOf(document['info'])['x-edition']}.json`;
  const at = `/paths/${path.replaceAll('/', '~1')}/${method}`;
  const [success, ...more] = responses.filter(({ status }) => status.startsWith('2'));
  if (!success || more.length > 0) {
    throw new Failure({
      file,
      at: `${at}/responses`,
      problem: `${id} documents ${success ? 1 + more.length : 0} successful statuses; its function needs exactly one.`,
      fix: 'Document one, or extend scripts/emit/lib/operation-types.ts and packages/client/src/call.ts to support the others.',
    });
  }
  if (form !== undefined && (request !== undefined || success.file !== undefined)) {
    throw new Failure({
      file,
      at,
      problem: `${id} takes a form, and ${success.file === undefined ? 'JSON' : 'responds with a file'}; its function knows one of them.`,
      fix: 'Document one, or extend scripts/emit/lib/functions.ts to support both.',
    });
  }
  return success;
}
