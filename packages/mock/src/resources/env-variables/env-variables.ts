// Variables of a group's APIs, by environment.
import type { Schemas } from '../../../generated/contract.ts';
import { rejection } from '../../protocol/errors.ts';
import { apiGroupNotFound } from '../api-groups/api-groups.ts';
import type { EnvironmentVariable } from '../documents.ts';
import { environmentNotFound } from '../envs/envs.ts';
import type { Resource } from '../resource.ts';

export const envVariables: Resource<EnvironmentVariable> = {
  kind: 'env-variable',
  named: { parameter: 'env_variable_id', missing: rejection('APIG.3011') },
  form: { id: 'string', group_id: 'string', env_id: 'string', variable_name: 'string', variable_value: 'string' },
  references: {
    group_id: { kind: 'api-group', missing: apiGroupNotFound },
    env_id: { kind: 'environment', missing: environmentNotFound },
  },
  unique: { variable_name: { within: ['group_id', 'env_id'], taken: rejection('APIG.3303') } },
  limit: { most: 50, per: ['group_id', 'env_id'], exceeded: rejection('APIG.3106') },
  changed(before, { body }) {
    const { variable_value } = body as Schemas['EnvironmentVariableUpdate'];
    return { ...before, variable_value };
  },
  shownAs: (variable) => ({ operation: 'showEnvironmentVariable', body: variable }),
  operations: {
    listEnvironmentVariables: {
      ...{ does: 'list', items: 'variables' },
      filters: { group_id: 'group_id', env_id: 'env_id', variable_name: { part: 'variable_name' } },
    },
    createEnvironmentVariable: { does: 'create' },
    showEnvironmentVariable: { does: 'show' },
    updateEnvironmentVariable: { does: 'update' },
    deleteEnvironmentVariable: { does: 'delete' },
  },
};
