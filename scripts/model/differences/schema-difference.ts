// A difference between two schemas, whichever way their values go; and what it means in a request and in a response.
import type { Json } from '../json.ts';
import type { DifferenceKind, Direction, Impact } from './difference.ts';

/** What becomes of the values that a schema accepts, or of what it promises. */
export type Move =
  /** Less is valid. */
  | 'narrower'
  /** More is valid. */
  | 'wider'
  /** Some is no longer, some is now. */
  | 'other'
  /** The same values are valid; something is offered or announced. */
  | 'extends'
  /** The same values are valid; something is taken away. */
  | 'breaks'
  /** Sent, the value has no effect any more. */
  | 'read only'
  /** The value is no longer returned. */
  | 'write only'
  /** Only what generators make of it differs. */
  | 'generated';

/** A request that accepts less breaks senders; a response that may hold more, or lacks something, breaks receivers. */
export const impacts: Readonly<Record<Move, Readonly<Record<Direction, Impact>>>> = {
  narrower: { request: 'breaks', response: 'extends' },
  wider: { request: 'extends', response: 'breaks' },
  other: { request: 'breaks', response: 'breaks' },
  extends: { request: 'extends', response: 'extends' },
  breaks: { request: 'breaks', response: 'breaks' },
  'read only': { request: 'breaks', response: 'extends' },
  'write only': { request: 'extends', response: 'breaks' },
  generated: { request: 'none', response: 'none' },
};

/** From a schema to one within it. */
export type Step =
  | { to: 'field'; name: string }
  | { to: 'items' | 'others' }
  /** Which group of alternatives, and the name of the alternative on each side. */
  | { to: 'alternative'; group: number; before: string; after: string };

export interface SchemaDifference {
  /** The way from the schema that is compared to the one that differs. */
  steps: readonly Step[];
  kind: DifferenceKind;
  move: Move;
  keyword?: string;
  before?: Json;
  after?: Json;
  /** In words. */
  change: string;
  /** Values of the place that show it, where validators decided. */
  proof?: Proof;
}

export interface Proof {
  lost?: Json | undefined;
  gained?: Json | undefined;
}

/** What is said of a difference, where it stands aside. */
export type Said = Omit<SchemaDifference, 'steps'>;

/** The place of a schema below another: `/members/0/host`. Alternatives are on no path of a value. */
export function placeBelow(steps: readonly Step[]): string {
  return steps
    .map((step) => {
      if (step.to === 'alternative') return '';
      return step.to === 'field' ? `/${step.name}` : step.to === 'items' ? '/0' : '/*';
    })
    .join('');
}
