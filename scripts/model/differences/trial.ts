// Decides whether less or more is accepted by running the validators of both schemas on the same values.
import type { Json } from '../json.ts';
import { canonical, isObject, stepsOf } from '../json.ts';
import type { Part } from '../schema.ts';
import { candidatesOf } from './candidates.ts';
import { compiled } from './compiled.ts';
import { shapeOf } from './identity.ts';
import { keywordParts } from './side.ts';

/** In how many accepted values a value from below is put. */
const mostWholes = 2000;

/** What was found out. A side on which no value was accepted proves nothing. */
export interface Decision {
  /** A value that was accepted and is rejected now. */
  lost: Json | undefined;
  /** A value that is accepted now and was not. */
  gained: Json | undefined;
  /** Whether values were found that the schema accepted before, and that it accepts now. */
  proves: { lost: boolean; gained: boolean };
}

const trials = new Map<string, Trial>();

/** The trial of two schemas: those of one shape are tried once, whatever they and their parts are called. */
export function trialOf(old: readonly Part[], now: readonly Part[]): Trial {
  const key = `${shapeOf(old)} ${shapeOf(now)}`;
  const trial = trials.get(key) ?? new Trial(old, now);
  trials.set(key, trial);
  return trial;
}

/** Both sides of a node, and what was tried on them. Candidates are made once, and only where they are needed. */
export class Trial {
  readonly #old: readonly Part[];
  readonly #now: readonly Part[];
  readonly #decisions = new Map<string, Decision>();
  #values: { before: Json[]; after: Json[] } | undefined;

  constructor(old: readonly Part[], now: readonly Part[]) {
    this.#old = old;
    this.#now = now;
  }

  /** Whether the node as a whole accepts less or more. */
  whole(): Decision {
    return this.#once('', () => this.#decide(this.#old, this.#now));
  }

  /** Whether one keyword does: what the whole accepted and this keyword rejects now, and the other way round. */
  keyword(name: string): Decision {
    return this.#once(name, () => this.#decide(keywordParts(this.#old, name), keywordParts(this.#now, name)));
  }

  /** Whether any accepted value lies in a range of lengths or numbers. */
  reaches(side: 'before' | 'after', within: (value: Json) => boolean): boolean {
    return this.#accepted()[side].some(within);
  }

  /**
   * Whether a value that goes or comes somewhere below does so in the whole, too: something else may have rejected it there
   * before, or may do so now.
   *
   * @returns `undefined` where no accepted value has a place for it
   */
  shows(side: 'lost' | 'gained', pointer: string, value: Json): boolean | undefined {
    const [was, is] = [compiled(this.#old), compiled(this.#now)];
    const [accepts, rejects] = side === 'lost' ? [was, is] : [is, was];
    if (!accepts || !rejects) return undefined;
    const steps = stepsOf(pointer);
    let isPlaced = false;
    for (const around of this.#accepted()[side === 'lost' ? 'before' : 'after'].slice(0, mostWholes)) {
      const [whole] = placed(around, steps, value) ?? [];
      if (whole === undefined) continue;
      if (accepts(whole) && !rejects(whole)) return true;
      isPlaced = true;
    }
    return isPlaced ? false : undefined;
  }

  #once(name: string, decide: () => Decision): Decision {
    const decision = this.#decisions.get(name) ?? decide();
    this.#decisions.set(name, decision);
    return decision;
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

/** The value that a reader sees through soonest. */
function shortest(values: readonly Json[]): Json | undefined {
  let least: { value: Json; text: string } | undefined;
  for (const value of values) {
    const text = canonical(value);
    if (!least || text.length < least.text.length || (text.length === least.text.length && text < least.text))
      least = { value, text };
  }
  return least?.value;
}

/** A value as JSON, as far as a reader needs it. */
export function shown(value: Json): string {
  const text = canonical(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

/** The whole with a value at a place below it, wrapped for `flatMap`; `undefined` where there is nothing to hold it. */
function placed(whole: Json, [step, ...rest]: readonly string[], value: Json): [Json] | undefined {
  if (step === undefined) return [value];
  if (Array.isArray(whole)) {
    const inner =
      step === '0' && (whole.length > 0 || rest.length === 0) ? placed(whole[0] ?? null, rest, value) : undefined;
    return inner && [[...inner, ...whole.slice(1)]];
  }
  if (!isObject(whole) || step === '*' || (rest.length > 0 && !(step in whole))) return undefined;
  const inner = placed(whole[step] ?? null, rest, value);
  return inner && [{ ...whole, [step]: inner[0] }];
}
