// Every operation that has a behaviour answers every status and every code that the contract lists for it: in each edition, and through
// each adapter.
import { operations as known, type OperationId } from '@apig-spec/validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rulesOf } from '../src/contract/editions.ts';
import { handlersOf } from '../src/engine/declared.ts';
import { editionNames } from '../src/index.ts';
import { resources } from '../src/resources/index.ts';
import { type AdapterOptions, adapters, type Opened } from './adapters.ts';
import type { Variant } from './calling.ts';
import type { Cases, Change, Form } from './statuses/cases.ts';
import { allCases } from './statuses/index.ts';
import { type Body, instance } from './support.ts';
import { undeclared } from './undeclared.ts';

const cases = Object.assign({}, ...allCases.map(({ operations }) => operations)) as Partial<Record<OperationId, Cases>>;
/** What is created stays so while it is tried. */
const provisioning = 3_600_000;
const limits = Object.assign({}, ...allCases.map((each) => each.limits)) as Record<string, number>;

/** Those that have cases. */
const operations = Object.keys(cases) as OperationId[];

function casesOf(operationId: OperationId): Cases {
  const own = cases[operationId];
  if (!own) throw new Error(`${operationId} has no cases.`);
  return own;
}

it('are about every operation that has a behaviour', () => {
  expect(operations.toSorted()).toEqual(Object.keys(handlersOf(resources)).sort());
});

/** What leads to the codes that all operations have; those on gateways have their own. */
const [badId, nobody, stranger, nowhere]: Change[] = [
  { instance: 'a.b' },
  { token: 'nobodys' },
  { token: 'theirs' },
  { instance: 'nothing' },
];
const common: Record<string, Change | undefined> = {
  'APIG.2012': badId,
  'APIG.1002': nobody,
  'APIC.7102': nobody,
  'APIG.1005': stranger,
  'APIC.7106': stranger,
  'APIG.3030': nowhere,
  'APIC.7302': nowhere,
};

/** Each operation is tried in a project of its own. */
const projectOf = (edition: string, operationId: OperationId) => `${operationId}-${edition.replace('.', '-')}`;
const tokens = [
  { token: 'theirs', project: 'another' },
  ...editionNames.flatMap((edition) => operations.map((id) => ({ token: 'ours', project: projectOf(edition, id) }))),
];

interface Sent extends Change {
  project: string;
}

/** Sends a call through an adapter, and validates the response against the contract. */
async function sent({ fetch }: Opened, { edition, rules }: Variant, operationId: OperationId, change: Sent) {
  const { validator } = await rulesOf(edition, rules);
  const { method, path: template } = validator.operations[operationId];
  const ofInstance = template.includes('{instance_id}') ? `/instances/${change.instance ?? instance}` : '';
  const { form, body } = change;
  const response = await fetch(`/editions/${edition}/v2/${change.project}/apigw${ofInstance}${change.path}`, {
    method,
    headers: {
      'X-Auth-Token': change.token ?? 'ours',
      'Content-Type': form ? 'multipart/form-data; boundary=a-boundary' : 'application/json',
    },
    ...(form ? { body: formText(form) } : body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isFile = response.headers.get('content-type') === 'application/octet-stream';
  const shown: Body = isFile ? text : text === '' ? undefined : JSON.parse(text);
  expect(await validator.validateResponse(operationId, response.status, shown)).toEqual([]);
  if (rules === 'documented') expect(undeclared(edition, operationId, response.status, shown)).toEqual([]);
  return { status: response.status, code: shown?.error_code as string | undefined };
}

/** A form on the wire. */
function formText(form: Form): string {
  const parts = Object.entries(form).map(([name, value]) => {
    const file = name === 'file_name' ? '; filename="apis.yaml"' : '';
    return `--a-boundary\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${value}\r\n`;
  });
  return `${parts.join('')}--a-boundary--\r\n`;
}

/** The first operation of each method, with and without a body. */
const kinds = operations.filter((id, index) => {
  const kindOf = (each: OperationId) => `${known[each].method} ${known[each].hasBody}`;
  return operations.findIndex((each) => kindOf(each) === kindOf(id)) === index;
});

/** All in the newest edition as documented, and those of each resource in one of the others in turn; in the long run all in each. */
function askedIn(edition: string, rules: string): readonly OperationId[] {
  const others = editionNames.flatMap((each) => [`${each} documented`, `${each} observed`]).slice(1);
  const turn = others.indexOf(`${edition} ${rules}`);
  if (turn < 0 || import.meta.env.MODE === 'long') return operations;
  const names = [...new Set(operations.map((id) => known[id].resource))];
  return operations.filter((id) => names.indexOf(known[id].resource) % others.length === turn);
}

for (const { name, start } of adapters) {
  // Over HTTP in all editions and by both rules. The other adapters lead to the same engine, so that one edition is enough there,
  // and one operation of each kind.
  const everything = name === 'HTTP' || import.meta.env.MODE === 'long';
  const editions = everything ? editionNames : editionNames.slice(0, 1);
  for (const rules of name === 'HTTP' ? (['documented', 'observed'] as const) : (['documented'] as const)) {
    const throughAdapter = (title: string, options: AdapterOptions, expected: typeof everyResponse) =>
      describe(`${title}: ${name}, ${rules}`, () => {
        let opened: Opened;
        beforeAll(async () => {
          opened = await start({ rules, ...options });
        });
        afterAll(() => opened?.close());

        describe.each(editions)('%s', (edition) => {
          it.each(everything ? askedIn(edition, rules) : kinds)('%s', async (operationId) => {
            const { statuses, errorCodes } = (await rulesOf(edition, rules)).validator.operations[operationId];
            const documented = new Map(statuses.map((status) => [status, new Set(errorCodes[status])]));
            await expected(opened, { edition, rules }, operationId, documented);
          });
        });
      });

    throughAdapter('every response', { tokens, limits, provisioning }, everyResponse);
    throughAdapter('system errors', { faults: { '*': 1 } }, systemErrors);
  }
}

type Documented = Map<number, Set<string>>;

async function everyResponse(
  opened: Opened,
  variant: Variant,
  operationId: OperationId,
  documented: Documented,
): Promise<void> {
  const { codes = {}, then = {}, never = [], after: before, ...good } = casesOf(operationId);
  const project = projectOf(variant.edition, operationId);
  const reached: Documented = new Map();
  const call = async ({ after, ...change }: Change) => {
    if (after) {
      const { operation, ...earlier } = after;
      const { status, code } = await sent(opened, variant, operation, { project, ...earlier });
      expect([operation, status < 300, code]).toEqual([operation, true, undefined]);
    }
    const { status, code } = await sent(opened, variant, operationId, { project, ...good, ...change });
    reached.set(status, new Set([...(reached.get(status) ?? []), ...(code ? [code] : [])]));
    return code;
  };
  const listed = new Set([...documented.values()].flatMap((each) => [...each]));
  const lead = async (changes: Readonly<Record<string, Change | undefined>>) => {
    for (const [code, change] of Object.entries(changes)) {
      if (change && listed.has(code)) expect([code, await call(change)]).toEqual([code, code]);
    }
  };
  await lead({ ...common, ...codes });
  // Where an operation has no 400, an ID that is none is one of nothing.
  if (!documented.has(400) && documented.has(404))
    expect(await call({ instance: 'a.b' })).toBe([...(documented.get(404) ?? [])][0]);
  await call(before ? { after: before } : {});
  await lead(then);
  documented.delete(500);
  for (const of of documented.values()) for (const code of never) of.delete(code);
  expect(reached).toEqual(documented);
}

async function systemErrors(opened: Opened, variant: Variant, operationId: OperationId, documented: Documented) {
  const project = projectOf(variant.edition, operationId);
  const { status, code } = await sent(opened, variant, operationId, { project, ...casesOf(operationId) });
  expect([status, documented.get(status)?.has(code ?? '')]).toEqual([500, true]);
}
