// An operation as a program calls it: with curl, and with our client in TypeScript. Generated, and run by the tests.

import { formNamesOf, formPartsOf } from '@apig-spec/model/forms';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { at, isObject, listOf, objectOf, resolve } from '@apig-spec/model/json';
import type { Operation } from '@apig-spec/model/operations';
import { factsOf } from './facts.ts';
import { treesOf } from './nodes.ts';
import type { BundledEdition } from './site.ts';
import type { ObjectNode } from './tree.ts';

/** What stands in samples for the gateway; tests put a mock in its place. */
export const sampleEndpoint = 'https://apig.cn-north-4.myhuaweicloud.com';

/** A parameter with the value that a sample gives it. */
export interface SampleParameter {
  name: string;
  in: 'path' | 'query';
  value: string;
  required: boolean;
}

/** A request that its edition's mock takes. */
export interface Sample {
  method: string;
  /** `/v2/{project_id}/…` */
  path: string;
  parameters: SampleParameter[];
  body: Json | undefined;
  bodyRequired: boolean;
  /** The names of all parts, where the body is a form, and of those that are files. */
  form: { parts: string[]; files: string[] } | undefined;
  /** Whether the response is a file. */
  givesFile: boolean;
}

/** The name of the file that a sample sends, by what is in it. */
function fileNameOf(content: Json | undefined): string {
  return isJson(String(content)) ? 'file.json' : 'file.yaml';
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A form as it is on the wire. */
export function formText(document: JsonObject, form: Json, body: Json): string {
  const { files } = formNamesOf(document, form);
  const parts = Object.entries(objectOf(body)).map(([name, value]) => {
    const file = files.includes(name) ? `; filename="${fileNameOf(value)}"` : '';
    return `--boundary\nContent-Disposition: form-data; name="${name}"${file}\n\n${String(value).trimEnd()}\n`;
  });
  return `${parts.join('')}--boundary--`;
}

/** The examples of an operation's body, those that use nothing deprecated first: the first one is what readers copy. */
export function requestExamplesOf(document: JsonObject, operation: Operation): JsonObject {
  const all = Object.entries(operation.form === undefined ? operation.requestExamples : operation.formExamples);
  const isDated = ([, example]: [string, Json]) => usesDeprecated(document, operation, example);
  return Object.fromEntries([...all.filter((each) => !isDated(each)), ...all.filter(isDated)]);
}

/** Whether an example of an operation's body uses a deprecated field. */
export function usesDeprecated(document: JsonObject, operation: Operation, example: Json): boolean {
  const trees = treesOf(document, operation);
  const tree = trees.get('request') ?? trees.get('form');
  return tree !== undefined && deprecatedIn(tree, at(resolve(document, example), '/value')).length > 0;
}

/** The places of deprecated fields that a body uses. */
export function deprecatedIn(tree: ObjectNode, body: Json | undefined): string[] {
  if (Array.isArray(body)) return [...new Set(body.flatMap((each) => deprecatedIn(tree, each)))];
  if (!isObject(body)) return [];
  return tree.fields
    .filter(({ name }) => Object.hasOwn(body, name))
    .flatMap(({ name, place, facts, inner }) => [
      ...(facts.deprecated ? [place] : []),
      ...(inner ? deprecatedIn(inner, body[name]) : []),
    ]);
}

/** The sample of an operation: its parameters' examples, and an example of its body. @param name - the first one without it */
export function sampleOf(document: JsonObject, operation: Operation, name?: string): Sample {
  const examples = requestExamplesOf(document, operation);
  const example = name === undefined ? Object.values(examples)[0] : examples[name];
  const { requestBody } = objectOf(objectOf(objectOf(document['paths'])[operation.path])[operation.method]);
  return {
    method: operation.method.toUpperCase(),
    path: operation.path,
    parameters: operation.parameters.flatMap((parameter) => {
      const place = parameter['in'];
      if (place !== 'path' && place !== 'query') return [];
      const value = parameter['example'] ?? factsOf(document, parameter['schema']).example ?? '';
      return [
        { name: String(parameter['name']), in: place, value: String(value), required: parameter['required'] === true },
      ];
    }),
    body: example === undefined ? undefined : at(resolve(document, example), '/value'),
    bodyRequired: objectOf(resolve(document, requestBody))['required'] === true,
    form: operation.form === undefined ? undefined : formOf(document, operation.form),
    givesFile: operation.responses.some(({ file }) => file !== undefined),
  };
}

function formOf(document: JsonObject, form: Json): Sample['form'] {
  return { parts: [...formPartsOf(document, form).keys()], files: formNamesOf(document, form).files };
}

/** The address of a request with its required parameters. */
function addressOf(endpoint: string, { path, parameters }: Sample): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name) => {
    return encodeURIComponent(parameters.find((each) => each.name === name)?.value ?? '');
  });
  const query = parameters
    .filter((each) => each.in === 'query' && each.required)
    .map(({ name, value }) => [name, value]);
  return `${endpoint}${filled}${query.length > 0 ? `?${new URLSearchParams(query)}` : ''}`;
}

/** The call with curl, for a POSIX shell. The token comes from the environment. */
export function curlOf(sample: Sample): string {
  const json = () => ["-H 'Content-Type: application/json'", `-d '${quoted(JSON.stringify(sample.body, null, 2))}'`];
  const body = sample.form ? partsOf(sample, sample.form) : sample.body === undefined ? [] : json();
  const parts = [
    `curl -X ${sample.method} '${addressOf(sampleEndpoint, sample)}'`,
    '-H "X-Auth-Token: $TOKEN"',
    ...body,
  ];
  return parts.join(' \\\n  ');
}

/** The parts of a form. A text that curl could read otherwise is said to be one. */
function partsOf({ body }: Sample, { files }: NonNullable<Sample['form']>): string[] {
  return Object.entries(objectOf(body)).map(([name, value]) => {
    if (files.includes(name)) return `-F '${name}=@${fileNameOf(value)}'`;
    const text = String(value);
    return `${/^[@<]|;/.test(text) ? '--form-string' : '-F'} '${name}=${quoted(text)}'`;
  });
}

function quoted(text: string): string {
  return text.replaceAll("'", "'\\''");
}

/** What a program imports for an edition: the client, or one of its entry points such as `limits`. */
export function clientModule({ revision, locale }: BundledEdition, newest: string, ...entry: string[]): string {
  const subpath = [...(revision === newest && locale === 'en' ? [] : [revision]), ...(locale === 'en' ? [] : [locale])];
  return ['@apig-spec/client', ...subpath, ...entry].join('/');
}

/** The call with the client of the edition. */
export function typescriptOf(edition: BundledEdition, newest: string, id: string, sample: Sample): string {
  const textOf = (name: string) => literal(sample.parameters.find((each) => each.name === name)?.value ?? '');
  const bound = ['project_id', 'instance_id'];
  const ids = sample.parameters.filter((each) => each.in === 'path' && !bound.includes(each.name));
  const query = sample.parameters.filter((each) => each.in === 'query' && each.required);
  const input: JsonObject = {
    ...Object.fromEntries(ids.map(({ name, value }) => [name, value])),
    ...(query.length > 0 ? { query: Object.fromEntries(query.map(({ name, value }) => [name, value])) } : {}),
    ...(sample.body === undefined ? {} : { body: sample.body }),
  };
  const files = Object.fromEntries(
    (sample.form?.files ?? []).map((name) => {
      return [name, fileLiteral(fileNameOf(objectOf(sample.body)[name]))];
    }),
  );
  const given = Object.keys(input).length > 0 ? `, ${literal(input, '', files)}` : '';
  return `${sample.form ? "import { readFile } from 'node:fs/promises';\n" : ''}import { createApigClient, ${id} } from '${clientModule(edition, newest)}';

const apig = createApigClient({
  endpoint: '${sampleEndpoint}',
  projectId: ${textOf('project_id')},
${sample.parameters.some(({ name }) => name === 'instance_id') ? `  instanceId: ${textOf('instance_id')},\n` : ''}  auth: { token: process.env.TOKEN ?? '' },
});

const result = await ${id}(apig${given});
console.log(result.ok ? ${sample.givesFile ? 'await result.data.text()' : 'result.data'} : result);
`;
}

/** A file of the disk as a program sends it. */
export function fileLiteral(name: string): string {
  return `new File([await readFile(${literal(name)})], ${literal(name)})`;
}

/** A JSON value as people write it in TypeScript. @param written - fields that are code, by their names */
export function literal(value: Json, indent = '', written: Readonly<Record<string, string>> = {}): string {
  const deeper = `${indent}  `;
  if (typeof value === 'string')
    return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
  if (Array.isArray(value)) {
    return value.length === 0
      ? '[]'
      : `[${listOf(value)
          .map((each) => literal(each, indent))
          .join(', ')}]`;
  }
  if (!isObject(value)) return JSON.stringify(value);
  const fields = Object.entries(objectOf(value)).map(([name, each]) => {
    const text = Object.hasOwn(written, name) ? written[name] : literal(each, deeper, written);
    return `${deeper}${/^\w+$/.test(name) ? name : `'${name}'`}: ${text},\n`;
  });
  return fields.length === 0 ? '{}' : `{\n${fields.join('')}${indent}}`;
}
