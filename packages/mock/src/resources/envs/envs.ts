// The environments in which APIs are published.
import type { Schemas } from '../../../generated/contract.ts';
import { rejection } from '../../protocol/errors.ts';
import { inSeconds } from '../../protocol/stamp.ts';
import type { Environment } from '../documents.ts';
import type { Resource } from '../resource.ts';

export const environmentNotFound = rejection('APIG.3003');

/** The environment that a gateway comes with. */
export const releaseId = 'DEFAULT_ENVIRONMENT_RELEASE_ID';

const inUse = rejection('APIG.3418');

/** What an environment lacks that was kept when the mock knew no more of it than its name. */
const former = { remark: '', create_time: '' };

export const envs: Resource<Environment> = {
  kind: 'environment',
  named: { parameter: 'env_id', missing: environmentNotFound },
  form: { id: 'string', name: 'string' },
  unique: { name: rejection('APIG.3205') },
  limit: { most: 10, exceeded: rejection('APIG.3104') },
  // No source has a code for the environment of the gateway's own: it counts as one that is in use.
  undeletable: ({ id }) => (id === releaseId ? inUse(id) : undefined),
  blockedBy: [{ kind: 'publication', field: 'env_id', error: inUse }],
  cascades: [
    { kind: 'env-variable', field: 'env_id' },
    { kind: 'api-version', field: 'env_id' },
    { kind: 'app-auth', field: 'env_id' },
    { kind: 'plugin-binding', field: 'env_id' },
  ],
  made({ body, newId, now }) {
    const { name, remark = '' } = body as Schemas['EnvironmentCreate'];
    return { create_time: now, name, remark, id: newId() };
  },
  changed(before, { body }) {
    if (before.id === releaseId) throw rejection('APIG.1005')(before.id);
    const { name, remark = '' } = body as Schemas['EnvironmentUpdate'];
    return { ...before, name, remark };
  },
  shownAs: (environment) => ({ operation: 'createEnvironment', body: { ...former, ...environment } }),
  operations: {
    listEnvironments: { does: 'list', items: 'envs', filters: { name: { part: 'name' } }, shown: shownLater },
    createEnvironment: { does: 'create' },
    updateEnvironment: { does: 'update', shown: shownLater },
    deleteEnvironment: { does: 'delete' },
  },
};

/** Only a new one tells the fraction of its time. */
function shownLater(environment: Environment): Environment {
  const shown = { ...former, ...environment };
  return { ...shown, create_time: inSeconds(shown.create_time) };
}
