// What a request may set of a gateway, and what a list shows of one.
import type { Schemas } from '../../../generated/contract.ts';
import { rejection } from '../../protocol/errors.ts';
import type { Instance } from '../documents.ts';
import type { Call } from '../handler.ts';

const nameTaken = rejection('APIC.7500');
const notFourHours = rejection('APIC.7230');

/** @throws ApigError 400 where another gateway of the project has the name */
export function checkName(name: string, { documents }: Call): void {
  const isTaken = documents.everywhere<Instance>('instance').some(({ document }) => document.instance_name === name);
  if (isTaken) throw nameTaken(name);
}

/** Empty hours are not set. @throws ApigError 400 where, with what was not sent, they are not four */
export function hoursOf(
  body: { maintain_begin?: string; maintain_end?: string },
  before: { maintain_begin?: string; maintain_end?: string },
): { maintain_begin: string; maintain_end: string } {
  const maintain_begin = body.maintain_begin || before.maintain_begin || '22:00:00';
  const maintain_end = body.maintain_end || before.maintain_end || '02:00:00';
  const length = (Number.parseInt(maintain_end, 10) - Number.parseInt(maintain_begin, 10) + 24) % 24;
  if (length !== 4) throw notFourHours(maintain_begin);
  return { maintain_begin, maintain_end };
}

/** The name of the endpoint service: where none is chosen, the service chooses. */
export function serviceOf(id: string, name = ''): string {
  return `cn-north-4.${name || 'apig'}.${id.slice(0, 8)}`;
}

const listed = [
  ...['id', 'project_id', 'instance_name', 'status', 'instance_status', 'type', 'spec', 'create_time'],
  ...['enterprise_project_id', 'eip_address', 'charging_mode', 'cbc_metadata', 'loadbalancer_provider'],
  'cbc_operation_locks',
] as const;

export function listItemOf(instance: Schemas['Instance']): object {
  return Object.fromEntries(Object.entries(instance).filter(([field]) => listed.some((name) => name === field)));
}
