// Bodies that a resource's texts allow and forbid, beside the examples: scripts/test/bodies/<resource>.yaml. They are validated
// by the checks that are published, compiled here from the bundled edition: `node scripts/bundle/bundle.ts` is all it takes.
import { join } from 'node:path';
import { checkModules } from '@apig-spec/emit/check-modules';
import { compileChecks, errorsPerLoop } from '@apig-spec/emit/standalone';
import { editionsOf } from '@apig-spec/model/editions';
import { formNamesOf } from '@apig-spec/model/forms';
import { canonical, isObject, type Json, type JsonObject, listOf, objectOf, resolve } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import { readRevisions } from '@apig-spec/repository/editions';
import { readBuilt } from '@apig-spec/repository/files';
import { distDir } from '@apig-spec/repository/paths';
import { inScope, ofResources } from '@apig-spec/repository/scope';
import { type CheckModules, checksOf } from '../../packages/validator/src/checks.ts';
import type { Problem } from '../../packages/validator/src/contract.ts';
import { requestProblems } from '../../packages/validator/src/validate.ts';

/** How many bodies of each kind a resource has at least, unless its file says under `few` why it has fewer. */
const enough = 10;

/** A body of a file. */
export interface Trial {
  operation: string;
  kind: 'allowed' | 'forbidden';
  /** What the texts say that the body shows. */
  why: string;
  /** The edition that is meant: the newest English one, unless the file names another. */
  edition: string;
  body: Json;
  /** JSON pointer to what is found in a forbidden body. */
  at: string | undefined;
}

/** An edition as far as bodies need it. */
export interface Bodies {
  /** The examples of each operation that has a body. */
  examples: ReadonlyMap<string, JsonObject>;
  /** What is wrong with a body. */
  problems(operation: string, body: Json): readonly Pick<Problem, 'pointer' | 'message'>[];
}

/** The editions, newest first and English before Chinese. */
export const editions = editionsOf(readRevisions()).map(({ name }) => name);

const kinds = ['allowed', 'forbidden'] as const;
const keys = {
  allowed: ['why', 'edition', 'body', 'from', 'change'],
  forbidden: ['why', 'edition', 'body', 'from', 'change', 'at'],
};

/** The request bodies of the resources in a bundled edition. */
export async function bodiesOf(edition: string, resources: ReadonlySet<string>): Promise<Bodies> {
  const file = join(distDir, `${edition}.json`);
  const whole = readBuilt(file);
  const document = inScope(withoutResponses(whole), ofResources(whole, resources));
  const operations = operationsOf(document);
  const checks = compileChecks({ document, file });
  const resourceOf = new Map(operations.map(({ id, resource }) => [id, resource]));
  const modules: Record<string, unknown> = {};
  for (const [name, code] of checkModules([checks, checks, checks, checks], resourceOf))
    modules[name] = (await import(`data:text/javascript,${encodeURIComponent(code)}`)).default;
  const table = Object.fromEntries(operations.map(({ id, resource }) => [id, { resource }]));
  const checkOf = checksOf(table, modules as unknown as CheckModules, { locale: 'en', observed: false });
  const forms = new Map(
    operations.flatMap(({ id, form }) => (form === undefined ? [] : [[id, formNamesOf(document, form)]])),
  );
  const exampleValue = (example: Json) => objectOf(resolve(document, example))['value'] ?? null;
  return {
    examples: new Map(
      operations
        .filter(({ request, form }) => (request ?? form) !== undefined)
        .map(({ id, requestExamples, formExamples }) => {
          const examples = Object.entries({ ...requestExamples, ...formExamples });
          return [id, Object.fromEntries(examples.map(([name, each]) => [name, exampleValue(each)]))];
        }),
    ),
    // Parameters are no part of a body: what is found in the query is left out.
    problems(operation, body) {
      const form = forms.get(operation);
      const request = { body: form ? asSent(body, form.files) : body };
      const found = requestProblems(checkOf(operation), request, { locale: 'en', errorsPerLoop }, form);
      return found.filter((each) => each.in === 'body');
    },
  };
}

/** What a form shows as the text of a file is sent as a file. */
export function asSent(body: Json, files: readonly string[]): unknown {
  if (!isObject(body)) return body;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => {
      return [name, files.includes(name) && typeof value === 'string' ? new Blob([value]) : value];
    }),
  );
}

/** Only requests are checked here: schemas of responses need not be compiled. */
function withoutResponses(document: JsonObject): JsonObject {
  const paths = Object.entries(objectOf(document['paths'])).map(([path, item]) => {
    const methods = Object.entries(objectOf(item)).map(([method, value]) => [
      method,
      isObject(value) ? { ...value, responses: {} } : value,
    ]);
    return [path, Object.fromEntries(methods)];
  });
  return { ...document, paths: Object.fromEntries(paths) };
}

/**
 * The bodies of a file.
 *
 * @param examplesOf - the request examples of each operation with a body, in an edition
 * @throws Error that says which of them is not of the form
 */
export function trialsOf(file: JsonObject, examplesOf: (edition: string) => ReadonlyMap<string, JsonObject>): Trial[] {
  const { few: _, ...operations } = file;
  return Object.entries(operations).flatMap(([operation, lists]) =>
    Object.entries(objectOf(lists)).flatMap(([name, list]) => {
      const kind = kinds.find((each) => each === name);
      if (!kind) throw new Error(`${operation}: unknown key ${name}; known: ${kinds.join(', ')}.`);
      return listOf(list).map((item): Trial => {
        const entry = objectOf(item);
        const { why, edition = editions[0] ?? '', at } = entry;
        const wrong = (problem: string) => new Error(`${operation}, ${kind}, ${JSON.stringify(why)}: ${problem}`);
        const unknown = Object.keys(entry).find((key) => !keys[kind].includes(key));
        if (unknown) throw wrong(`unknown key ${unknown}; known: ${keys[kind].join(', ')}.`);
        if (typeof why !== 'string') throw wrong('`why` is missing.');
        if (typeof edition !== 'string' || !editions.includes(edition))
          throw wrong(`unknown edition ${edition}; known: ${editions.join(', ')}.`);
        if (kind === 'forbidden' && typeof at !== 'string')
          throw wrong("`at` is missing: a JSON pointer, '' for the body itself.");
        const examples = examplesOf(edition).get(operation);
        if (!examples) throw wrong(`${edition} has no such operation with a body in this resource.`);
        return { operation, kind, why, edition, at: at as string | undefined, body: bodyOf(entry, examples, wrong) };
      });
    }),
  );
}

function bodyOf({ body, from, change }: JsonObject, examples: JsonObject, wrong: (problem: string) => Error): Json {
  if (body !== undefined) {
    if (from !== undefined || change !== undefined)
      throw wrong('`body` is the whole of it: no `from` or `change` beside it.');
    return body;
  }
  const example = typeof from === 'string' ? examples[from] : undefined;
  if (example === undefined)
    throw wrong(
      `no request example ${from}; known: ${Object.keys(examples).join(', ')}. Without \`body\`, \`from\` names one.`,
    );
  if (change === undefined) throw wrong('`change` is missing: what differs from the example, a JSON Merge Patch.');
  return merged(example, change);
}

/** The target changed by a JSON Merge Patch (RFC 7396): `null` takes a field out, lists are replaced as a whole. */
export function merged(target: Json, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const fields = Object.entries(patch).filter(([, value]) => value !== null);
  const base = objectOf(isObject(target) ? target : undefined);
  const kept = Object.entries(base).filter(([key]) => patch[key] !== null);
  return {
    ...Object.fromEntries(kept),
    ...Object.fromEntries(fields.map(([key, value]) => [key, merged(base[key] ?? null, value)])),
  };
}

/** What the trials of an operation show to be wrong with the contract, or with themselves; a sentence for each. */
export function failuresOf(trials: readonly Trial[], bodies: (edition: string) => Pick<Bodies, 'problems'>): string[] {
  const seen = new Set<string>();
  return trials.flatMap(({ operation, kind, why, edition, body, at }) => {
    const place = `${operation} (${edition}), ${kind}, "${why}": `;
    const key = canonical({ operation, edition, body });
    if (seen.has(key)) return [`${place}another entry has the same body. ${JSON.stringify(body)}`];
    seen.add(key);
    const problems = bodies(edition).problems(operation, body);
    const found = problems.map(({ pointer, message }) => `${pointer || "''"} ${message}`).join('; ');
    if (kind === 'allowed')
      return problems.length === 0 ? [] : [`${place}rejected at ${found} ${JSON.stringify(body)}`];
    if (problems.length === 0) return [`${place}accepted. ${JSON.stringify(body)}`];
    return problems.some(({ pointer }) => pointer === at) ? [] : [`${place}rejected, but not at ${at}: ${found}`];
  });
}

/** Why a resource has too few bodies; `undefined` where it has enough. */
export function shortfallOf(file: JsonObject | undefined, trials: readonly Trial[]): string | undefined {
  if (!file) return 'it has no file scripts/test/bodies/<resource>.yaml';
  const counts = kinds.map((kind) => trials.filter((trial) => trial.kind === kind).length);
  if (counts.every((count) => count >= enough)) {
    return file['few'] === undefined ? undefined : 'it has enough bodies: `few` is not needed';
  }
  if (counts.some((count) => count === 0)) return 'it needs bodies of both kinds';
  return typeof file['few'] === 'string'
    ? undefined
    : `${counts.join(' and ')} bodies that are ${kinds.join(' and ')}, not ${enough}: add some, or say under \`few\` why there are no more`;
}
