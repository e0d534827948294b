// The steps of a workflow as programs: with curl, where what earlier steps returned stands in shell variables, and in TypeScript.
import type { Json, JsonObject } from '@apig-spec/model/json';
import { objectOf, stepsOf } from '@apig-spec/model/json';
import type { Operation } from '@apig-spec/model/operations';
import type { Workflow } from '@apig-spec/model/records';
import { inputs, outputIn, outputsIn, withValues } from './expressions.ts';
import { fileLiteral, literal } from './samples.ts';

export type WorkflowStep = Workflow['steps'][number];

/** Where `npx @apig-spec/mock` listens. */
const localMock = 'http://127.0.0.1:4010';
const start = '/v2/{project_id}/apigw/instances/{instance_id}';

/** Which workflows call an operation. */
export function workflowsWith(workflows: readonly Workflow[], operations: readonly string[]): Workflow[] {
  return workflows.filter(({ steps }) => steps.some(({ operation }) => operations.includes(operation)));
}

/** An output as a shell has it: `CHANNEL_ID`. */
export const shellName = (output: string) => output.toUpperCase();

/** An output as TypeScript has it: `channelId`. */
export const variableName = (output: string) =>
  output.replaceAll(/[_-](\w)/g, (_, letter: string) => letter.toUpperCase());

/** The outputs of a step that later steps use, each with the numbers of those. */
export function keptOf({ steps }: Workflow, index: number): { output: string; place: string; usedIn: number[] }[] {
  return Object.entries(steps[index]?.outputs ?? {}).flatMap(([output, expression]) => {
    const usedIn = steps.flatMap(({ parameters, body }, other) =>
      other > index && outputsIn([...parameters.map(({ value }) => value), body ?? null]).includes(output)
        ? [other + 1]
        : [],
    );
    return usedIn.length === 0 ? [] : [{ output, place: expression.replace('$response.body#', ''), usedIn }];
  });
}

/** The commands that run a workflow against the mock of the tutorials. */
export function workflowCommands({ id }: Workflow): string {
  const given = ['token=any', ...['project_id', 'instance_id'].map((name) => `${name}=${inputs[name]}`)];
  return [
    'npm install @apig-spec/openapi',
    `npx @redocly/cli respect node_modules/@apig-spec/openapi/dist/workflows/${id}.arazzo.yaml \\`,
    `  --server apig=${localMock} \\`,
    given.map((input) => `  --input ${input}`).join(' \\\n'),
  ].join('\n');
}

/** What a shell needs before the first call. */
export function curlSetup(): string {
  const address = start.replaceAll(/\{(\w+)\}/g, (_, name: string) => inputs[name] ?? '');
  return `APIG=${localMock}${address}\nTOKEN=any`;
}

/** The call of a step with curl. A variable within a body is replaced by the shell. */
export function curlCall(step: WorkflowStep, { method, path, form }: Operation): string {
  const textOf = (name: string) => {
    const value = step.parameters.find((each) => each.name === name)?.value ?? '';
    const output = outputIn(value);
    return output === undefined ? encodeURIComponent(value) : `$${shellName(output)}`;
  };
  const query = step.parameters.filter((each) => each.in === 'query').map(({ name }) => `${name}=${textOf(name)}`);
  const address = path.replace(start, '$APIG').replaceAll(/\{(\w+)\}/g, (_, name: string) => textOf(name));
  const call = `curl -X ${method.toUpperCase()} "${[address, ...(query.length > 0 ? [query.join('&')] : [])].join('?')}"`;
  const parts = [call, '-H "X-Auth-Token: $TOKEN"'];
  if (form !== undefined) return [...parts, ...formParts(step)].join(' \\\n  ');
  if (step.body === undefined) return parts.join(' \\\n  ');
  const body = JSON.stringify(
    withValues(step.body, (output) => `$${shellName(output)}`),
    null,
    2,
  );
  return `${[...parts, "-H 'Content-Type: application/json'", '-d @- <<JSON'].join(' \\\n  ')}\n${body}\nJSON`;
}

/** The parts of a form for curl, in the shell's double quotes: its variables are replaced there. */
function formParts({ body, files }: WorkflowStep): string[] {
  return Object.entries(objectOf(body)).map(([part, value]) => {
    const output = outputIn(value);
    const text = output === undefined ? String(value) : `$${shellName(output)}`;
    return `-F "${part}=${part in files ? '@' : ''}${text}"`;
  });
}

/** What a program needs before the first call. @param module - the client of the edition */
export function typescriptSetup({ steps }: Workflow, module: string): string {
  const names = [...new Set(['createApigClient', 'orThrow', ...steps.map(({ operation }) => operation)])];
  const imports = names.map((name) => `  ${name},\n`).join('');
  const ofNode = steps.some(({ files }) => Object.keys(files).length > 0)
    ? "import { readFile } from 'node:fs/promises';\n"
    : '';
  return `${ofNode}import {\n${imports}} from '${module}';

const apig = createApigClient({
  endpoint: '${localMock}',
  projectId: '${inputs['project_id']}',
  instanceId: '${inputs['instance_id']}',
  auth: { token: 'any' },
});`;
}

/** The files that are first sent by a step: their names and texts. */
export function newFilesOf({ files, steps }: Workflow, index: number): [name: string, text: string][] {
  const before = new Set(steps.slice(0, index).flatMap((step) => Object.values(step.files)));
  const own = Object.values(steps[index]?.files ?? {});
  return own.filter((name) => !before.has(name)).map((name) => [name, files[name] ?? '']);
}

/** The call of a step in TypeScript: it throws where the gateway rejects what should succeed. */
export function typescriptCall(workflow: Workflow, index: number, code: string | undefined): string {
  const step = workflow.steps[index] as WorkflowStep;
  const of = (where: 'path' | 'query') =>
    Object.fromEntries(step.parameters.filter((each) => each.in === where).map(({ name, value }) => [name, value]));
  const query = of('query');
  const input: JsonObject = {
    ...of('path'),
    ...(Object.keys(query).length > 0 ? { query } : {}),
    ...(step.body === undefined ? {} : { body: step.body }),
  };
  const call = `${step.operation}(apig${Object.keys(input).length > 0 ? `, ${valued(input, step.files)}` : ''})`;
  const result = variableName(`${step.id}_result`);
  if (step.status >= '400') {
    return `const ${result} = await ${call};
if (${result}.status === ${step.status}) console.log(${result}.error.code); // ${code}`;
  }
  const kept = keptOf(workflow, index);
  if (kept.length > 0) {
    const lines = kept.map(({ output, place }) => `const ${variableName(output)} = ${result}${accessOf(place)} ?? '';`);
    return [`const ${result} = orThrow(await ${call});`, ...lines].join('\n');
  }
  return step.status === '204' ? `orThrow(await ${call});` : `console.log(orThrow(await ${call}));`;
}

/** Marks a variable within text that becomes code. */
const mark = '\u0001';

/** A value as code, with variables for what earlier steps returned. @param files - the parts that are files, by name */
function valued(input: Json, files: Readonly<Record<string, string>>): string {
  const marked = withValues(input, (output) => `${mark}${variableName(output)}${mark}`);
  const written = Object.entries(files).map(([part, name]) => [part, fileLiteral(name)]);
  return literal(marked, '', Object.fromEntries(written)).replaceAll(/'\\u0001(\w+)\\u0001'/g, '$1');
}

/** `.members?.[0]?.id` of `/members/0/id`. */
function accessOf(pointer: string): string {
  return stepsOf(pointer)
    .map((step, index) => {
      if (/^\d+$/.test(step)) return `?.[${step}]`;
      return index === 0 ? `.${step}` : `?.${step}`;
    })
    .join('');
}
