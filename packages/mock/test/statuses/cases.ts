// What the cases of a resource are made of: for each operation the call that succeeds, and what leads to every code that its page has.
import type { OperationId } from '@apig-spec/validator';

/** Lacks what the other gateway of the seed supports. */
export const basicInstance = '6a29d4e9-69a0-412a-aabe-9898ec0903b0';

/** A call that succeeds and is made before another one. */
export interface Earlier {
  operation: OperationId;
  path: string;
  body?: object;
  instance?: string;
}

/** The parts of a form; that of a file is its text. */
export type Form = Readonly<Record<string, string>>;

/** What differs from the call that succeeds. */
export interface Change {
  path?: string;
  body?: object;
  /** In the place of a body. */
  form?: Form;
  token?: string;
  instance?: string;
  after?: Earlier;
}

export interface Cases {
  /** The call that succeeds, below the instance, or below the project where the operation's path has no instance. */
  path: string;
  body?: object;
  form?: Form;
  /** In the place of the gateway that supports everything. */
  instance?: string;
  /** What is called before the call that succeeds. */
  after?: Earlier;
  /** What leads to the codes that only some operations have; undefined for one that all have and this one never. */
  codes?: Readonly<Record<string, Change | undefined>>;
  /** What leads to more of them once the call has succeeded. */
  then?: Readonly<Record<string, Change>>;
  /** What the mock has no reason to respond with. */
  never?: readonly string[];
}

export interface ResourceCases {
  /** How many documents there may be of a kind. */
  limits?: Readonly<Record<string, number>>;
  /** Each operation is called in a project of its own, which is as the seed has it. */
  operations: Partial<Record<OperationId, Cases>>;
}

/** Of operations that take a name. */
export const named = { 'APIG.2001': { body: {} }, 'APIG.2011': { body: { name: 'a_name', nonsense: 1 } } };

/** A list of what is bound to the thing that a parameter names, and the code where there is none. */
export const listOf = (path: string, parameter: string, id: string, code: string): Cases => ({
  path: `${path}?${parameter}=${id}`,
  codes: { 'APIG.2001': { path }, [code]: { path: `${path}?${parameter}=nothing` } },
});
