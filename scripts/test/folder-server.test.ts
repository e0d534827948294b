// The docs' server: right types, right statuses, and nothing from outside its folder.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type FolderServer, serveFolder } from '@apig-spec/dev/folder-server';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';

// A busy machine may be slow; nothing here measures time.
vi.setConfig({ testTimeout: 60_000 });

const scratch = mkdtempSync(join(tmpdir(), 'apig-docs-'));
let server: FolderServer;

beforeAll(async () => {
  const site = join(scratch, 'site');
  mkdirSync(join(site, 'below'), { recursive: true });
  writeFileSync(join(scratch, 'secret.txt'), 'secret');
  mkdirSync(join(scratch, 'site-2'));
  writeFileSync(join(scratch, 'site-2', 'secret.txt'), 'secret');
  symlinkSync(join(scratch, 'secret.txt'), join(site, 'link.txt'));
  writeFileSync(join(site, 'index.html'), '<h1>Docs</h1>');
  writeFileSync(join(site, 'below', 'index.html'), '<h1>Below</h1>');
  writeFileSync(join(site, 'below', 'a b.js'), 'export {};');
  writeFileSync(join(site, '2024-11.en.yaml'), 'openapi: 3.1.0');
  server = await serveFolder(site, '127.0.0.1', 0);
});

afterAll(async () => {
  await server.close();
  rmSync(scratch, { recursive: true, force: true });
});

it.each([
  ['/', 200, 'text/html; charset=utf-8', '<h1>Docs</h1>'],
  ['/index.html?x=1', 200, 'text/html; charset=utf-8', '<h1>Docs</h1>'],
  ['/below/', 200, 'text/html; charset=utf-8', '<h1>Below</h1>'],
  ['/below/a%20b.js', 200, 'text/javascript; charset=utf-8', 'export {};'],
  ['/2024-11.en.yaml', 200, 'application/yaml; charset=utf-8', 'openapi: 3.1.0'],
  ['/nowhere', 404, 'text/plain; charset=utf-8', 'Not found\n'],
  ['/index.html/', 404, 'text/plain; charset=utf-8', 'Not found\n'],
  ['/%ZZ', 404, 'text/plain; charset=utf-8', 'Not found\n'],
  ['/%00', 404, 'text/plain; charset=utf-8', 'Not found\n'],
  ['/link.txt', 404, 'text/plain; charset=utf-8', 'Not found\n'],
])('%s: %i, %s', async (path, status, type, body) => {
  const response = await fetch(server.url + path);
  expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([status, type, body]);
});

it.each(['/', '/below', '/nowhere', '/2024-11.en.yaml'])('%s: in no frame, and of no other type', async (path) => {
  const { headers } = await fetch(server.url + path, { redirect: 'manual' });
  expect(headers.get('x-frame-options')).toBe('DENY');
  expect(headers.get('content-security-policy')).toBe("frame-ancestors 'none'");
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});

it('lets the pages of other origins read', async () => {
  const response = await fetch(`${server.url}/2024-11.en.yaml`, { headers: { origin: 'https://editor.example' } });
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
});

it.each([
  '/../secret.txt',
  '/..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '/below/../../secret.txt',
  '/../site-2/secret.txt',
])('does not serve %s', async (path) => {
  // By hand: fetch would tidy the path first.
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  socket.write(`GET ${path} HTTP/1.1\r\nHost: docs\r\nConnection: close\r\n\r\n`);
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 404 /);
});

it('sends a folder without its slash to the one with it, on this host', async () => {
  for (const path of ['/below', '//below']) {
    const response = await fetch(server.url + path, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([308, '/below/']);
  }
});

it('answers HEAD without a body, and no other method', async () => {
  const head = await fetch(server.url, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '13', '']);
  expect((await fetch(server.url, { method: 'POST' })).status).toBe(405);
});

it('says so when its port is in use', async () => {
  const { port } = new URL(server.url);
  await expect(serveFolder(scratch, '127.0.0.1', Number(port))).rejects.toThrow(`Port ${port} on 127.0.0.1 is in use.`);
});
