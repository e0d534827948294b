// Who answers which operation. An operation of the contract without a handler does not compile.
import type { OperationId } from '@apig-spec/validator';
import { createAppCode, updateApp } from './apps.ts';
import { deleteEnvironment } from './environments.ts';
import type { Handler } from './handler.ts';
import { showInstance } from './instances.ts';
import { showAppBoundQuota, unbindAppFromQuota } from './quotas.ts';
import { createSignatureKey } from './signature-keys.ts';
import { deleteThrottle, listThrottleBoundApis } from './throttles.ts';
import { createVpcChannel, deleteVpcChannelMember, showVpcChannel, updateVpcChannel } from './vpc-channels.ts';

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
