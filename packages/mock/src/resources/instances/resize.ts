// Resizing a gateway.
import type { Schemas } from '../../../generated/contract.ts';
import { invalidField, missingField } from '../../protocol/errors.ts';
import { inMilliseconds } from '../../protocol/stamp.ts';
import type { Handler } from '../handler.ts';
import { checkLocks, instanceOf } from './found.ts';
import { isCreating } from './progress.ts';
import { taskOf } from './task.ts';

export const resizePostpaidInstance: Handler = {
  writes(call) {
    const instance = checkLocks(instanceOf(call));
    const { spec_id } = call.body as Schemas['InstanceResize'];
    if (!spec_id) throw missingField('spec_id');
    if (spec_id === instance.spec) throw invalidField('spec_id');
    const begun = inMilliseconds(call.now);
    // While it is being created, it is created in the other size.
    const task = isCreating(instance, call) ? instance.task : { status: 'Resizing', begun, spec: instance.spec };
    call.documents.put('instance', instance.id, { ...instance, spec: spec_id, task });
    return taskOf(instance.id, 'JOB_ASSIGNED_FOR_RESIZE_0086I', 'resizes', call);
  },
};
