// Who answers which operation. An operation of the contract that is not listed answers 501.
import type { OperationId } from '@apig-spec/validator';
import type { Handler } from './handler.ts';
import { createVpcChannel, deleteVpcChannelMember, showVpcChannel, updateVpcChannel } from './vpc-channels.ts';

export const handlers: { readonly [Id in OperationId]?: Handler } = {
  createVpcChannel,
  showVpcChannel,
  updateVpcChannel,
  deleteVpcChannelMember,
};
