// What the SDKs send requests with: methods, models, fields and the names of values. The site writes its samples by that.
import { spawnSync } from 'node:child_process';
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SdkOperation } from './driver.ts';

/** An SDK's own names. */
export interface SdkModels {
  /** By method and path, `POST /v2/{}/apigw/instances/{}/apis`: the method, its request, and the variables of the path. */
  operations: Record<string, { method: string; request: string; variables: string[] }>;
  /** By model and by name on the wire: the field as a program has it, and its type. */
  types: Record<string, Record<string, [name: string, type: string]>>;
  /** By enumeration and value, the constant. */
  enums: Record<string, Record<string, string>>;
}

type Read = (source: string, folder: string, operations: readonly SdkOperation[]) => SdkModels;

/** By client, how its models are read. */
export const modelReaders: Partial<Record<string, Read>> = { python: pythonModels, go: goModels, java: javaModels };

/** As operations are found, whatever their paths' variables are called. */
export function placeOf({ method, path }: { method: string; path: string }): string {
  return `${method.toUpperCase()} ${path.replaceAll(/\{\w+\}/g, '{}')}`;
}

function variablesOf(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}

function operationsBy(
  operations: readonly SdkOperation[],
  requestOf: (name: string) => string,
): SdkModels['operations'] {
  return Object.fromEntries(
    operations.map(({ name, method, path }) => [
      placeOf({ method, path }),
      { method: name, request: requestOf(name), variables: variablesOf(path) },
    ]),
  );
}

/** Models of Python are classes with two dictionaries: types by attribute, and names on the wire. */
function pythonModels(_: string, folder: string, operations: readonly SdkOperation[]): SdkModels {
  const [models = ''] = globSync(join(folder, 'lib/*/site-packages/huaweicloudsdkapig/v2/model'));
  const types: SdkModels['types'] = {};
  for (const text of textsIn(models, '.py')) {
    const [, name = ''] = /^class (\w+):/m.exec(text) ?? [];
    const entries = (dictionary: string) => {
      const [, own = ''] = new RegExp(`${dictionary} = \\{(.*?)\\n    \\}`, 's').exec(text) ?? [];
      return [...own.matchAll(/'(\w+)': '([^']+)'/g)].map(([, key = '', value = '']) => [key, value] as const);
    };
    const wire = new Map(entries('attribute_map'));
    types[name] = Object.fromEntries(
      entries('openapi_types').map(([key, type]) => [wire.get(key) ?? key, [key, type]]),
    );
  }
  const [client = ''] = globSync(join(folder, 'lib/*/site-packages/huaweicloudsdkapig/v2/apig_client.py'));
  const text = readFileSync(client, 'utf8');
  const requests = new Map(
    [...text.matchAll(/def (\w+)\(self, request\):\n +r"""(?:(?!""").)*?Request instance for (\w+)/gs)].map(
      ([, name = '', request = '']) => [name, `${request}Request`],
    ),
  );
  return { operations: operationsBy(operations, (name) => requests.get(name) ?? ''), types, enums: {} };
}

/** Models of Go are structs; an enumeration is one whose values a function has, `GetVpcCreateMemberTypeEnum`. */
function goModels(source: string, _: string, operations: readonly SdkOperation[]): SdkModels {
  const module = 'github.com/huaweicloud/huaweicloud-sdk-go-v3';
  const { stdout } = spawnSync('go', ['list', '-m', '-f', '{{.Dir}}', module], { cwd: source, encoding: 'utf8' });
  const types: SdkModels['types'] = {};
  const enums: SdkModels['enums'] = {};
  for (const text of textsIn(join(stdout.trim(), 'services', 'apig', 'v2', 'model'), '.go')) {
    for (const [, name = '', fields = ''] of text.matchAll(/^type (\w+) struct \{\n(.*?)^\}/gms)) {
      const own = [...fields.matchAll(/^\t(\w+) +(\S+) +`json:"(\w+)/gm)];
      // An enumeration is a struct, too, with nothing for JSON.
      if (own.length > 0 || name.endsWith('Request'))
        types[name] = Object.fromEntries(own.map(([, key = '', type = '', wire]) => [wire, [key, type]]));
    }
    for (const [, name = '', values = ''] of text.matchAll(/^func Get(\w+)Enum\(\) \w+ \{\n(.*?)^\}/gms)) {
      const own = [...values.matchAll(/(\w+): \w+\{\s*value: +"?(.*?)"?,\n/g)];
      enums[name] = Object.fromEntries(own.map(([, constant = '', value = '']) => [value, constant]));
    }
  }
  return { operations: operationsBy(operations, (name) => `${name}Request`), types, enums };
}

/** What there is of Java are its classes: a program reads them. */
function javaModels(source: string, folder: string): SdkModels {
  const { stdout, stderr, status } = spawnSync('java', ['-cp', join(folder, '*'), join(source, 'Models.java')], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(`The models of the Java SDK cannot be read: ${stderr}`);
  const { operations, ...models } = JSON.parse(stdout.slice(stdout.indexOf('{'))) as Omit<SdkModels, 'operations'> & {
    operations: Record<string, [method: string, path: string, request: string]>;
  };
  return {
    ...models,
    operations: Object.fromEntries(
      Object.entries(operations).map(([name, [method, path, request]]) => [
        placeOf({ method, path }),
        { method: name, request, variables: variablesOf(path) },
      ]),
    ),
  };
}

function textsIn(folder: string, ending: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

/** Of an SDK's names those by which requests of the contract are sent, as a file that is read line by line. */
export function modelsFile(
  head: { sdk: string; version: string },
  { operations, types, enums }: SdkModels,
  places: readonly string[],
): string {
  const wanted = Object.fromEntries(places.flatMap((place) => (operations[place] ? [[place, operations[place]]] : [])));
  const used = new Set<string>();
  const use = (type: string): void => {
    for (const name of type.match(/[A-Z][\w.]*/g) ?? []) {
      if (used.has(name)) continue;
      used.add(name);
      for (const [, each] of Object.values(types[name] ?? {})) use(each);
    }
  };
  for (const { request } of Object.values(wanted)) use(request);
  const kept = <Value>(all: Record<string, Value>) =>
    Object.entries(all)
      .filter(([name]) => used.has(name))
      .sort(([one], [other]) => (one < other ? -1 : 1));
  const lines = (all: [string, unknown][]) =>
    all.map(([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)}`).join(',\n');
  return `{
  "sdk": ${JSON.stringify(head.sdk)},
  "version": ${JSON.stringify(head.version)},
  "operations": {
${lines(Object.entries(wanted))}
  },
  "types": {
${lines(kept(types))}
  },
  "enums": {
${lines(kept(enums))}
  }
}
`;
}
