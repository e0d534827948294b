// Writes what the vendor's SDKs call things to the site's folder, by which it writes their samples; then compiles all
// samples, runs them, and compares what they send with the contract's examples. What is not to be had here is named and left out.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from '@apig-spec/mock/node';
import { isObject, type Json, type JsonObject } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import { readRevisions } from '@apig-spec/repository/editions';
import { Mistakes } from '@apig-spec/repository/failure';
import { readBuilt } from '@apig-spec/repository/files';
import { distDir, root } from '@apig-spec/repository/paths';
import { requestExamplesOf, type Sample, sampleEndpoint, sampleOf } from '../../../docs/src/model/samples.ts';
import { clients, folderOf, Missing, prepared } from './clients.ts';
import { compared } from './compare.ts';
import { drive } from './driver.ts';
import { recording } from './recorder.ts';
import { emptied, type Running, starters } from './sample-programs.ts';
import { modelReaders, modelsFile, placeOf } from './sdk-models.ts';
import { keys } from './trial.ts';

const mistakes = new Mistakes();

/** By client, what makes its samples: read when the names that it goes by have been written. */
const makers: Record<string, () => Promise<(sample: Sample) => string | undefined>> = {
  python: async () => (await import('../../../docs/src/model/sdks/python.ts')).pythonOf,
  go: async () => (await import('../../../docs/src/model/sdks/go.ts')).goOf,
  java: async () => (await import('../../../docs/src/model/sdks/java.ts')).javaOf,
};

/**
 * Tries the samples of the clients that are wanted. @returns how many there are
 *
 * @throws Failure where one does not compile, run or send what its example has
 */
export async function trySamples(wanted: readonly string[]): Promise<string> {
  const document = readBuilt(join(distDir, `${readRevisions()[0]}.en.json`));
  const told: string[] = [];
  for (const [key, make] of Object.entries(makers)) {
    const client = clients[key];
    if (!client || !wanted.includes(key)) continue;
    try {
      const command = prepared(key, client);
      await writeNames(key, command, document);
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
      console.log(`${client.name}: samples skipped, ${error.message}.`);
      continue;
    }
    told.push(`${await tried(key, client.name, await make(), document)} in ${client.name}`);
  }
  mistakes.stop();
  return `${told.join(', ') || 'no sample'} sent what the contract's examples have`;
}

/** Writes what the site goes by. */
async function writeNames(key: string, command: string[], document: JsonObject): Promise<void> {
  const driver = await drive(command, [keys.access, keys.secret]);
  await driver.stop();
  const source = join(import.meta.dirname, '..', key);
  const models = modelReaders[key]?.(source, folderOf(key), driver.operations);
  const client = clients[key];
  if (!models || !client) return;
  const head = { sdk: client.sdk, version: driver.version.replace(/^v/, '') };
  const file = join(root, 'docs', 'src', 'model', 'sdks', `${key}.json`);
  writeFileSync(file, modelsFile(head, models, operationsOf(document).map(placeOf)));
}

/** Runs the samples of a language. @returns how many there are */
async function tried(
  key: string,
  name: string,
  make: (sample: Sample) => string | undefined,
  document: JsonObject,
): Promise<number> {
  const mock = await serve({ port: 0, accessKeys: [{ ...keys, project: projectOf(document) }], log: () => undefined });
  const recorder = await recording(mock.url);
  const samples = operationsOf(document).flatMap((operation) => {
    const names = Object.keys(requestExamplesOf(document, operation));
    return (names.length > 0 ? names : [undefined]).flatMap((example, index) => {
      const sample = sampleOf(document, operation, example);
      const code = make(sample)?.replaceAll(sampleEndpoint, recorder.url);
      return code === undefined
        ? []
        : [{ id: `${operation.id.toLowerCase()}${index}`, operation, example, sample, code }];
    });
  });
  let running: Running | undefined;
  try {
    const programs = new Map(samples.map(({ id, code }) => [id, code]));
    const folder = emptied(join(folderOf('samples'), key));
    running = starters[key]?.(programs, join(import.meta.dirname, '..', key), folder, folderOf(key));
    for (const { id, operation, example, sample, code } of samples) {
      const wrong = (await running?.run(id)) ?? '';
      const sent = recorder.take();
      const problem = sent ? problemOf(sample, code, sent.asked, sent.status, wrong) : `was not sent: ${wrong}`;
      if (!problem) continue;
      mistakes.add({
        file: `docs/src/model/sdks/${key}.ts`,
        at: `${name}: ${operation.id}`,
        problem: `${example ?? 'no body'}: ${problem}`,
        fix: 'Correct how the sample is written.',
      });
    }
    return samples.length;
  } finally {
    running?.stop();
    recorder.close();
    await mock.close();
  }
}

/** What is wrong with what a sample sent; what the SDK does not have, it says itself. */
function problemOf(sample: Sample, code: string, asked: string, status: number, wrong: string): string | undefined {
  // What the example names may be in use by now, or gone; that the gateway does not know the call is another matter.
  if ([401, 405, 415].includes(status) || (status === 404 && wrong.includes('APIG.0101'))) return `${status} ${wrong}`;
  const unsent = /The SDK does not have: (.*)/.exec(code)?.[1]?.split(', ') ?? [];
  if (sample.body === undefined) return undefined;
  // The SDKs have no null, and one constant for values that differ in case: the contract takes either.
  const { lost, unknown } = compared(withoutNull(sample.body), asked === '' ? null : (JSON.parse(asked) as Json));
  const wire = unknown.map((place) => place.slice(1).replaceAll(/\/\d+/g, '').replaceAll('/', '.'));
  const more = wire.filter((place) => !unsent.includes(place));
  const isSame = (fault: string) => {
    const [, before = '', after] = /: "(.*)" became "(.*)"$/.exec(fault) ?? [];
    return before.toLowerCase() === after?.toLowerCase();
  };
  const isUnsent = (fault: string) => unsent.some((place) => fault.startsWith(`/${place.replaceAll('.', '/')}`));
  const faults = [...lost.filter((each) => !isSame(each) && !isUnsent(each)), ...more];
  return faults.length > 0 ? `sent otherwise: ${faults.slice(0, 5).join('; ')}` : undefined;
}

function projectOf(document: JsonObject): string {
  const [operation] = operationsOf(document);
  const project = operation && sampleOf(document, operation).parameters.find(({ name }) => name === 'project_id');
  return project?.value ?? '';
}

function withoutNull(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutNull);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) => (each === null ? [] : [[name, withoutNull(each)]])),
  );
}
