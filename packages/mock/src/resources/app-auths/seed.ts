// Both apps of the seed may call one API.
import type { AppAuth } from '../documents.ts';

const place = {
  ...{ api_id: '5f918d104dc84480a75166ba99efff21', env_id: 'DEFAULT_ENVIRONMENT_RELEASE_ID' },
  auth_time: '2020-08-04T04:02:22Z',
};

export const appAuths: AppAuth[] = [
  { ...place, id: 'dd29b33ae4394e3b924b582c6b40880b', app_id: '356de8eb7a8742168586e5daf5339965' },
  { ...place, id: '0f7a3c58d2e64b19a4c8e5d17b92f063', app_id: '9ed8b7fe84224de681e7d7a5587e76dc' },
];
