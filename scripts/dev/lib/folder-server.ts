// Serves a folder of built files over HTTP: the docs, for whoever runs `npm start`.
import { createReadStream, realpathSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.pagefind': 'application/octet-stream',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
  '.yaml': 'application/yaml; charset=utf-8',
  '.yml': 'application/yaml; charset=utf-8',
};

/** With every response: no page of another site shows these in a frame, and a file is what its type says. */
const guards = {
  'x-frame-options': 'DENY',
  // Browsers obey it only as a header: in the policy of a page itself it has no effect.
  'content-security-policy': "frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
};

export interface FolderServer {
  /** `http://127.0.0.1:4011` */
  url: string;
  close(): Promise<void>;
}

/** Serves what is in a folder, and nothing else. @throws Error in plain words where it cannot listen */
export async function serveFolder(folder: string, host: string, port: number): Promise<FolderServer> {
  const root = realpathSync(folder);
  const server = createServer((request, response) => {
    // A reader who goes away before the end is none of our business.
    respond(root, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? 'is in use' : `cannot be listened on (${error.message})`;
      reject(new Error(`Port ${port} on ${host} ${reason}. Stop the program that uses it, or choose another port.`));
    });
    server.listen(port, host, resolve);
  });
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function respond(root: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  for (const [name, value] of Object.entries(guards)) response.setHeader(name, value);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  const [path = '/'] = (request.url ?? '/').split('?');
  let found = fileAt(root, path);
  if (found === 'folder') {
    // Relative links of its index would lead astray.
    response.writeHead(308, { location: `${path.replace(/^\/+/, '/')}/` }).end();
    return;
  }
  const status = found ? 200 : 404;
  found ??= fileAt(root, '/404.html');
  if (!found || found === 'folder') {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Not found\n');
    return;
  }
  response.writeHead(status, {
    'content-type': types[extname(found.file).toLowerCase()] ?? 'application/octet-stream',
    'content-length': found.size,
    // The next build may differ.
    'cache-control': 'no-cache',
    // Tools that are web pages themselves open the editions by their addresses.
    'access-control-allow-origin': '*',
  });
  if (request.method === 'HEAD') response.end();
  else await pipeline(createReadStream(found.file), response);
}

/** The file that a path means: a folder with a slash means its index. Undefined where there is none within the root. */
function fileAt(root: string, path: string): { file: string; size: number } | 'folder' | undefined {
  try {
    const wanted = join(root, decodeURIComponent(path));
    // The real path: neither `..` nor a link leads out.
    const file = realpathSync(path.endsWith('/') ? join(wanted, 'index.html') : wanted);
    if (file !== root && !file.startsWith(root + sep)) return undefined;
    const stats = statSync(file);
    if (stats.isFile()) return { file, size: stats.size };
    return stats.isDirectory() && !path.endsWith('/') ? 'folder' : undefined;
  } catch {
    return undefined;
  }
}
