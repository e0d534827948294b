// What the service does with an instance for a while: when it is done follows from when it began, so that nothing has to wait.
import type { Schemas } from '../../../generated/contract.ts';
import { inMilliseconds } from '../../protocol/stamp.ts';
import type { Instance } from '../documents.ts';
import type { Call } from '../handler.ts';

const codes = { Creating: 1, Resizing: 42 } as const;

type Clock = Pick<Call, 'now' | 'provisioning'>;

/** How much of its task is done, from 0 to 1. */
function doneOf({ task }: Instance, { now, provisioning }: Clock): number {
  if (!task || provisioning === 0) return 1;
  return Math.min(Math.max((inMilliseconds(now) - task.begun) / provisioning, 0), 1);
}

export function isCreating(instance: Instance, clock: Clock): boolean {
  return instance.task?.status === 'Creating' && doneOf(instance, clock) < 1;
}

export function shownInstance(instance: Instance, call: Call): Schemas['Instance'] {
  const { tags: _, task, ...rest } = instance;
  const shown = { ...rest, project_id: call.scope.project };
  if (!task || doneOf(instance, call) === 1) return shown;
  const { status, spec } = task;
  // It has no endpoint service before it runs.
  const none = status === 'Creating' && { endpoint_service: null, endpoint_services: [] };
  return { ...shown, ...(spec && { spec }), status, instance_status: codes[status], ...none };
}

/** How far the creation is. */
export function progressOf(instance: Instance, call: Call): Schemas['InstanceProgress'] {
  const start_time = instance.create_time ?? 0;
  const unfailed = { error_code: null, error_msg: null };
  if (isCreating(instance, call)) {
    const progress = ([30, 50, 80, 90] as const)[Math.floor(doneOf(instance, call) * 4)] ?? 90;
    return { progress, status: 'creating', ...unfailed, start_time, end_time: inMilliseconds(call.now) };
  }
  // Those of the seed were created before there was a clock.
  const end_time = start_time + (instance.task ? call.provisioning : 0);
  return { progress: 100, status: 'success', ...unfailed, start_time, end_time };
}
