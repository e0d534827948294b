// What is known of each operation of the mock, and by what: a table for whoever wants to know how far to trust it. It follows from the
// contract, from what the tests of the mock reach and from what clients did; `vitest run -u` writes it anew where that has changed.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { editionsOf } from '@apig-spec/model/editions';
import { errataByPlace } from '@apig-spec/model/errata';
import { listOf } from '@apig-spec/model/json';
import { type Operation, operationsOf } from '@apig-spec/model/operations';
import type { Erratum, Provenance } from '@apig-spec/model/records';
import { readRevisions } from '@apig-spec/repository/editions';
import { readBuilt } from '@apig-spec/repository/files';
import { distDir, root } from '@apig-spec/repository/paths';
import { expect, test } from 'vitest';
import { inTermsOf, systemError } from '../../packages/mock/src/protocol/errors.ts';
import { resources } from '../../packages/mock/src/resources/index.ts';
import { allCases } from '../../packages/mock/test/statuses/index.ts';

const [newest] = editionsOf(readRevisions());
if (!newest) throw new Error('The contract has no editions.');
const operations = operationsOf(readBuilt(join(distDir, `${newest.name}.json`)));
const told = readBuilt(join(distDir, 'provenance.json')) as unknown as {
  editions: Record<string, Record<string, Provenance>>;
};
const provenance = told.editions[newest.name] ?? {};
const errata = readBuilt(join(distDir, 'errata.json')) as unknown as Erratum[];

/** By client and rules what became of each operation's calls. */
const clients = readBuilt(join(root, 'scripts', 'clients', 'results.json')) as unknown as Record<
  string,
  Record<string, Record<string, string> | undefined>
>;

/** The documents that state something of an operation. */
function sourcesOf(operation: string): string[] {
  const rows = Object.entries(provenance).flatMap(([place, { sources }]) =>
    place === operation || place.startsWith(`${operation}/`) ? sources : [],
  );
  return [...new Set(rows.map((row) => row.split('/')[0] ?? ''))].sort();
}

/** The workflows that call it. */
function workflowsOf(operation: string): string[] {
  const folder = join(distDir, 'workflows');
  const calls = new RegExp(`operationId: ${operation}$`, 'm');
  const calling = readdirSync(folder).filter((file) => calls.test(readFileSync(join(folder, file), 'utf8')));
  return calling.map((file) => file.replace('.arazzo.yaml', '')).sort();
}

const acts = Object.assign({}, ...resources.map((resource) => resource.operations)) as Record<string, object>;
const cases = Object.assign({}, ...allCases.map((each) => each.operations)) as Record<string, { never?: string[] }>;

function behaviourOf(operation: string): 'declared' | 'coded' | 'example' {
  const act = acts[operation];
  if (act === undefined) return 'example';
  return 'does' in act ? 'declared' : 'coded';
}

/** Its codes by status: those that tests reach, and those that none does. Of system errors it is the one that is injected. */
function codesOf({ id, responses }: Operation) {
  const codes = Object.fromEntries(
    responses.map(({ status, response }) => [status, listOf(response['x-error-codes']).map(String)]),
  );
  const injected = inTermsOf(codes, systemError()).code;
  const isReached = (status: string, code: string) =>
    status === '500' ? code === injected : !cases[id]?.never?.includes(code);
  const reached = Object.entries(codes).map(([status, all]) => [status, all.filter((code) => isReached(status, code))]);
  const unreached = Object.entries(codes).flatMap(([status, all]) => all.filter((code) => !isReached(status, code)));
  return { reached: Object.fromEntries(reached), unreached };
}

const count = (examples: object) => Object.keys(examples).length;

test('evidence.json says what is known', async () => {
  const ofOperations = errataByPlace(errata, provenance).operations;
  const rows = operations.map((operation) => {
    const { id, requestExamples, formExamples, responses } = operation;
    const working = (rules: string) => Object.keys(clients).filter((name) => clients[name]?.[rules]?.[id] === 'works');
    const gaps = (ofOperations.get(id) ?? []).filter(({ kind }) => kind === 'gap');
    const evidence = {
      sources: sourcesOf(id),
      examples: {
        requests: count(requestExamples) + count(formExamples),
        responses: responses.reduce((sum, { examples }) => sum + count(examples), 0),
      },
      behaviour: behaviourOf(id),
      ...codesOf(operation),
      clients: { documented: working('documented'), observed: working('observed') },
      workflows: workflowsOf(id),
      decided: gaps.map((gap) => gap.id).sort(),
    };
    return `  "${id}": ${JSON.stringify(evidence)}`;
  });
  const file = join(root, 'packages', 'mock', 'evidence.json');
  await expect(`{\n${rows.join(',\n')}\n}\n`).toMatchFileSnapshot(file);
});
