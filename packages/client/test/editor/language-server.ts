// The workspace's compiler as an editor's language server: one process, spoken to by the Language Server Protocol.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** A place in a file, from 0 on. */
export interface Position {
  line: number;
  character: number;
}

/** What is wrong, and where. */
export interface Diagnostic {
  range: { start: Position };
  /** 1 for an error. */
  severity: number;
  message: string;
}

/** A language server that has opened files. */
export interface LanguageServer {
  diagnostics(file: URL): Promise<Diagnostic[]>;
  /** The text of the hover, in Markdown. */
  hover(file: URL, position: Position): Promise<string>;
  /** The labels that are offered. */
  completions(file: URL, position: Position): Promise<string[]>;
  stop(): Promise<void>;
}

type Message = { id?: number; method?: string; params?: { items?: unknown[] }; result?: unknown; error?: object };

/** Starts a server, which reads the files as they are on disk. */
export async function startLanguageServer(folder: URL, files: readonly URL[]): Promise<LanguageServer> {
  const bin = createRequire(import.meta.url)
    .resolve('typescript/package.json')
    .replace('package.json', 'bin/tsc');
  const child = spawn(process.execPath, [bin, '--lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const waiting = new Map<number, (message: Message) => void>();
  let received: Buffer = Buffer.alloc(0);
  let count = 0;

  const send = (message: object): void => {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  };
  const request = async (method: string, params?: object): Promise<unknown> => {
    const id = ++count;
    const response = new Promise<Message>((resolve) => waiting.set(id, resolve));
    send({ id, method, params });
    const { result, error } = await response;
    if (error) throw new Error(`${method}: ${JSON.stringify(error)}`);
    return result;
  };
  const take = (message: Message): void => {
    if (message.method === undefined) waiting.get(message.id ?? 0)?.(message);
    // What it asks of an editor, such as its settings: there are none.
    else if (message.id !== undefined) send({ id: message.id, result: message.params?.items?.map(() => null) ?? null });
  };
  child.stdout.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    for (;;) {
      const end = received.indexOf('\r\n\r\n');
      const length = Number(/Content-Length: (\d+)/i.exec(received.subarray(0, Math.max(end, 0)).toString())?.[1]);
      if (end < 0 || received.length < end + 4 + length) return;
      const text = received.subarray(end + 4, end + 4 + length).toString();
      received = received.subarray(end + 4 + length);
      take(JSON.parse(text) as Message);
    }
  });

  await request('initialize', {
    processId: process.pid,
    rootUri: folder.href,
    capabilities: { textDocument: { hover: { contentFormat: ['markdown'] } } },
  });
  send({ method: 'initialized', params: {} });
  for (const file of files) {
    const textDocument = { uri: uriOf(file), languageId: 'typescript', version: 1, text: readFileSync(file, 'utf8') };
    send({ method: 'textDocument/didOpen', params: { textDocument } });
  }
  const at = (file: URL, position?: Position) => ({ textDocument: { uri: uriOf(file) }, position });
  return {
    async diagnostics(file) {
      return ((await request('textDocument/diagnostic', at(file))) as { items: Diagnostic[] }).items;
    },
    async hover(file, position) {
      const hover = (await request('textDocument/hover', at(file, position))) as { contents: { value: string } } | null;
      return hover?.contents.value ?? '';
    },
    async completions(file, position) {
      const list = (await request('textDocument/completion', at(file, position))) as {
        items: { label: string }[];
      } | null;
      return list?.items.map(({ label }) => label) ?? [];
    },
    async stop() {
      await request('shutdown');
      send({ method: 'exit' });
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

/** As the server writes it: drives of Windows have no colon. */
function uriOf(file: URL): string {
  return pathToFileURL(fileURLToPath(file)).href;
}
