// Calls of a mock without a server, for the tests of what may be restored.
import type { Mock } from '../src/index.ts';
import { type Body, channels } from './support.ts';

export const gateway = channels.replace('/vpc-channels', '');
export const app = '356de8eb7a8742168586e5daf5339965';
export const quota = 'c900c5612dbe451bb43cbcc49cfaf2f3';
export const throttle = '3437448ad06f4e0c91a224183116e965';

export async function call(mock: Mock, method: string, path: string, body?: unknown, edition?: string) {
  const headers = {
    'X-Auth-Token': 'any',
    'Content-Type': 'application/json',
    ...(edition && { 'X-Apig-Edition': edition }),
  };
  const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
  const response = await mock.fetch(new Request(`http://mock${path}`, init));
  const text = await response.text();
  return { status: response.status, body: (text && JSON.parse(text)) as Body };
}
