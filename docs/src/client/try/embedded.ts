// The mock in the reader's browser, as the page sees it: requests go to its worker, and its state to the tab's storage.
import { mockFolder, mockScript } from './addresses.ts';
import type { FromWorker, ToWorker } from './worker.ts';

/** The longest state that is kept for the tab's other pages, in characters: browsers keep five million in all. */
const longestState = 2_000_000;
const stateName = 'try.state';

/** A response of the mock, with what it says of a rejection. */
export interface EmbeddedResponse extends Pick<FromWorker, 'milliseconds' | 'explained'> {
  response: Response;
  /** Whether the tab's other pages will know of the change. */
  kept: boolean;
}

let worker: Worker | undefined;
let count = 0;

/**
 * The mock's response.
 *
 * @param edition - that of the page
 * @throws Error where the mock cannot be loaded or fails
 */
export async function sendEmbedded(request: Request, edition: ToWorker['edition']): Promise<EmbeddedResponse> {
  const { url, method } = request;
  const bytes = await request.arrayBuffer();
  const body = bytes.byteLength > 0 ? bytes : undefined;
  const message = { edition, request: { url, method, headers: [...request.headers] as [string, string][], body } };
  const { response, milliseconds, explained, state } = await asked(message);
  const { status, headers } = response;
  return {
    // Where there is no body, a Response takes none, not even an empty one.
    response: new Response(response.body.byteLength > 0 ? response.body : null, { status, headers }),
    ...{ milliseconds, explained },
    kept: state === undefined || keep(state),
  };
}

/** Forgets all that was changed: the mock is as at its beginning. */
export function resetEmbedded(): void {
  end();
  keep('');
}

function end(): void {
  worker?.terminate();
  worker = undefined;
}

// A page that the reader comes back to would go on with the state that it had.
addEventListener('pagehide', end);

function asked(message: Omit<ToWorker, 'id'>): Promise<FromWorker> {
  const id = ++count;
  const isNew = worker === undefined;
  worker ??= new Worker(mockFolder + mockScript, { type: 'module' });
  const own = worker;
  return new Promise((resolve, reject) => {
    const done = new AbortController();
    const { signal } = done;
    const fail = (event: Event) => {
      done.abort();
      if (worker === own) end();
      reject(new Error(event instanceof ErrorEvent && event.message ? event.message : 'The mock could not be loaded.'));
    };
    own.addEventListener(
      'message',
      ({ data }: MessageEvent<FromWorker>) => {
        if (data.id !== id) return;
        done.abort();
        resolve(data);
      },
      { signal },
    );
    own.addEventListener('error', fail, { signal });
    own.postMessage({ id, ...message, ...(isNew && { state: kept() }) } satisfies ToWorker);
  });
}

function kept(): string {
  try {
    return sessionStorage.getItem(stateName) ?? '';
  } catch {
    return '';
  }
}

function keep(state: string): boolean {
  try {
    sessionStorage.removeItem(stateName);
    if (state.length > longestState) return false;
    if (state) sessionStorage.setItem(stateName, state);
    return true;
  } catch {
    return false;
  }
}
