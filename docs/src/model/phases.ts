// The operations of a resource in the order in which a newcomer uses them. Each name begins with its verb, one for one kind of act.
import type { Operation } from '@apig-spec/model/operations';

export const phases = ['create', 'read', 'change', 'bind', 'remove'] as const;
export type Phase = (typeof phases)[number];

const verbs: Readonly<Record<Phase, readonly string[]>> = {
  create: ['create', 'import'],
  read: ['list', 'show', 'check', 'count', 'export'],
  change: ['update', 'enable', 'disable', 'resize', 'reset', 'generate', 'switch'],
  bind: ['bind', 'authorize', 'publish', 'debug'],
  remove: ['unbind', 'deauthorize', 'delete'],
};

/**
 * The phase of an operation by its verb: of `unbindEip` it is `remove`.
 *
 * @throws Error for a verb that belongs to no phase
 */
export function phaseOf({ id }: Pick<Operation, 'id'>): Phase {
  const verb = /^[a-z]+/.exec(id)?.[0] ?? '';
  const phase = phases.find((each) => verbs[each].includes(verb));
  if (!phase) throw new Error(`${id}: no phase has the verb ${verb}; add it to docs/src/model/phases.ts.`);
  return phase;
}
