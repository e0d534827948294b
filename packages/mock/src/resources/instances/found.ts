// The instance that an operation is about.
import { instanceNotFound, rejection } from '../../protocol/errors.ts';
import type { Instance } from '../documents.ts';
import type { Call } from '../handler.ts';

const locked = rejection('APIC.7106');

/** The instance of a call. */
export function instanceOf({ documents, scope }: Call): Instance {
  const instance = documents.get<Instance>('instance', scope.instance);
  if (!instance) throw instanceNotFound(scope.instance);
  return instance;
}

/** @throws ApigError 403 where billing has locked it: no lock lets it be deleted or resized */
export function checkLocks(instance: Instance): Instance {
  if (instance.cbc_operation_locks?.length) throw locked(instance.id);
  return instance;
}
