// What is called: each operation with each of its examples, in a project of its own, which is as the seed has it.
import { formNamesOf } from '@apig-spec/model/forms';
import { isObject, type Json, type JsonObject, objectOf, resolve } from '@apig-spec/model/json';
import { type Operation, operationsOf } from '@apig-spec/model/operations';
import { standIns } from './stand-ins.ts';

export interface Call {
  operation: string;
  /** Which of the operation's requests it is. */
  example: string;
  project: string;
  method: string;
  path: string;
  /** Those of the path and the query. */
  parameters: JsonObject;
  body?: Json;
  /** The fields of a body that is a form, and which of them are files. */
  form?: { fields: JsonObject; files: string[] };
  /** The statuses of a success. */
  statuses: number[];
}

/** The calls of an edition, by operation. */
export function planOf(document: JsonObject): Call[] {
  return operationsOf(document).flatMap((operation) => callsOf(document, operation));
}

function callsOf(document: JsonObject, operation: Operation): Call[] {
  const { id, method, path, responses } = operation;
  const { parameters: others, body: change } = standIns[id] ?? {};
  const parameters = operation.parameters.filter(({ in: place, name }) => place !== 'header' && name !== 'project_id');
  const named = (all: JsonObject[]): JsonObject => ({
    ...Object.fromEntries(all.map((each) => [each['name'], exampleOf(document, each)])),
    ...others,
  });
  const required = parameters.filter((each) => each['required'] === true);
  const shownIn = (example: Json) => objectOf(resolve(document, example))['value'];
  const files = operation.form === undefined ? [] : formNamesOf(document, operation.form).files;
  const bodies: [example: string, body: Pick<Call, 'body' | 'form'>][] = [
    ...Object.entries(operation.requestExamples).map(([name, each]) => {
      const value = shownIn(each) ?? null;
      return [name, { body: change && isObject(value) ? { ...value, ...change } : value }] as [string, Partial<Call>];
    }),
    ...Object.entries(operation.formExamples).map(([name, each]) => {
      return [name, { form: { fields: objectOf(shownIn(each)), files } }] as [string, Partial<Call>];
    }),
  ];
  const [first = ['required parameters', {}]] = bodies;
  const calls = (bodies.length > 0 ? bodies : [first]).map(([example, body]) => ({ example, body, sent: required }));
  // Filters hide most of what there is: they are a call of their own.
  if (parameters.length > required.length) calls.push({ example: 'all parameters', body: first[1], sent: parameters });
  return calls.map(({ example, body, sent }, index) => ({
    ...{ operation: id, example, project: `${id}-${index}`, method: method.toUpperCase(), path },
    parameters: named(sent),
    ...body,
    statuses: responses.map(({ status }) => Number(status)).filter((status) => status < 300),
  }));
}

function exampleOf(document: JsonObject, { example, examples }: JsonObject): Json {
  if (example !== undefined) return example;
  const [first = {}] = Object.values(objectOf(examples));
  return objectOf(resolve(document, first))['value'] ?? null;
}
