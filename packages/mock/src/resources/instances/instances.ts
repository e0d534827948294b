// Instances: the gateways themselves.
import { instanceNotFound } from '../../protocol/errors.ts';
import type { Instance } from '../documents.ts';
import type { Call } from '../handler.ts';
import type { Resource } from '../resource.ts';

export const instances: Resource<Instance> = {
  kind: 'instance',
  named: { parameter: 'instance_id', missing: instanceNotFound },
  form: { id: 'string' },
  shown: (instance, { scope }) => ({ ...instance, project_id: scope.project }),
  shownAs: (instance, { project }) => ({ operation: 'showInstance', body: { ...instance, project_id: project } }),
  operations: { showInstance: { does: 'show' } },
};

/** What is left of those that were deleted. */
export const deletedInstances: Resource<{ id: string }> = { kind: 'deleted-instance', form: { id: 'string' } };

/** What tells that the project's own documents are kept. */
export const projects: Resource<{ id: string }> = { kind: 'project', form: { id: 'string' } };

/** The instance of a call. */
export function instanceOf({ documents, scope }: Call): Instance {
  const instance = documents.get<Instance>('instance', scope.instance);
  if (!instance) throw instanceNotFound(scope.instance);
  return instance;
}
