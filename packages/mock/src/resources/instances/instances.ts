// The operation on the instance itself.
import { instanceNotFound } from '../../protocol/errors.ts';
import type { Instance } from '../documents.ts';
import type { Call, Handler } from '../handler.ts';

export const showInstance: Handler = {
  reads: (call) => ({ status: 200, body: { ...instanceOf(call), project_id: call.scope.project } }),
};

/** The instance of a call. */
export function instanceOf({ documents, scope }: Call): Instance {
  const instance = documents.get<Instance>('instance', scope.instance);
  if (!instance) throw instanceNotFound(scope.instance);
  return instance;
}
