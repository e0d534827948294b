// Apps, the quota that one of them is bound to, and the code of the other.
import type { App, AppCode, AppQuota } from '../documents.ts';

export const appQuotas: AppQuota[] = [
  {
    id: 'c900c5612dbe451bb43cbcc49cfaf2f3',
    name: 'ClientQuota_demo',
    call_limits: 1000,
    time_unit: 'DAY',
    time_interval: 1,
    remark: 'remark',
    reset_time: '2020-09-20 00:00:00 +0000 +0000',
    create_time: '2020-09-19T07:27:47Z',
  },
  // No app is bound to it.
  {
    id: '2f64b0d1c95e4a7f8b13d6e0a7c94f52',
    name: 'nightly_batch',
    call_limits: 600,
    time_unit: 'MINUTE',
    time_interval: 1,
    create_time: '2020-10-08T09:25:00Z',
  },
];

export const apps: App[] = [
  {
    id: '356de8eb7a8742168586e5daf5339965',
    name: 'app_demo',
    remark: 'Demo app',
    creator: 'USER',
    app_key: 'ee8f878c252747028f07eb116c2cd91b',
    app_secret: '4167b2e9d05c4f8a9e31c6d7f0a52ab8',
    app_type: 'apig',
    register_time: '2020-08-03T13:09:13',
    update_time: '2020-08-03T13:09:13.000000000Z',
    ...{ app_quota_id: 'c900c5612dbe451bb43cbcc49cfaf2f3', app_quota_since: '2020-09-19T07:43:11Z' },
  },
  {
    id: '9ed8b7fe84224de681e7d7a5587e76dc',
    name: 'app_code_demo',
    remark: '',
    creator: 'USER',
    app_key: '7d1f0c9e6b3a48529c8e4f6a1b2d3c50',
    app_secret: '9b3e7c15a2d84f60b1c9e8d7f6a50432',
    app_type: 'apig',
    register_time: '2020-07-24T02:30:00',
    update_time: '2020-07-24T02:30:00.000000000Z',
  },
];

export const appCodes: AppCode[] = [
  {
    id: 'b3d34f746d0847fb95138670e10207ed',
    app_id: '9ed8b7fe84224de681e7d7a5587e76dc',
    app_code: '7b1e94c0d2f84a3695ce8d07a1b6f3e42c58a09d7e6b41f38d92c5a7e0f1b384',
    create_time: '2020-07-24T02:31:45.000000000Z',
  },
];
