// `/_mock/…`: for tests, not of the service. A test asks whether the mock is ready, what it was sent, and sets its state.

import { jsonOf } from '../protocol/body.ts';
import { ApigError, tooLarge, unknownMethod, unknownPath } from '../protocol/errors.ts';
import { type EngineRequest, type EngineResponse, json } from '../protocol/exchange.ts';
import { isTooDeep } from '../protocol/json.ts';
import { type Snapshot, SnapshotError } from '../state/snapshot.ts';
import type { PastRequest } from './history.ts';

/** What the endpoints tell and do. */
export interface Controlled {
  /** Which rules hold by default, and which operations respond with their documented example. */
  about(): Promise<Readonly<Record<string, string | string[]>>>;
  requests(): PastRequest[];
  snapshot(): Promise<Snapshot>;
  /** @throws SnapshotError */
  restore(snapshot: unknown): Promise<void>;
  reset(): Promise<void>;
}

/** The longest snapshot that can be put, in bytes: 256 MiB. */
export const longestSnapshot = 268_435_456;

/** A new one each time: the engine writes headers of the request into it. */
const done = (): EngineResponse => ({ status: 204, headers: {}, body: undefined });

type Endpoint = Record<string, (controlled: Controlled, asked: EngineRequest) => Promise<EngineResponse>>;

const endpoints: Record<string, Endpoint> = {
  '/_mock/ready': {
    GET: async ({ about }) => json(200, { ready: true, ...(await about()) }),
  },
  '/_mock/requests': {
    GET: async ({ requests }) => json(200, { requests: requests() }),
  },
  '/_mock/state': {
    DELETE: async ({ reset }) => {
      await reset();
      return done();
    },
    GET: async ({ snapshot }) => json(200, await snapshot()),
    PUT: async ({ restore }, asked) => {
      const bytes = await asked.body(longestSnapshot);
      if (bytes && bytes.byteLength > longestSnapshot) throw tooLarge();
      if (bytes && isTooDeep(bytes)) {
        throw new ApigError(400, 'APIG.2011', 'The snapshot is damaged: it is nested too deep.');
      }
      await restore(jsonOf(asked, bytes)).catch((error) => {
        throw error instanceof SnapshotError ? new ApigError(400, 'APIG.2011', error.message) : error;
      });
      return done();
    },
  },
};

/** @returns whether this is for the endpoints of the mock itself */
export function isControl(target: string): boolean {
  return target.startsWith('/_mock/');
}

/** @throws ApigError 400, 404, 405 or 413, as for the service's paths */
export async function control(controlled: Controlled, asked: EngineRequest): Promise<EngineResponse> {
  const [path = ''] = asked.target.split('?');
  const endpoint = Object.hasOwn(endpoints, path) ? endpoints[path] : undefined;
  if (!endpoint) throw unknownPath(path);
  const respond = Object.hasOwn(endpoint, asked.method) ? endpoint[asked.method] : undefined;
  if (!respond) throw unknownMethod(asked.method, Object.keys(endpoint));
  return respond(controlled, asked);
}
