// Resizing a gateway.
import type { Schemas } from '../../../generated/contract.ts';
import { invalidField, missingField } from '../../protocol/errors.ts';
import { inMilliseconds } from '../../protocol/stamp.ts';
import type { Instance } from '../documents.ts';
import type { Call, Handler } from '../handler.ts';
import { checkLocks, instanceOf } from './found.ts';
import { isCreating } from './progress.ts';
import { taskOf } from './task.ts';

export const resizePostpaidInstance: Handler = {
  writes(call) {
    const instance = checkLocks(instanceOf(call));
    const { spec_id } = call.body as Schemas['InstanceResize'];
    if (!spec_id) throw missingField('spec_id');
    if (spec_id === instance.spec) throw invalidField('spec_id');
    call.documents.put('instance', instance.id, { ...resized(instance, call), spec: spec_id });
    return taskOf(instance.id, 'JOB_ASSIGNED_FOR_RESIZE_0086I', 'resizes', call);
  },
};

/** While it is being created, it is created in the other size. */
function resized({ task, ...instance }: Instance, call: Call): Instance {
  if (call.provisioning === 0) return instance;
  if (task && isCreating({ ...instance, task }, call)) return { ...instance, task };
  return { ...instance, task: { status: 'Resizing', begun: inMilliseconds(call.now), spec: instance.spec } };
}
