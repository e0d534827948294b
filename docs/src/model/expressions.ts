// The expressions of workflows: a value that an earlier step returned, `$steps.create.outputs.channel_id`.
import type { Json } from '@apig-spec/model/json';
import { isObject } from '@apig-spec/model/json';

/** What tutorials give a workflow: any project, and the gateway that the mock has from the start. */
export const inputs: Readonly<Record<string, string>> = {
  project_id: '73d69ae0cfcf460190522d06b60f05ad',
  instance_id: 'eddc4d25480b4cd6b512f270a1b8b341',
};

/** The output that an expression names: `channel_id`; none, where the value is no expression. */
export function outputIn(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? /^\$steps\.[\w-]+\.outputs\.(\w+)$/.exec(value)?.[1] : undefined;
}

/** A value whose expressions are replaced. @param replace - of an output */
export function withValues(value: Json, replace: (output: string) => Json): Json {
  const output = outputIn(value);
  if (output !== undefined) return replace(output);
  if (Array.isArray(value)) return value.map((each) => withValues(each, replace));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withValues(each as Json, replace)]));
}

/** The outputs that a value holds as expressions. */
export function outputsIn(value: Json | undefined): string[] {
  const found: string[] = [];
  if (value !== undefined)
    withValues(value, (output) => {
      found.push(output);
      return output;
    });
  return found;
}
