// Instances: the gateways themselves.
import type { Schemas } from '../../../generated/contract.ts';
import { instanceNotFound, rejection } from '../../protocol/errors.ts';
import { configOperations } from '../configs/configs.ts';
import type { Certificate, Instance } from '../documents.ts';
import type { Call, Change } from '../handler.ts';
import { instanceTagOperations } from '../instance-tags/instance-tags.ts';
import { metricOperations } from '../metrics/metrics.ts';
import type { Resource } from '../resource.ts';
import { createInstance } from './create.ts';
import { checkLocks, instanceOf } from './found.ts';
import { internetOperations } from './internet.ts';
import { progressOf, shownInstance } from './progress.ts';
import { resizePostpaidInstance } from './resize.ts';
import { checkName, hoursOf, listItemOf, serviceOf } from './settings.ts';
import { zones } from './zones.ts';

export const instances: Resource<Instance> = {
  kind: 'instance',
  named: { parameter: 'instance_id', missing: instanceNotFound },
  form: { id: 'string' },
  problem: ({ tags = [], task }) => {
    const isTag = ({ key, value }: Partial<Record<'key' | 'value', unknown>>) =>
      typeof key === 'string' && typeof value === 'string';
    if (!(Array.isArray(tags) && tags.every((tag) => isTag(tag ?? {})))) return 'has tags without key or value';
    const isTask = !task || (['Creating', 'Resizing'].includes(task.status) && typeof task.begun === 'number');
    return isTask ? undefined : 'has a task that is none';
  },
  limit: { most: 8, exceeded: rejection('APIC.7400') },
  changed: updated,
  shown: shownInstance,
  shownAs: ({ tags: _, task, ...instance }, { project }) => ({
    operation: 'showInstance',
    body: { ...instance, spec: task?.spec ?? instance.spec, project_id: project },
  }),
  operations: {
    createInstance,
    showInstance: { does: 'show' },
    updateInstance: { does: 'update' },
    deleteInstance: { writes: deleted },
    listInstances: {
      does: 'list',
      items: 'instances',
      filters: { instance_id: 'id', instance_name: 'instance_name', status: 'status' },
      rows: (call) =>
        call.documents
          .everywhere<Instance>('instance')
          .map(({ document }) => listItemOf(shownInstance(document, call))),
      shown: (row) => row,
    },
    listAvailableZones: { reads: () => ({ available_zones: zones }) },
    showInstanceProgress: { does: 'show', shown: progressOf },
    showInstanceRestrictions: {
      reads: () => ({ restrict_cidrs: ['127.0.0.0/8', '172.31.32.0/20'], resource_subnet_cidr: '172.31.32.0/20' }),
    },
    resizePostpaidInstance,
    ...internetOperations,
    ...instanceTagOperations,
    ...configOperations,
    ...metricOperations,
  },
};

/** What is left of those that were deleted. */
export const deletedInstances: Resource<{ id: string }> = { kind: 'deleted-instance', form: { id: 'string' } };

/** What tells that the project's own documents are kept. */
export const projects: Resource<{ id: string }> = { kind: 'project', form: { id: 'string' } };

/** With all that is in it, and the certificates that only it can use. @throws ApigError 403 where billing has locked it */
function deleted(call: Change): undefined {
  const { id } = checkLocks(instanceOf(call));
  call.documents.clear();
  call.documents.put('deleted-instance', id, { id });
  const project = call.documents.at('');
  for (const certificate of project.list<Certificate>('certificate')) {
    if (certificate.instance_id === id) project.delete('certificate', certificate.id);
  }
}

/** What a body sets. Empty values count as not set, but for a description and the name of the endpoint service. */
function updated(before: Instance, call: Call): Instance {
  const body = call.body as Schemas['InstanceUpdate'];
  const { instance_name, description, security_group_id, vpcep_service_name } = body;
  if (instance_name && instance_name !== before.instance_name) checkName(instance_name, call);
  const service = vpcep_service_name !== undefined && serviceOf(before.id, vpcep_service_name);
  const renamed = (service: object | null | undefined, service_name: string) => service && { ...service, service_name };
  return {
    ...before,
    ...(instance_name && { instance_name }),
    ...(description !== undefined && { description }),
    ...(security_group_id && { security_group_id }),
    ...hoursOf(body, before),
    ...(service && {
      endpoint_service: renamed(before.endpoint_service, service) ?? null,
      endpoint_services: (before.endpoint_services ?? []).map((each) => ({ ...each, service_name: service })),
    }),
  };
}
