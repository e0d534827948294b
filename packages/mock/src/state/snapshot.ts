// The mock's whole state as one JSON document.

import { jsonProblem } from '../protocol/json.ts';
import { type Clock, type ClockMark, type IdSource, latestTime, mostIds, mostTimes } from '../protocol/stamp.ts';
import type { Documents, Kept, Scope, Store } from '../store/store.ts';
import { contractProblem, isReachable } from './contract.ts';
import { problemIn } from './forms.ts';

/** The state of every project that has changed something, and where identifiers and times stand. */
export interface Snapshot {
  format: 'apig-mock';
  version: 1;
  /** How many identifiers were given; from an id seed, those that follow are the same after a restore. */
  ids: number;
  clock: ClockMark;
  scopes: { project: string; instance: string; documents: Documents }[];
}

/** A snapshot that cannot be restored; the message says why. */
export class SnapshotError extends Error {
  override name = 'SnapshotError';
}

/** What gives identifiers and times. */
export interface Sources {
  ids: IdSource;
  clock: Clock;
}

export async function snapshotOf(store: Store, { ids, clock }: Sources): Promise<Snapshot> {
  const scopes = new Map<string, { project: string; instance: string; kinds: Map<string, [string, object][]> }>();
  for (const { project, instance, kind, id, document } of await store.dump()) {
    const name = `${project}/${instance}`;
    const scope = scopes.get(name) ?? { project, instance, kinds: new Map() };
    scopes.set(name, scope);
    const documents = scope.kinds.get(kind) ?? [];
    scope.kinds.set(kind, documents);
    documents.push([id, document]);
  }
  return {
    ...{ format: 'apig-mock', version: 1, ids: ids.given, clock: clock.mark() },
    scopes: Array.from(scopes.values(), ({ kinds, ...scope }) => ({
      ...scope,
      documents: Object.fromEntries(Array.from(kinds, ([kind, documents]) => [kind, Object.fromEntries(documents)])),
    })),
  };
}

/**
 * @param maxProjects - how many projects are kept; 0: no limit
 * @throws {@link SnapshotError} where the value is not a snapshot; nothing has changed then
 */
export async function restore(value: unknown, store: Store, { ids, clock }: Sources, maxProjects = 0): Promise<void> {
  const { ids: given, clock: mark, scopes } = await checked(value);
  const projects = new Set(scopes.map(({ project }) => project)).size;
  if (maxProjects > 0 && projects > maxProjects) {
    throw new SnapshotError(`The snapshot has ${projects} projects; this mock keeps at most ${maxProjects}.`);
  }
  await store.load(
    scopes.flatMap(({ project, instance, documents }) =>
      Object.entries(documents).flatMap(([kind, byId]) =>
        Object.entries(byId).map(([id, document]): Kept => ({ project, instance, kind, id, document })),
      ),
    ),
  );
  ids.given = given;
  clock.resume(mark);
}

/** In characters. */
const longestProblem = 500;

/** First whether it can be read at all, then what is in it: no part of it is used before all of it is known to be right. */
async function checked(value: unknown): Promise<Snapshot> {
  const snapshot = value as Partial<Record<keyof Snapshot, unknown>>;
  if (!isObject(snapshot) || snapshot.format !== 'apig-mock') {
    throw new SnapshotError('This is not a snapshot of the mock.');
  }
  const unreadable = jsonProblem(snapshot);
  if (unreadable) throw new SnapshotError(`The snapshot is damaged: ${unreadable}`);
  const { version } = snapshot;
  if (version !== 1) {
    const shown = JSON.stringify(version)?.slice(0, longestProblem);
    throw new SnapshotError(`The snapshot has version ${shown}; this version of the mock reads version 1.`);
  }
  // A copy: whoever gave it may go on to change it while it is checked.
  const copy = structuredClone(snapshot);
  const { ids, clock, scopes } = copy;
  const isClock = isObject(clock) && isCount(clock['last'], latestTime) && isCount(clock['count'], mostTimes);
  if (!isCount(ids, mostIds) || !isClock || !isListOf(scopes, isScope)) {
    throw new SnapshotError('The snapshot is damaged: `ids`, `clock` or `scopes` is not as the mock writes it.');
  }
  const whole = copy as Snapshot;
  const seen = new Set<string>();
  for (const [index, { documents, ...scope }] of whole.scopes.entries()) {
    const problem = (await scopeProblem(scope, index, seen)) ?? (await documentsProblem(documents, scope));
    // It may repeat what the snapshot has in it, however long that is.
    if (problem) throw new SnapshotError(`The snapshot is damaged: ${problem.slice(0, longestProblem)}`);
  }
  return whole;
}

async function scopeProblem(scope: Scope, index: number, seen: Set<string>): Promise<string | undefined> {
  if (!(await isReachable(scope))) return `scopes[${index}] has a project or an instance that no request can name.`;
  const name = `${scope.project}/${scope.instance}`;
  if (seen.has(name)) return `scopes[${index}] repeats project ${scope.project}, instance ${scope.instance}.`;
  seen.add(name);
  return undefined;
}

async function documentsProblem(documents: Documents, scope: Scope): Promise<string | undefined> {
  const problem = problemIn(documents, scope.instance) ?? (await contractProblem(documents, scope));
  const { project, instance } = scope;
  return problem && `of project ${project}, ${instance && `instance ${instance}, `}${problem}`;
}

function isScope(scope: unknown): boolean {
  return (
    isObject(scope) &&
    typeof scope['project'] === 'string' &&
    typeof scope['instance'] === 'string' &&
    isDocuments(scope['documents'])
  );
}

/** @returns whether the value has documents by kind and id */
export function isDocuments(value: unknown): value is Documents {
  return isObject(value) && Object.values(value).every((byId) => isObject(byId) && Object.values(byId).every(isObject));
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown, most: number): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= most;
}

function isListOf(value: unknown, is: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(is);
}
