// The mock, within the reader's browser: a worker that is loaded when a request is sent to it. It calls nothing on the network; the
// page keeps its state for the tab, because a worker ends with its page.
import { createMock, type EditionName, type Kept, type LogEntry, memoryStore } from '@apig-spec/mock';

/** What the page sends. The first message carries the state that the tab has. */
export interface ToWorker {
  id: number;
  edition: EditionName;
  /** As this script gave it; empty: the mock begins anew. */
  state?: string;
  request: { url: string; method: string; headers: [string, string][]; body: ArrayBuffer | undefined };
}

/** What the page gets for it. */
export interface FromWorker {
  id: number;
  response: { status: number; headers: [string, string][]; body: ArrayBuffer };
  milliseconds: number;
  /** Why the request was rejected. */
  explained: LogEntry['explained'];
  /** Absent where it has not changed. */
  state?: string;
}

type Embedded = (message: ToWorker) => Promise<FromWorker>;

let embedded: Promise<Embedded> | undefined;

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  // The page is told of a failure as of any error of the script.
  respond(data).catch(reportError);
});

async function respond(message: ToWorker): Promise<void> {
  embedded ??= start(message);
  const result = await (await embedded)(message);
  self.postMessage(result, { transfer: [result.response.body] });
}

async function start({ edition, state = '' }: ToWorker): Promise<Embedded> {
  const store = memoryStore();
  if (state) await store.load(JSON.parse(state) as Kept[]);
  let entry: LogEntry | undefined;
  const mock = createMock({
    edition,
    store,
    control: false,
    log(each) {
      entry = each;
    },
  });
  return async ({ id, request: { url, method, headers, body } }) => {
    const response = await mock.fetch(new Request(url, { method, headers, ...(body && { body }) }));
    return {
      id,
      response: { status: response.status, headers: [...response.headers], body: await response.arrayBuffer() },
      milliseconds: entry?.milliseconds ?? 0,
      explained: entry?.explained,
      ...(method !== 'GET' && response.ok && { state: JSON.stringify(await store.dump()) }),
    };
  };
}
