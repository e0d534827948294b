// Whether documents are such as the contract lets responses show: its own schemas decide, as they do for requests.
import type { OperationId } from '@apig-spec/validator/lazy';
import { type EditionName, editionNames, type RulesName, rulesOf, type Validator } from '../contract/editions.ts';
import { resources } from '../resources/index.ts';
import type { Shown } from '../resources/resource.ts';
import type { Scope } from '../store/store.ts';

type Documents = Readonly<Record<string, Readonly<Record<string, object>>>>;

/** Every edition under both rules, the newest and most tolerant first. */
const variants = (['observed', 'documented'] as const).flatMap((rules) =>
  editionNames.map((edition): [EditionName, RulesName] => [edition, rules]),
);

/**
 * What is wrong with an instance's documents, whose form must have been checked; undefined where nothing is. A document that
 * the responses of any edition may show is right: a name in Chinese characters is one of the Chinese editions.
 */
export async function contractProblem(documents: Documents, scope: Scope): Promise<string | undefined> {
  const validator = await validatorOf(0);
  for (const [kind, byId] of Object.entries(documents)) {
    const resource = resources.find((each) => each.kind === kind);
    for (const [id, document] of Object.entries(byId)) {
      const [wrong] = await validator.validateRequest('showVpcChannel', { params: paramsOf(scope, id) });
      if (wrong) return `the document ${kind}/${id.slice(0, 64)} has an id that no request can name.`;
      const shown = resource?.shownAs?.(document, scope);
      const problem = shown && (await shownProblem(shown));
      if (problem) return `the document ${kind}/${id} is not as the contract has it: ${problem}.`;
    }
  }
  return undefined;
}

/** Whether a request can name this scope. */
export async function isReachable(scope: Scope): Promise<boolean> {
  const { validateRequest } = await validatorOf(0);
  const problems = await validateRequest('showVpcChannel', { params: paramsOf(scope, scope.instance || 'any') });
  return problems.length === 0;
}

function paramsOf({ project, instance }: Scope, id: string) {
  // The documents of a project itself are in no instance.
  return { project_id: project, instance_id: instance || 'any', vpc_channel_id: id };
}

async function shownProblem({ operation, body }: Shown): Promise<string | undefined> {
  let first: string | undefined;
  for (const index of variants.keys()) {
    const { operations, validateResponse } = await validatorOf(index);
    const [status = 200] = operations[operation as OperationId].statuses;
    const [problem] = await validateResponse(operation as OperationId, status, body);
    if (!problem) return undefined;
    first ??= problem.message.replace(/^apis\[0\]\./, '');
  }
  return first;
}

async function validatorOf(index: number): Promise<Validator> {
  const [edition, rules] = variants[index] as [EditionName, RulesName];
  return (await rulesOf(edition, rules)).validator;
}
