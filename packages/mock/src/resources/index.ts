// Who answers which operation. An operation of the contract without a handler does not compile.
import type { OperationId } from '@apig-spec/validator';
import { showAppBoundQuota, unbindAppFromQuota } from './app-quotas/app-quotas.ts';
import { createAppCode, updateApp } from './apps/apps.ts';
import { deleteEnvironment } from './envs/envs.ts';
import type { Handler } from './handler.ts';
import { showInstance } from './instances/instances.ts';
import { createSignatureKey } from './signs/signs.ts';
import { deleteThrottle, listThrottleBoundApis } from './throttles/throttles.ts';
import {
  createVpcChannel,
  deleteVpcChannelMember,
  showVpcChannel,
  updateVpcChannel,
} from './vpc-channels/vpc-channels.ts';

export const handlers: { readonly [Id in OperationId]: Handler } = {
  createVpcChannel,
  showVpcChannel,
  updateVpcChannel,
  deleteVpcChannelMember,
  showInstance,
  updateApp,
  createAppCode,
  showAppBoundQuota,
  unbindAppFromQuota,
  listThrottleBoundApis,
  deleteThrottle,
  createSignatureKey,
  deleteEnvironment,
};
