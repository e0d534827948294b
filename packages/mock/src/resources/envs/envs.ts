// The environments in which APIs are published.
import { rejection } from '../../protocol/errors.ts';
import { boundApi } from '../apis/bound-api.ts';
import type { Environment } from '../documents.ts';
import type { Resource } from '../resource.ts';

export const envs: Resource<Environment> = {
  kind: 'environment',
  named: { parameter: 'env_id', missing: rejection('APIG.3003') },
  form: { id: 'string', name: 'string' },
  blockedBy: [
    {
      ...{ kind: 'publication', field: 'env_id' },
      error: rejection('APIG.3418'),
    },
  ],
  shownAs: ({ id, name }) => boundApi({ run_env_id: id, run_env_name: name }),
  operations: { deleteEnvironment: { does: 'delete' } },
};
