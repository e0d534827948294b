// The cases of all resources.
import { aclBindings } from './acl-bindings.ts';
import { acls } from './acls.ts';
import { apiGroups } from './api-groups.ts';
import { apis } from './apis.ts';
import { appAcls } from './app-acls.ts';
import { appAuths } from './app-auths.ts';
import { appCodes } from './app-codes.ts';
import { appQuotas } from './app-quotas.ts';
import { apps } from './apps.ts';
import { authorizers } from './authorizers.ts';
import type { ResourceCases } from './cases.ts';
import { certificates } from './certificates.ts';
import { configs } from './configs.ts';
import { domains } from './domains.ts';
import { envVariables } from './env-variables.ts';
import { envs } from './envs.ts';
import { features } from './features.ts';
import { gatewayResponses } from './gateway-responses.ts';
import { imports } from './imports.ts';
import { instanceTags } from './instance-tags.ts';
import { instances } from './instances.ts';
import { metrics } from './metrics.ts';
import { pluginCases } from './plugins.ts';
import { overview } from './resources.ts';
import { signBindings } from './sign-bindings.ts';
import { signs } from './signs.ts';
import { throttleBindings } from './throttle-bindings.ts';
import { throttleSpecials } from './throttle-specials.ts';
import { throttles } from './throttles.ts';
import { vpcChannels } from './vpc-channels.ts';
import { vpcEndpoint } from './vpc-endpoint.ts';

export const allCases: readonly ResourceCases[] = [
  aclBindings,
  acls,
  apiGroups,
  apis,
  appAcls,
  appAuths,
  appCodes,
  appQuotas,
  apps,
  authorizers,
  configs,
  certificates,
  domains,
  envs,
  envVariables,
  gatewayResponses,
  features,
  instanceTags,
  imports,
  instances,
  metrics,
  overview,
  pluginCases,
  signBindings,
  signs,
  throttleBindings,
  throttleSpecials,
  throttles,
  vpcChannels,
  vpcEndpoint,
];
