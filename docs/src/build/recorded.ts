// What the site tells of the mock: what it returns to each step of a tutorial, so that it cannot differ from what a reader gets,
// its quotas, and what speaks for it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createMock, editionNames } from '@apig-spec/mock';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { at, objectOf } from '@apig-spec/model/json';
import { operationsOf } from '@apig-spec/model/operations';
import type { Workflow } from '@apig-spec/model/records';
import { distDir, recordedFile } from '../built.ts';
import { inputs, withValues } from '../model/expressions.ts';
import type { Setting } from '../model/quotas.ts';
import type { Recorded, Site } from '../model/site.ts';

/** The newest edition, of which tutorials are. */
const [newest] = editionNames;

/** A moment and a seed of our own: what is recorded is the same in each build. */
const options = { now: () => Date.parse('2026-03-02T08:15:27Z'), idSeed: 'tutorials' };

/** Runs all workflows against the mock, and writes what it returned, with its quotas and its evidence, to where {@link Site} is read from. */
export async function recordWorkflows(): Promise<void> {
  const workflows: Workflow[] = JSON.parse(readFileSync(join(distDir, 'workflows.json'), 'utf8'));
  const document: JsonObject = JSON.parse(readFileSync(join(distDir, `${newest}.json`), 'utf8'));
  const recorded: Record<string, Recorded[]> = {};
  for (const workflow of workflows) recorded[workflow.id] = await responsesOf(workflow, document);
  mkdirSync(dirname(recordedFile), { recursive: true });
  const evidence = JSON.parse(
    readFileSync(fileURLToPath(import.meta.resolve('@apig-spec/mock/evidence.json')), 'utf8'),
  );
  writeFileSync(recordedFile, JSON.stringify({ recorded, settings: await settingsOf(document), evidence }));
}

/** The quotas of a project, then those of a gateway, as a mock without options has them. */
async function settingsOf(document: JsonObject): Promise<Setting[]> {
  const mock = createMock(options);
  const settings: Setting[] = [];
  for (const wanted of ['listInstanceConfigs', 'listProjectConfigs']) {
    const { path = '' } = operationsOf(document).find(({ id }) => id === wanted) ?? {};
    const url = `https://mock.test${path.replaceAll(/\{(\w+)\}/g, (_, name) => inputs[name] ?? '')}?limit=500`;
    const response = await mock.fetch(new Request(url, { headers: { 'X-Auth-Token': 'any' } }));
    const text = await response.text();
    if (!response.ok) throw new Error(`${wanted}: expected 200, the mock returned ${response.status} ${text}`);
    settings.push(...(JSON.parse(text) as { configs: Setting[] }).configs);
  }
  await mock.close();
  return settings;
}

/**
 * The responses to the steps of a workflow.
 *
 * @throws Error for a step that does not get the status that it expects
 */
async function responsesOf(workflow: Workflow, document: JsonObject): Promise<Recorded[]> {
  const mock = createMock(options);
  const operations = new Map(operationsOf(document).map((operation) => [operation.id, operation]));
  const outputs = new Map<string, Json>();
  const valued = (value: Json) => withValues(value, (name) => outputs.get(name) ?? null);
  const recorded: Recorded[] = [];
  for (const step of workflow.steps) {
    const operation = operations.get(step.operation);
    if (!operation) throw new Error(`${workflow.id}, ${step.id}: no operation is called ${step.operation}.`);
    const values = new Map(step.parameters.map(({ name, value }) => [name, String(valued(value))]));
    const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name) => values.get(name) ?? inputs[name] ?? '');
    const query = new URLSearchParams(
      step.parameters.flatMap((each) => (each.in === 'query' ? [[each.name, values.get(each.name) ?? '']] : [])),
    );
    const response = await mock.fetch(
      new Request(`https://mock.test${path}?${query}`, {
        method: operation.method.toUpperCase(),
        headers: {
          'X-Auth-Token': 'any',
          // That of a form has its boundary.
          ...(operation.form === undefined && { 'Content-Type': 'application/json' }),
        },
        ...(step.body !== undefined && {
          body:
            operation.form === undefined
              ? JSON.stringify(valued(step.body))
              : formOf(workflow, step, valued(step.body)),
        }),
      }),
    );
    const text = await response.text();
    if (String(response.status) !== step.status)
      throw new Error(
        `${workflow.id}, ${step.id}: expected ${step.status}, the mock returned ${response.status} ${text}`,
      );
    const body = text === '' ? undefined : (JSON.parse(text) as Json);
    recorded.push({ status: response.status, ...(body === undefined ? {} : { body }) });
    for (const [name, expression] of Object.entries(step.outputs))
      outputs.set(name, at(body ?? null, expression.replace('$response.body#', '')) ?? null);
  }
  await mock.close();
  return recorded;
}

/** A step's form, with its files. @param body - with what earlier steps returned */
function formOf(workflow: Workflow, { files }: Workflow['steps'][number], body: Json): FormData {
  const form = new FormData();
  for (const [part, value] of Object.entries(objectOf(body))) {
    const name = files[part];
    if (name === undefined) form.append(part, String(value));
    else form.append(part, new File([workflow.files[name] ?? ''], name));
  }
  return form;
}
