// A mock in this process, every response of which is validated against the contract of its edition.
import { expect } from 'vitest';
import { rulesOf } from '../src/contract/editions.ts';
import {
  createMock,
  type EditionName,
  editionNames,
  type MockOptions,
  memoryStore,
  type RulesName,
  type Store,
  seed,
} from '../src/index.ts';
import { type Body, instance, newest, project } from './support.ts';
import { undeclared } from './undeclared.ts';

/** Every edition under both rules. */
export const variants = editionNames.flatMap((edition) =>
  (['documented', 'observed'] as const).map((rules) => ({ edition, rules })),
);

/** For what is the same in all of them: the newest edition as documented, and the oldest one as observed. */
export const lives: readonly Variant[] = [
  { edition: newest, rules: 'documented' },
  { edition: editionNames.at(-1) ?? newest, rules: 'observed' },
];

export interface Variant extends MockOptions {
  edition: EditionName;
  rules: RulesName;
}

/** Calls an operation by method and path below the instance, `/apps/…`; where that is empty, below the project. */
export type Caller = (
  method: string,
  path: string,
  body?: unknown,
  of?: { project?: string; instance?: string },
) => Promise<{ status: number; body: Body }>;

/** Calls to an instance that has been changed before, so that a test finds in the store what the seed put there. */
export async function changing(variant: Variant): Promise<{ call: Caller; store: Store }> {
  const store = memoryStore();
  const documents = Object.entries(seed[instance] ?? {}).flatMap(([kind, byId]) =>
    Object.entries(byId).map(([id, document]) => ({ project, instance, kind, id, document })),
  );
  await store.load(documents);
  return { call: await calling({ ...variant, store }), store };
}

export async function calling(variant: Variant, mock = createMock(variant)): Promise<Caller> {
  const { router, validator } = await rulesOf(variant.edition, variant.rules);
  return async (method, path, body, of = {}) => {
    const ofInstance = of.instance === '' ? '' : `/instances/${of.instance ?? instance}`;
    const url = new URL(`/v2/${of.project ?? project}/apigw${ofInstance}${path}`, 'http://mock');
    const response = await mock.fetch(
      new Request(url, {
        method,
        headers: { 'X-Auth-Token': 'any', 'Content-Type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    const content: Body = text === '' ? undefined : JSON.parse(text);

    const { operationId } = router.match(method, url.pathname);
    const { status } = response;
    expect(await validator.validateResponse(operationId, status, content)).toEqual([]);
    if (variant.rules === 'documented') expect(undeclared(variant.edition, operationId, status, content)).toEqual([]);
    if (status >= 400) expect(validator.operations[operationId].errorCodes[status]).toContain(content.error_code);
    return { status, body: content };
  };
}
