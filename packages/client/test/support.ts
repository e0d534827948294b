// What the tests share: clients against a hand-made fetch, and answers of the API.
import { type ApigClientOptions, createApigClient } from './generated/newest.ts';

export const channels = '/v2/{project_id}/apigw/instances/{instance_id}/vpc-channels';

export const body = { name: 'VPC_demo', port: 80, balance_strategy: 1, member_type: 'ip' } as const;

/** What stands in for `fetch`. */
export type Fetch = NonNullable<ApigClientOptions['fetch']>;

/** A client of a fetch that keeps the requests, as they were sent. */
export function recorded(answer: Fetch, options: Partial<Omit<ApigClientOptions, 'endpoint' | 'region'>> = {}) {
  const requests: Request[] = [];
  const apig = createApigClient({
    endpoint: 'https://apig.example/',
    projectId: 'a project',
    instanceId: 'an/instance',
    auth: { token: 'a-token' },
    fetch: (request) => {
      requests.push(request.clone());
      return answer(request);
    },
    ...options,
  });
  return { apig, requests };
}

/** A response as the service sends it. */
export function answer(status: number, content?: unknown, headers: Record<string, string> = {}): Response {
  const text = content === undefined ? null : JSON.stringify(content);
  const type = { 'Content-Type': 'application/json', 'X-Request-Id': 'request-1' };
  return new Response(text, { status, headers: { ...type, ...headers } });
}

/** A rejection as the service sends it. */
export function rejection(status: number, code: string, headers?: Record<string, string>): Response {
  return answer(status, { error_code: code, error_msg: `about ${code}` }, headers);
}

/** A fetch that never answers, and does not heed signals. */
export const silence: Fetch = () => new Promise(() => {});

/** A fetch that gives one response after the other, the last one for ever. */
export function oneByOne(...answers: (() => Response | Promise<Response>)[]): Fetch {
  let index = 0;
  return async () => {
    const next = answers[Math.min(index++, answers.length - 1)];
    if (!next) throw new Error('No response is left');
    return next();
  };
}
