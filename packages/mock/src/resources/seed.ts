// What every project begins with, so that each operation can be called at once: the ids are those of the documents' examples.
import type { Seed } from '../store/store.ts';
import { aclBindings, acls } from './acls/seed.ts';
import { apiGroups } from './api-groups/seed.ts';
import { apis, apiVersions, publications, throttleBindings, throttleSpecials, throttles } from './apis/seed.ts';
import { appAcls } from './app-acls/seed.ts';
import { appAuths } from './app-auths/seed.ts';
import { appCodes, appQuotas, apps } from './apps/seed.ts';
import { authorizers } from './authorizers/seed.ts';
import { certificates } from './certificates/seed.ts';
import type { Instance, Kinds } from './documents.ts';
import { domains } from './domains/seed.ts';
import { environments, environmentVariables } from './envs/seed.ts';
import { features } from './features/seed.ts';
import { gatewayResponses } from './gateway-responses/seed.ts';
import { asyncTasks } from './imports/seed.ts';
import { basicInstance, fullInstance } from './instances/seed.ts';
import { pluginBindings, plugins } from './plugins/seed.ts';
import { signatureKeys, signBindings } from './signs/seed.ts';
import { channels, clusters } from './vpc-channels/seed.ts';
import { endpointConnections, endpointPermissions } from './vpc-endpoint/seed.ts';

/** Two instances: one that supports everything, and one that has no signature keys of type `public_key`. */
export const seed: Seed = {
  [fullInstance.id]: stateOf(fullInstance),
  [basicInstance.id]: stateOf(basicInstance),
  '': { certificate: byId(certificates) },
};

/** Both hold the same, each its own copy. */
function stateOf(instance: Instance) {
  return {
    instance: byId([instance]),
    feature: byId(features),
    'vpc-endpoint-connection': byId(endpointConnections),
    'vpc-endpoint-permission': byId(endpointPermissions),
    app: byId(apps),
    'app-code': byId(appCodes),
    'app-quota': byId(appQuotas),
    environment: byId(environments),
    'env-variable': byId(environmentVariables),
    'api-group': byId(apiGroups),
    'gateway-response': byId(gatewayResponses),
    domain: byId(domains),
    api: byId(apis),
    publication: byId(publications),
    'api-version': byId(apiVersions),
    'async-task': byId(asyncTasks),
    throttle: byId(throttles),
    'throttle-special': byId(throttleSpecials),
    'throttle-binding': byId(throttleBindings),
    'signature-key': byId(signatureKeys),
    'sign-binding': byId(signBindings),
    acl: byId(acls),
    'acl-binding': byId(aclBindings),
    authorizer: byId(authorizers),
    'app-auth': byId(appAuths),
    'app-acl': byId(appAcls),
    plugin: byId(plugins),
    'plugin-binding': byId(pluginBindings),
    'vpc-channel': byId(channels),
    cluster: byId(clusters),
  } satisfies { [Kind in keyof Kinds]?: Record<string, Kinds[Kind]> };
}

function byId<Document extends { id: string }>(documents: readonly Document[]): Record<string, Document> {
  return Object.fromEntries(documents.map((document) => [document.id, document]));
}
