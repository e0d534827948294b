// Everything that the mock knows how to keep. An operation of the contract that none of these has is answered by its example.
import { aclBindings } from './acl-bindings/acl-bindings.ts';
import { acls } from './acls/acls.ts';
import { apiGroups } from './api-groups/api-groups.ts';
import { apis } from './apis/apis.ts';
import { apiVersions, publications } from './apis/publications.ts';
import { appAcls } from './app-acls/app-acls.ts';
import { appAuths } from './app-auths/app-auths.ts';
import { appCodes } from './app-codes/app-codes.ts';
import { appQuotas } from './app-quotas/app-quotas.ts';
import { apps } from './apps/apps.ts';
import { authorizers } from './authorizers/authorizers.ts';
import { certificates } from './certificates/certificates.ts';
import { clusters } from './clusters/clusters.ts';
import { domains } from './domains/domains.ts';
import { envVariables } from './env-variables/env-variables.ts';
import { envs } from './envs/envs.ts';
import { features } from './features/features.ts';
import { gatewayResponses } from './gateway-responses/gateway-responses.ts';
import { asyncTasks } from './imports/imports.ts';
import { deletedInstances, instances, projects } from './instances/instances.ts';
import { pluginBindings } from './plugins/bindings.ts';
import { plugins } from './plugins/plugins.ts';
import type { AnyResource } from './resource.ts';
import { signBindings } from './sign-bindings/sign-bindings.ts';
import { signs } from './signs/signs.ts';
import { throttleBindings } from './throttle-bindings/throttle-bindings.ts';
import { throttleSpecials } from './throttle-specials/throttle-specials.ts';
import { throttles } from './throttles/throttles.ts';
import { vpcChannels } from './vpc-channels/vpc-channels.ts';
import { endpointConnections, endpointPermissions } from './vpc-endpoint/vpc-endpoint.ts';

export const resources: readonly AnyResource[] = [
  ...[
    projects,
    instances,
    deletedInstances,
    features,
    endpointConnections,
    endpointPermissions,
    apps,
    appCodes,
    appQuotas,
    throttles,
    throttleSpecials,
    throttleBindings,
    apiGroups,
    gatewayResponses,
    domains,
    certificates,
    apis,
    publications,
    apiVersions,
    asyncTasks,
  ],
  ...[envs, envVariables, signs, signBindings, vpcChannels, clusters],
  ...[acls, aclBindings, authorizers, appAuths, appAcls, plugins, pluginBindings],
];

/** The kinds of which there may only be so many. */
export const limitedKinds: readonly string[] = resources.flatMap(({ kind, limit }) => (limit ? [kind] : []));
