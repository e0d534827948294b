// A page in Chromium whose requests MSW's service worker takes, with a mock in the page. No network is needed.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type Browser, chromium } from 'playwright-core';
import type { HandlersOptions } from '../src/adapters/msw.ts';
import type { AdapterOptions } from './adapters.ts';
import { type MswVersion, projectWith } from './installed.ts';

/** Where `npm test` has made sure that there is one. */
export const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

/** A page. */
export interface Page {
  /** Where it comes from. Its server answers `/network` with `from the network`. */
  url: string;
  /** Starts a mock in it, and the worker. */
  start(options?: AdapterOptions, handlersOptions?: HandlersOptions): Promise<void>;
  /** What the page gets for a request. */
  fetch(url: string, init?: { method?: string; headers?: HeadersInit; body?: string }): Promise<Response>;
  close(): Promise<void>;
}

const startable = (version: MswVersion) => `
  import { createMock } from '@apig-spec/mock';
  import { handlers } from '@apig-spec/mock/msw${version}';
  import { setupWorker } from 'msw/browser';

  globalThis.start = ({ options, handlersOptions }) =>
    setupWorker(...handlers(createMock(options), handlersOptions)).start({ quiet: true });
`;

/** A program and all that it imports, for browsers: fails where one of those imports a built-in of Node. */
export async function bundledForPages(folder: string, contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'silent',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

/** Opens a page that has a version of MSW, with a program: if none is given, one that can be told to start. */
export async function openPage(version: MswVersion, contents = startable(version)): Promise<Page> {
  const project = projectWith(version);
  const worker = join(project.folder, 'node_modules', 'msw', 'lib', 'mockServiceWorker.js');
  const files = new Map([
    ['/', ['text/html', '<!doctype html><script type="module" src="/page.js"></script>']],
    ['/page.js', ['text/javascript', await bundledForPages(project.folder, contents)]],
    ['/mockServiceWorker.js', ['text/javascript', readFileSync(worker, 'utf8')]],
    ['/network', ['text/plain', 'from the network']],
  ]);
  project.remove();
  const server = createServer(({ url = '/' }, response) => {
    const [type = 'text/plain', text] = files.get(url) ?? [];
    response.writeHead(text === undefined ? 404 : 200, { 'Content-Type': type }).end(text);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let browser: Browser | undefined;
  async function close(): Promise<void> {
    await browser?.close();
    server.closeAllConnections();
    server.close();
  }
  try {
    browser = await chromium.launch({ executablePath, args: ['--disable-gpu', '--disable-quic', '--no-first-run'] });
    const page = await browser.newPage();
    const errors: Error[] = [];
    page.on('pageerror', (error) => errors.push(error));
    await page.goto(url);
    if (errors[0]) throw errors[0];
    return {
      url,
      async start(options, handlersOptions) {
        await page.evaluate((given) => Reflect.get(globalThis, 'start')(given), { options, handlersOptions });
      },
      async fetch(address, { headers, ...init } = {}) {
        const sent = { ...init, ...(headers && { headers: [...new Headers(headers)] }) };
        const { body, ...head } = await page.evaluate(fetchInPage, [address, sent] as const);
        return new Response(head.status === 204 ? null : body, head);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Runs in the page. */
async function fetchInPage([url, init]: readonly [string, RequestInit]) {
  const response = await fetch(url, init);
  return { status: response.status, headers: [...response.headers], body: await response.text() };
}
