// The availability zones. A gateway may also be created in one that is not listed, as other regions have others.
import type { Schemas } from '../../../generated/contract.ts';

type Spec = Schemas['InstanceCreate']['spec_id'];

const small: Spec[] = ['BASIC', 'PROFESSIONAL', 'ENTERPRISE'];
const large: Spec[] = ['PLATINUM', 'PLATINUM_X2', 'PLATINUM_X3', 'PLATINUM_X4'];
const largest: Spec[] = ['PLATINUM_X5', 'PLATINUM_X6', 'PLATINUM_X7', 'PLATINUM_X8'];
const overIpv6: Spec[] = ['BASIC_IPV6', 'PROFESSIONAL_IPV6', 'ENTERPRISE_IPV6', 'PLATINUM_IPV6'];

function specs(offered: readonly Spec[]): Record<string, boolean> {
  return Object.fromEntries(
    [...small, ...large, ...largest, ...overIpv6].map((spec) => [spec, offered.includes(spec)]),
  );
}

/** The first has all sizes, the second neither the large ones nor IPv6. */
export const zones: readonly Schemas['AvailableZone'][] = [
  {
    ...{ name: 'AZ1', id: '8b2e6d4f0a1c4e3795f7b9d3c5a1e086', code: 'cn-north-4a', port: '8003' },
    local_name: { en_us: 'AZ1', zh_cn: '可用区1' },
    specs: specs([...small, ...large, ...largest, ...overIpv6]),
  },
  {
    ...{ name: 'AZ2', id: '1d7c3a5e9f2b4086a4c8e0b6d2f4a193', code: 'cn-north-4b', port: '8004' },
    local_name: { en_us: 'AZ2', zh_cn: '可用区2' },
    specs: specs(small),
  },
];
