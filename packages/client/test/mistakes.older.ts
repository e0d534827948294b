// What only a newer revision knows must not compile in an older one.

import type { VpcChannelCreate as OfMay2023 } from '../generated/2023-05.en.ts';
import type { VpcChannelCreate as OfMay2023Chinese } from '../generated/2023-05.zh-CN.ts';
import type { VpcChannelCreate as OfNovember2023 } from '../generated/2023-11.en.ts';
import type { VpcChannelCreate as OfNovember2023Chinese } from '../generated/2023-11.zh-CN.ts';
import type { VpcChannelCreate as OfNovember2024 } from '../generated/2024-11.en.ts';
import type { VpcChannelCreate as OfNovember2024Chinese } from '../generated/2024-11.zh-CN.ts';

const needed = { name: 'VPC_demo', port: 80, balance_strategy: 1, member_type: 'ip', type: 3 } as const;
const user_info = { user_name: 'nacos', password: 'nacos-password' };
const server_config = [{ ip_address: '192.168.0.20', port: 8848 }];

export const nacos: OfNovember2024 & OfNovember2024Chinese = {
  ...needed,
  microservice_info: { service_type: 'NACOS', nacos_info: { service_name: 'order-service', server_config, user_info } },
};
// @ts-expect-error the field is unknown, though nothing else depends on it
export const nacosIn2023: OfNovember2023 = { ...needed, microservice_info: { nacos_info: {} } };
// @ts-expect-error
export const nacosIn2023Chinese: OfNovember2023Chinese = { ...needed, microservice_info: { nacos_info: {} } };
// @ts-expect-error
export const nacosInMay2023: OfMay2023 = { ...needed, microservice_info: { nacos_info: {} } };
// @ts-expect-error
export const nacosInMay2023Chinese: OfMay2023Chinese = { ...needed, microservice_info: { nacos_info: {} } };
// @ts-expect-error the kind of a channel is a number
export const builtinIn2023: OfNovember2023 = { ...needed, vpc_channel_type: 'builtin' };

const cce_service_info = { cluster_id: 'c', namespace: 'default', service_name: 'web' };

export const service: OfNovember2023 & OfNovember2023Chinese = {
  ...needed,
  microservice_info: { service_type: 'CCE_SERVICE', cce_service_info },
};
// @ts-expect-error
export const serviceInMay2023: OfMay2023 = { ...needed, microservice_info: { service_type: 'CCE_SERVICE' } };
export const serviceInMay2023Chinese: OfMay2023Chinese = {
  ...needed,
  // @ts-expect-error
  microservice_info: { service_type: 'CCE_SERVICE' },
};
// @ts-expect-error
export const serviceInfoInMay2023: OfMay2023 = { ...needed, microservice_info: { cce_service_info } };

export const workloadWithoutName: OfMay2023 = {
  ...needed,
  microservice_info: {
    service_type: 'CCE',
    cce_info: { cluster_id: 'c', namespace: 'd', workload_type: 'deployment' },
  },
};
export const workloadWithoutNameInNovember: OfNovember2023 = {
  ...needed,
  microservice_info: {
    service_type: 'CCE',
    // @ts-expect-error app_name, or label_key and label_value
    cce_info: { cluster_id: 'c', namespace: 'd', workload_type: 'deployment' },
  },
};
