import type { Feature } from '../documents.ts';

export const features: Feature[] = [
  {
    ...{ id: '6b9f0e3c7d2a4158b4c6a1e8d7f05293', name: 'ratelimit', enable: true, config: '{"api_limits": 800}' },
    update_time: '2024-06-11T07:48:19.250163844Z',
  },
  {
    ...{ id: 'e3a7d1c5840f4b2e9d6c7b0a8f51e294', name: 'app_basic', enable: false, config: 'off' },
    update_time: '2024-02-02T11:05:33.104882715Z',
  },
];
