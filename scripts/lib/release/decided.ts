// Decides whether less or more is accepted by running the validators of both schemas on the same values.
import type { Json } from '../json.ts';
import { canonical } from '../json.ts';
import { candidatesOf } from './candidates.ts';
import { compiled } from './compiled.ts';
import type { Part, View } from './view.ts';
import { viewOf } from './view.ts';

/** What was found out. A side on which no value was accepted proves nothing. */
export interface Decision {
  /** A value that was accepted and is rejected now, as JSON. */
  lost: string | undefined;
  /** A value that is accepted now and was not, as JSON. */
  gained: string | undefined;
  /** Whether values were found that the schema accepted before, and that it accepts now. */
  proves: { lost: boolean; gained: boolean };
}

/** Both sides of a node, and what was tried on them. Candidates are made once, and only where they are needed. */
export class Trial {
  readonly #old: readonly Part[];
  readonly #now: readonly Part[];
  #values: { before: Json[]; after: Json[] } | undefined;

  constructor(old: readonly Part[], now: readonly Part[]) {
    this.#old = old;
    this.#now = now;
  }

  /** Whether the node as a whole accepts less or more. */
  whole(): Decision {
    return this.#decide(this.#old, this.#now);
  }

  /** Whether one keyword does: what the whole accepted and this keyword rejects now, and the other way round. */
  keyword(name: string): Decision {
    const parts = (side: readonly Part[]): readonly Part[] => partsOf(viewOf(side), name);
    return this.#decide(parts(this.#old), parts(this.#now));
  }

  /** Whether any accepted value lies in a range of lengths or numbers. */
  reaches(side: 'before' | 'after', within: (value: Json) => boolean): boolean {
    return this.#accepted()[side].some(within);
  }

  #decide(old: readonly Part[], now: readonly Part[]): Decision {
    const { before, after } = this.#accepted();
    const [was, is] = [compiled(old), compiled(now)];
    return {
      lost: shortest(is ? before.filter((value) => !is(value)) : []),
      gained: shortest(was ? after.filter((value) => !was(value)) : []),
      proves: { lost: is !== undefined && before.length > 0, gained: was !== undefined && after.length > 0 },
    };
  }

  #accepted() {
    if (!this.#values) {
      const candidates = candidatesOf([this.#old, this.#now]);
      const [was, is] = [compiled(this.#old), compiled(this.#now)];
      this.#values = {
        before: was ? candidates.filter(was) : [],
        after: is ? candidates.filter(is) : [],
      };
    }
    return this.#values;
  }
}

function partsOf(view: View, name: string): readonly Part[] {
  return view.parts.get(name) ?? [];
}

/** The value that a reader sees through soonest. */
function shortest(values: readonly Json[]): string | undefined {
  const [text] = values
    .map((value) => (typeof value === 'string' ? JSON.stringify(value) : canonical(value)))
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  return text !== undefined && text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
