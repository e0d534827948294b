// What has to be true of a workflow in .github/workflows: GitHub's own parser takes it, it may do no more than it says, and
// it runs what runs here.
import { registerHooks } from 'node:module';
import type { Json, JsonObject } from '@apig-spec/model/json';
import { isObject, listOf, objectOf } from '@apig-spec/model/json';
import YAML from 'yaml';

// It imports JSON as bundlers have it; Node wants to be told that it is JSON.
registerHooks({
  resolve: (specifier, context, next) => {
    const found = next(specifier, context);
    return found.url.endsWith('.min.json') ? { ...found, importAttributes: { type: 'json' } } : found;
  },
});
const { parseWorkflow } = await import('@actions/workflow-parser/workflows/workflow-parser');

const silent = { error() {}, info() {}, verbose() {} };

/**
 * @param scripts - those of the root's package.json
 * @returns what is wrong, in words; nothing, if all is well
 */
export function workflowProblems(name: string, content: string, scripts: JsonObject): string[] {
  const { context } = parseWorkflow({ name, content }, silent);
  const workflow = YAML.parse(content) as JsonObject;
  const problems = context.errors.getErrors().map(({ message }) => message);
  const grants = Object.entries(objectOf(workflow['permissions']));
  if (!isObject(workflow['permissions'])) problems.push('the workflow states no permissions');
  for (const [scope, access] of grants) {
    if (access === 'write') problems.push(`${scope} may be written by every job: grant it to the one that needs it`);
  }
  for (const [id, job] of Object.entries(objectOf(workflow['jobs']))) {
    const { uses, steps, 'timeout-minutes': timeout } = objectOf(job);
    if (uses === undefined && timeout === undefined) problems.push(`${id} has no timeout-minutes`);
    problems.push(...[uses, ...listOf(steps).map((step) => objectOf(step)['uses'])].flatMap(unpinned));
    for (const step of listOf(steps).map(objectOf)) {
      const { 'persist-credentials': kept } = objectOf(step['with']);
      if (String(step['uses']).startsWith('actions/checkout@') && kept !== false) {
        problems.push(`${id} leaves its token in the clone: set persist-credentials to false`);
      }
      const commands = [step['run'], ...Object.values(objectOf(step['with']))].map(String).join('\n');
      for (const [, script = ''] of commands.matchAll(/npm run ([\w:-]+)/g)) {
        if (scripts[script] === undefined) problems.push(`${id} runs ${script}, which package.json does not have`);
      }
    }
  }
  problems.push(...gateProblems(workflow));
  const comments = content.matchAll(/uses: [^.\s]\S*@\S+(?! # v\d+\.\d+\.\d+$)$/gm);
  for (const [line] of comments) problems.push(`${line.trim()} says no version: add it, # v1.2.3`);
  return problems;
}

/** What a push to main may start before CI has passed, or keep waiting. */
function gateProblems(workflow: JsonObject): string[] {
  const problems: string[] = [];
  const jobs = objectOf(workflow['jobs']);
  const pushed = isObject(workflow['on']) && 'push' in workflow['on'];
  const needsOf = (id: string) => [objectOf(jobs[id])['needs'] ?? []].flat().map(String);
  const waitsForCi = (id: string): boolean =>
    objectOf(jobs[id])['uses'] === './.github/workflows/ci.yml' || needsOf(id).some(waitsForCi);
  for (const [id, job] of Object.entries(jobs)) {
    const { environment, uses, steps, permissions } = objectOf(job);
    const { 'id-token': token, 'pull-requests': pulls } = objectOf(permissions);
    if (pushed && (environment ?? uses) !== undefined && !waitsForCi(id)) problems.push(`${id} does not wait for CI`);
    if (environment !== undefined && workflow['concurrency'] !== undefined) {
      problems.push(`an approval that ${id} waits for holds up every later run: move concurrency into the jobs`);
    }
    if (environment !== undefined && pulls === 'write') {
      problems.push(`${id} needs an approval before it can update its pull request: split it`);
    }
    const cached = listOf(steps).some((step) => String(objectOf(step)['uses']).startsWith('actions/cache@'));
    if (token === 'write' && cached) problems.push(`${id} publishes what a cache of another run may have changed`);
  }
  return problems;
}

/** An action that could change under its name: anything but a commit, or a workflow of our own. */
function unpinned(uses: Json | undefined): string[] {
  if (typeof uses !== 'string' || uses.startsWith('./') || /@[0-9a-f]{40}$/.test(uses)) return [];
  return [`${uses} is not pinned to a commit`];
}
