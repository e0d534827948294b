// The response of an operation that only says what the service has begun.
import type { Schemas } from '../../../generated/contract.ts';
import type { Call } from '../handler.ts';

/**
 * @param code - of the message, `JOB_ASSIGNED_FOR_UPDATE_0077I`
 * @param does - what the job does with the gateway
 */
export function taskOf(instance_id: string, code: string, does: string, { newId }: Call): Schemas['InstanceTask'] {
  const job_id = `JOB-${newId()}`;
  return { instance_id, message: `${code}:The job ${job_id} ${does} the gateway ${instance_id}.`, job_id };
}
