// Resizing a gateway.
import type { Schemas } from '../../../generated/contract.ts';
import { invalidField, missingField } from '../../protocol/errors.ts';
import { inMilliseconds } from '../../protocol/stamp.ts';
import type { Instance } from '../documents.ts';
import type { Call } from '../handler.ts';
import type { One } from '../resource.ts';
import { checkLocks } from './found.ts';
import { isCreating } from './progress.ts';
import { taskOf } from './task.ts';

export const resizePostpaidInstance: One<Instance> = {
  does: 'update',
  changed(instance, call) {
    const { spec_id } = call.body as Schemas['InstanceResize'];
    checkLocks(instance);
    if (!spec_id) throw missingField('spec_id');
    if (spec_id === instance.spec) throw invalidField('spec_id');
    return { ...resized(instance, call), spec: spec_id };
  },
  shown: ({ id }, call) => taskOf(id, 'JOB_ASSIGNED_FOR_RESIZE_0086I', 'resizes', call),
};

/** While it is being created, it is created in the other size. */
function resized({ task, ...instance }: Instance, call: Call): Instance {
  if (call.provisioning === 0) return instance;
  if (task && isCreating({ ...instance, task }, call)) return { ...instance, task };
  return { ...instance, task: { status: 'Resizing', begun: inMilliseconds(call.now), spec: instance.spec } };
}
