// The calls without a client: what a client gets can only be right where the mock responds so to a plain request.
import { serve } from '@apig-spec/mock/node';
import { type Mistake, Mistakes } from '@apig-spec/repository/failure';
import type { Call } from './plan.ts';
import type { Rules } from './trial.ts';

/**
 * Those calls that a fresh mock takes; of the rest what they name is in use, say, or not there.
 *
 * @throws Failure where an operation has none
 */
export async function takenBy(rules: Rules, plan: readonly Call[]): Promise<Call[]> {
  const mock = await serve({ port: 0, rules, log: () => undefined });
  try {
    const taken: Call[] = [];
    const rejections = new Map<string, Mistake>();
    for (const call of plan) {
      const response = await fetch(mock.url + addressOf(call), {
        method: call.method,
        headers: { 'X-Auth-Token': 'any', ...(!call.form && { 'Content-Type': 'application/json' }) },
        ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
        ...(call.form && { body: formOf(call.form) }),
      });
      const text = await response.text();
      if (call.statuses.includes(response.status)) taken.push(call);
      else
        rejections.set(call.operation, {
          file: 'scripts/clients/lib/stand-ins.ts',
          at: call.operation,
          problem: `No example can be called: the mock responds to '${call.example}' with ${response.status} ${text}`,
          fix: 'Name something else to call, or correct the mock.',
        });
    }
    const mistakes = new Mistakes();
    for (const [operation, mistake] of rejections) {
      if (!taken.some((call) => call.operation === operation)) mistakes.add(mistake);
    }
    mistakes.stop();
    return taken;
  } finally {
    await mock.close();
  }
}

function addressOf({ path, project, parameters }: Call): string {
  const rest = new URLSearchParams();
  let filled = path.replace('{project_id}', project);
  for (const [name, value] of Object.entries(parameters)) {
    if (filled.includes(`{${name}}`)) filled = filled.replace(`{${name}}`, encodeURIComponent(String(value)));
    else rest.append(name, String(value));
  }
  return rest.size > 0 ? `${filled}?${rest}` : filled;
}

function formOf({ fields, files }: NonNullable<Call['form']>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (files.includes(name)) form.append(name, new Blob([String(value)]), 'file');
    else form.append(name, String(value));
  }
  return form;
}
