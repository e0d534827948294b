// What a release changes for those who use it, and which bump that asks for.
import type { PackageName } from './packages.ts';

export const levels = ['none', 'patch', 'minor', 'major'] as const;
/** How much a version has to say, least first. */
export type Level = (typeof levels)[number];

/**
 * Whom a change reaches:
 *
 * - `sender`: what was accepted, or had an effect, is so no longer. Breaking.
 * - `receiver`: a response may hold what none held before, or lacks what it promised. Breaking.
 * - `code`: what compiled or ran does so no longer. Breaking.
 * - `feature`: more is accepted, promised or offered; also what becomes deprecated.
 * - `prose`: other words, the same on the wire.
 * - `example`: another example.
 * - `same`: said otherwise, the same on the wire and to compilers.
 */
export type Effect = 'sender' | 'receiver' | 'code' | 'feature' | 'prose' | 'example' | 'same';

const asks: Record<Effect, Level> = {
  sender: 'major',
  receiver: 'major',
  code: 'major',
  feature: 'minor',
  prose: 'patch',
  example: 'patch',
  same: 'patch',
};

export interface Finding {
  effect: Effect;
  /** The edition's name, or a package's subpath. */
  where: string;
  /** `createVpcChannel/request/members/0/host`, `createVpcChannel/201`, or a type's name. */
  place: string;
  /** In words: `maximum 65535 → 65534`. */
  change: string;
  /** A field that is there no longer: code that names it does not compile, though types with and without it may agree. */
  isGone?: true;
  /** The packages whose users see it; all of them, unless said. */
  only?: readonly PackageName[];
}

/** The bump that a finding asks for. */
export function levelOf({ effect }: Pick<Finding, 'effect'>): Level {
  return asks[effect];
}

/** The greatest of some levels. */
export function greatest(some: Iterable<Level>): Level {
  return [...some].reduce((a, b) => (levels.indexOf(b) > levels.indexOf(a) ? b : a), 'none');
}

/** Whether a promise is less than what is asked for. */
export function isLess(promised: Level, asked: Level): boolean {
  return levels.indexOf(promised) < levels.indexOf(asked);
}
