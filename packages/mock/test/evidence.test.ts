// What is known of each operation, and by what: a table for whoever wants to know how far to trust the mock. It follows from the
// contract, from what the tests reach and from what clients did; where it differs, it is written anew by `vitest run -u`.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type OperationId, operations } from '@apig-spec/validator';
import { expect, it } from 'vitest';
import { resources } from '../src/resources/index.ts';
import { allCases } from './statuses/index.ts';
import { type Body, bundled, newest } from './support.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const contract = join(root, 'packages', 'openapi', 'dist');
const json = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Body;

/** By client and rules what became of each operation's calls. */
const clients = json(join(root, 'scripts', 'clients', 'results.json'));

/** Of the newest edition: what states an operation, and which errata decide what no source says. */
function decidedOf(): { sources: Map<string, string[]>; decided: Map<string, string[]> } {
  const provenance: Record<string, { sources: string[] }> = json(join(contract, 'provenance.json')).editions[newest];
  const sources = new Map<string, string[]>();
  const operationsOfRow = new Map<string, Set<string>>();
  for (const [place, { sources: rows }] of Object.entries(provenance)) {
    const [operation = ''] = place.split('/');
    for (const row of rows) {
      operationsOfRow.set(row, (operationsOfRow.get(row) ?? new Set()).add(operation));
      const document = row.split('/')[0] ?? '';
      const known = sources.get(operation) ?? [];
      if (!known.includes(document)) sources.set(operation, [...known, document]);
    }
  }
  const decided = new Map<string, string[]>();
  for (const { id, kind, facts = [], touches = [] } of json(join(contract, 'errata.json'))) {
    if (kind !== 'gap') continue;
    const ofFacts = facts.flatMap(({ row, rows = [] }: Body) =>
      [row, ...rows].flatMap((each: string) => [...(operationsOfRow.get(each) ?? [])]),
    );
    for (const operation of new Set<string>([...ofFacts, ...touches.map((place: string) => place.split('/')[0])])) {
      decided.set(operation, [...(decided.get(operation) ?? []), id]);
    }
  }
  return { sources, decided };
}

/** The workflows that call an operation. */
function workflowsOf(): Map<string, string[]> {
  const called = new Map<string, string[]>();
  const folder = join(contract, 'workflows');
  for (const file of readdirSync(folder).sort()) {
    const name = file.replace('.arazzo.yaml', '');
    for (const [, operation = ''] of readFileSync(join(folder, file), 'utf8').matchAll(/operationId: (\w+)/g)) {
      const known = called.get(operation) ?? [];
      if (!known.includes(name)) called.set(operation, [...known, name]);
    }
  }
  return called;
}

/** How many examples of requests and of responses an operation has; the check of examples validates each. */
function examplesOf(): Map<string, { requests: number; responses: number }> {
  const methods = Object.values(bundled(newest).paths as Record<string, Record<string, Body>>);
  const count = (contents: Record<string, Body> = {}) =>
    Object.values(contents).reduce((sum, { examples = {} }) => sum + Object.keys(examples).length, 0);
  return new Map(
    methods
      .flatMap((each) => Object.values(each))
      .filter(({ operationId }) => operationId)
      .map(({ operationId, requestBody, responses }) => [
        operationId,
        {
          requests: count(requestBody?.content),
          responses: Object.values(responses as Record<string, Body>).reduce(
            (sum, { content }) => sum + count(content),
            0,
          ),
        },
      ]),
  );
}

it('is what evidence.json says', async () => {
  const cases = Object.assign({}, ...allCases.map((each) => each.operations)) as Record<string, Body>;
  const acts = Object.assign({}, ...resources.map((resource) => resource.operations)) as Record<string, object>;
  const { sources, decided } = decidedOf();
  const workflows = workflowsOf();
  const examples = examplesOf();
  const evidence = Object.fromEntries(
    (Object.keys(operations) as OperationId[]).map((id) => {
      const never = new Set<string>(cases[id]?.never);
      const { statuses, errorCodes } = operations[id];
      const codesOf = (status: number) => errorCodes[status] ?? [];
      const act = acts[id];
      const working = (rules: string) =>
        Object.keys(clients).filter((client) => clients[client][rules]?.[id] === 'works');
      return [
        id,
        {
          sources: (sources.get(id) ?? []).toSorted(),
          examples: examples.get(id),
          behaviour: act === undefined ? 'example' : 'does' in act ? 'declared' : 'coded',
          // Of 500 the one code that is injected is enough.
          reached: Object.fromEntries(
            statuses.map((status) => [status, codesOf(status).filter((code) => !never.has(code))]),
          ),
          unreached: statuses.flatMap((status) => codesOf(status).filter((code) => never.has(code))),
          clients: { documented: working('documented'), observed: working('observed') },
          workflows: workflows.get(id) ?? [],
          decided: (decided.get(id) ?? []).toSorted(),
        },
      ];
    }),
  );
  const text = `{\n${Object.entries(evidence)
    .map(([id, each]) => `  "${id}": ${JSON.stringify(each)}`)
    .join(',\n')}\n}\n`;
  await expect(text).toMatchFileSnapshot('../evidence.json');
});
