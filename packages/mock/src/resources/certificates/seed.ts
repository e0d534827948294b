// A certificate for all gateways of the project, which the domain names have, and one that is bound to nothing.
import type { Certificate } from '../documents.ts';
import { fullInstance } from '../instances/seed.ts';
import { common } from './certificate.ts';
import { placeholder } from './content.ts';

export const certificates: Certificate[] = [
  {
    ...placeholder,
    ...{ id: '3c6e9b1f5a0d4827a4c8e2f6b0d39715', name: 'cert_shop', type: 'global', instance_id: common },
    is_has_trusted_root_ca: false,
    ...{ create_time: '2024-03-04T10:12:45.623018000Z', update_time: '2024-03-04T10:12:45.623018000Z' },
  },
  {
    ...placeholder,
    ...{
      id: 'd2c95a0e7b3f4168a4f8e1c6b09d7f53',
      name: 'cert_partners',
      type: 'instance',
      instance_id: fullInstance.id,
    },
    ...{ common_name: 'partners.example.com', san: ['partners.example.com'], organizational_unit: [] },
    ...{ not_before: '2024-01-15T00:00:00Z', not_after: '2025-02-14T23:59:59Z', serial_number: '740915520412' },
    is_has_trusted_root_ca: true,
    ...{ create_time: '2024-01-16T08:30:27.190462000Z', update_time: '2024-01-16T08:30:27.190462000Z' },
  },
];
