// An import that has succeeded.
import type { AsyncTask } from '../documents.ts';

export const asyncTasks: AsyncTask[] = [
  {
    id: '2b5e8f1c4a7d4039b6c9e2f5a8d1b470',
    task_status: 'succeed',
    task_type: 'import_api',
    task_result: JSON.stringify({
      success: [{ id: '2b6c1d0e9f8a47b6953c84d7e5f6a102', action: 'create', method: 'GET', path: '/orders' }],
      failure: [],
      swagger: { id: '7b9d1f3a5c7e4902b4d6f8a0c2e41637', result: 'Success' },
      group_id: '1f4e2d3c5b6a49788796a5b4c3d2e1f0',
    }),
  },
];
