// What is called instead where no example of an operation can be: the thing that it names is in use, or the name is taken.
import type { JsonObject } from '@apig-spec/model/json';

export interface StandIn {
  parameters?: JsonObject;
  /** Merged into each body. */
  body?: JsonObject;
}

/** A gateway that has no addresses yet. */
const basic = { instance_id: '6a29d4e9-69a0-412a-aabe-9898ec0903b0' };
const group = { vpc_channel_id: '18174f5f4f1a4dc29f33aeadd9788e5f' };
const appOfCode = { app_id: '9ed8b7fe84224de681e7d7a5587e76dc' };
const throttleOfSpecial = { throttle_id: '0f2c8d6b4a1e4b3f9c7d5e6f70819203' };

/** By operation. */
export const standIns: Record<string, StandIn> = {
  enableIngressEip: { parameters: basic },
  enableEgressEip: { parameters: basic },
  showVpcChannelMemberGroup: { parameters: group },
  updateVpcChannelMemberGroup: { parameters: group },
  deleteVpcChannelMemberGroup: { parameters: group },
  showAppCode: { parameters: appOfCode },
  deleteAppCode: { parameters: appOfCode },
  updateThrottle: { body: { name: 'throttle_of_a_client' } },
  updateSpecialThrottle: { parameters: throttleOfSpecial },
  deleteSpecialThrottle: { parameters: throttleOfSpecial },
  deleteApiGroup: { parameters: { group_id: '9d7b5f3e1c0a48269b7d5e3f1a0c8264' } },
  deleteApi: { parameters: { api_id: '3a955b791bd24b1c9cd94c745f8d1aad' } },
  deletePlugin: { parameters: { plugin_id: 'c07a4be92d5f4813a6d9f0e8b3715c24' } },
  deleteAcl: { parameters: { acl_id: '51c0e7d2a9b84f36bd17c5a8f2e90463' } },
  deleteCertificate: { parameters: { certificate_id: 'd2c95a0e7b3f4168a4f8e1c6b09d7f53' } },
};
