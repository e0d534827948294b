// A mock in this process, every response of which is validated against the contract of its edition.
import { expect } from 'vitest';
import { rulesOf } from '../src/contract/editions.ts';
import { type EditionName, editionNames, type MockOptions, type RulesName, type Store, seed } from '../src/index.ts';
import { type Opened, openedIn, type Room, rooms, storeIn } from './rooms.ts';
import { type Body, instance, newest, project } from './support.ts';
import { undeclared } from './undeclared.ts';

/** The first two of several take place in these rooms, the others where they cost least; in the long run all go through all. */
const usual: readonly Room[] = ['memory, HTTP', 'SQLite, MSW'];
const isLong = import.meta.env.MODE === 'long';
const roomOf = (index: number): Room => (isLong ? rooms[index % rooms.length] : usual[index]) ?? 'memory, fetch';

/** Every edition under one of the rules, of each revision one under each; in the long run every edition under both. */
export const variants: readonly Variant[] = editionNames
  .flatMap((edition, index) => {
    const rules = ['documented', 'observed'] as const;
    const turn = Math.ceil(index / 2) % 2;
    return (isLong ? rules : rules.slice(turn, turn + 1)).map((each) => ({ edition, rules: each }));
  })
  .map((variant, index) => ({ ...variant, room: roomOf(index) }));

/** For what is the same in all of them: the newest edition as documented, and the oldest one as observed. */
export const lives: readonly Variant[] = [
  { edition: newest, rules: 'documented' } as const,
  { edition: editionNames.at(-1) ?? newest, rules: 'observed' } as const,
].flatMap((variant, index) => (isLong ? rooms : [roomOf(index)]).map((room) => ({ ...variant, room })));

export interface Variant extends MockOptions {
  edition: EditionName;
  rules: RulesName;
  /** Where the mock keeps its documents, and how it is called. Default: in memory, with nothing between. */
  room?: Room;
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
  const store = await storeIn(variant.room ?? 'memory, fetch');
  const documents = Object.entries(seed[instance] ?? {}).flatMap(([kind, byId]) =>
    Object.entries(byId).map(([id, document]) => ({ project, instance, kind, id, document })),
  );
  await store.load(documents);
  return { call: await calling({ ...variant, store }), store };
}

/** Opens a mock in the variant's room; without one, in memory. */
export async function opening({ room = 'memory, fetch', ...variant }: Variant): Promise<Opened> {
  return openedIn(room, { ...variant, store: variant.store ?? (await storeIn(room)) });
}

/** @param opened - in the place of a mock of its own */
export async function calling(variant: Variant, opened?: Opened): Promise<Caller> {
  const { router, validator } = await rulesOf(variant.edition, variant.rules);
  const { base, fetch } = opened ?? (await opening(variant));
  return async (method, path, body, of = {}) => {
    const ofInstance = of.instance === '' ? '' : `/instances/${of.instance ?? instance}`;
    const url = new URL(`/v2/${of.project ?? project}/apigw${ofInstance}${path}`, base);
    const response = await fetch(
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
