// The environments in which APIs are published.
import { rejection } from '../../protocol/errors.ts';
import { boundApi } from '../apis/bound-api.ts';
import type { Environment } from '../documents.ts';
import type { Resource } from '../resource.ts';

export const envs: Resource<Environment> = {
  kind: 'environment',
  named: { parameter: 'env_id', missing: rejection(404, 'APIG.3003', 'Environment {} does not exist') },
  form: { id: 'string', name: 'string' },
  blockedBy: [
    {
      ...{ kind: 'publication', field: 'env_id' },
      error: rejection(403, 'APIG.3418', 'The environment contains published APIs'),
    },
  ],
  shownAs: ({ id, name }) => boundApi({ run_env_id: id, run_env_name: name }),
  operations: { deleteEnvironment: { does: 'delete' } },
};
