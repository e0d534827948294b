// The workflows of spec/workflows as tutorials read them: each step with the call that it makes, in both languages. Their
// Chinese is a catalogue, as that of any folder.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { isObject, listOf, objectOf, shortHash } from '@apig-spec/model/json';
import type { Workflow } from '@apig-spec/model/records';
import type { Mistakes } from '@apig-spec/repository/failure';
import { filesBelow, readYaml } from '@apig-spec/repository/files';
import { specDir } from '@apig-spec/repository/paths';
import { checkShape } from '@apig-spec/repository/shapes';
import type { Catalogue, FolderCatalogue, Gaps } from './catalogue.ts';
import { gapsOf } from './catalogue.ts';
import type { Prose } from './prose.ts';

/** Where they are written. */
export const workflowsDir = join(specDir, 'workflows');
const ending = '.arazzo.yaml';
const catalogueName = 'zh-CN.yaml';

/** A workflow as it is written, in English. */
export interface WrittenWorkflow {
  /** `channel-life` */
  id: string;
  file: string;
  content: JsonObject;
  /** What stands beside the workflows, by name: the files that steps send. */
  beside: ReadonlyMap<string, string>;
}

/** The names of the workflows' files and of those that they send. */
export function workflowFiles(): string[] {
  return filesBelow(workflowsDir, '').filter((name) => name !== catalogueName);
}

export function readWorkflows(): WrittenWorkflow[] {
  const sent = workflowFiles().filter((name) => !name.endsWith(ending));
  const beside = new Map(sent.map((name) => [name, readFileSync(join(workflowsDir, name), 'utf8')]));
  return filesBelow(workflowsDir, ending).map((name) => {
    const file = join(workflowsDir, name);
    return { id: basename(name, ending), file, content: objectOf(readYaml(file)), beside };
  });
}

export function readWorkflowCatalogue(): FolderCatalogue {
  const file = join(workflowsDir, catalogueName);
  const value = readYaml(file);
  checkShape(file, value, 'catalogue');
  return { folder: workflowsDir, file, catalogue: value as Catalogue };
}

/** What tutorials say: `channel-life.title`, `channel-life.create` of a step. */
function proseOf({ id, content }: WrittenWorkflow): Prose[] {
  const { title, summary, description } = objectOf(content['info']);
  const head = Object.entries({ title, summary, description }).map(([name, text]): Prose => {
    return { key: `${id}.${name}`, steps: ['info', name], text: String(text) };
  });
  const steps = stepsOf(content).map((step, index): Prose => {
    return { key: keyOf(id, step), steps: ['steps', index], text: String(step['description']) };
  });
  return [...head, ...steps];
}

function keyOf(id: string, step: JsonObject): string {
  return `${id}.steps.${step['stepId']}`;
}

function stepsOf(content: JsonObject): JsonObject[] {
  return listOf(content['workflows']).flatMap((workflow) => listOf(objectOf(workflow)['steps']).map(objectOf));
}

/**
 * The parts of a step's form that are files, each with the name of its file: `$file('orders.yaml')` is what `redocly respect`
 * reads beside the workflow. The Arazzo Specification has no word for it.
 */
function filesOf(step: JsonObject): Record<string, string> {
  const parts = Object.entries(objectOf(objectOf(step['requestBody'])['payload']));
  return Object.fromEntries(
    parts.flatMap(([part, value]) => {
      const [, name] = /^\$file\('([^']+)'\)$/.exec(String(value)) ?? [];
      return name === undefined ? [] : [[part, name]];
    }),
  );
}

/** What is wrong with the catalogue of the workflows. @param revision - that they are written for */
export function workflowGaps(
  { catalogue }: FolderCatalogue,
  workflows: readonly WrittenWorkflow[],
  revision: string,
): Gaps {
  return gapsOf(catalogue, new Map([[revision, workflows.flatMap(proseOf)]]));
}

/** Each workflow in both languages, once its catalogue has no gaps. */
export function workflowsInWords(workflows: readonly WrittenWorkflow[], { catalogue }: FolderCatalogue): Workflow[] {
  const both = (key: string, english: string) => {
    return { en: english, 'zh-CN': catalogue[key]?.[shortHash(english)] ?? '' };
  };
  return workflows.map(({ id, content, beside }) => {
    const info = objectOf(content['info']);
    const head = (name: string) => both(`${id}.${name}`, String(info[name]));
    return {
      id,
      title: head('title'),
      summary: head('summary'),
      description: head('description'),
      files: Object.fromEntries(
        stepsOf(content).flatMap((step) => Object.values(filesOf(step)).map((name) => [name, beside.get(name) ?? ''])),
      ),
      steps: stepsOf(content).map((step) => ({
        id: String(step['stepId']),
        operation: String(step['operationId']),
        description: both(keyOf(id, step), String(step['description'])),
        parameters: listOf(step['parameters']).map(objectOf) as unknown as Workflow['steps'][number]['parameters'],
        body: bodyOf(step),
        files: filesOf(step),
        status: statusOf(step),
        outputs: objectOf(step['outputs']) as Record<string, string>,
      })),
    };
  });
}

function bodyOf(step: JsonObject): Json | undefined {
  const { payload } = objectOf(step['requestBody']);
  return isObject(payload) ? { ...payload, ...filesOf(step) } : payload;
}

/** The status that a step expects. */
function statusOf(step: JsonObject): string {
  const conditions = listOf(step['successCriteria']).map((each) => String(objectOf(each)['condition']));
  return conditions.flatMap((condition) => /^\$statusCode == (\d{3})$/.exec(condition)?.[1] ?? [])[0] ?? '';
}

/** Adds a mistake for each step that a tutorial could not tell, and for each file that no step sends. */
export function checkWorkflows(
  workflows: readonly WrittenWorkflow[],
  operations: ReadonlySet<string>,
  mistakes: Mistakes,
): void {
  const sent = new Set<string>();
  for (const { file, content, beside } of workflows) {
    const outputs = new Set<string>();
    for (const step of stepsOf(content)) {
      const at = `step ${step['stepId']}`;
      for (const output of Object.keys(objectOf(step['outputs']))) {
        // Programs of tutorials have a variable of that name.
        if (outputs.has(output))
          mistakes.add({
            file,
            at,
            problem: `An earlier step has an output ${output}, too.`,
            fix: 'Name each output once, such as `channel_id`.',
          });
        outputs.add(output);
      }
      const operation = String(step['operationId']);
      if (!operations.has(operation))
        mistakes.add({
          file,
          at,
          problem: `No operation is called ${operation}.`,
          fix: 'Name one of the newest revision in `operationId`.',
        });
      if (typeof step['description'] !== 'string')
        mistakes.add({ file, at, problem: 'It has no description.', fix: 'Say what the step does, and why.' });
      for (const name of Object.values(filesOf(step))) {
        sent.add(name);
        if (!beside.has(name))
          mistakes.add({
            file,
            at,
            problem: `There is no file ${name} next to it.`,
            fix: 'Add it, or correct its name.',
          });
      }
      if (statusOf(step) === '')
        mistakes.add({
          file,
          at,
          problem: 'It expects no status.',
          fix: 'Add a criterion such as `$statusCode == 201`.',
        });
    }
  }
  for (const name of workflows[0]?.beside.keys() ?? []) {
    if (!sent.has(name))
      mistakes.add({
        file: join(workflowsDir, name),
        problem: 'No workflow sends it.',
        fix: "Name it in a step, `$file('…')`, or delete it.",
      });
  }
}
