// apig-mock as a real process.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { tooOld } from '../src/cli/node-version.ts';
import { channels, documentExample, patience, run, scratch, send, spawned } from './support.ts';

const example = documentExample('000/01-createVpcChannel-request.json');

describe('misuse', () => {
  it.each([
    [['--prot', '4010'], "Unknown option '--prot'."],
    [['serve'], "Unexpected argument 'serve'."],
    [['--port'], "Option '--port <value>' argument missing."],
    [['--port', '70000'], "--port: '70000' is no whole number from 0 to 65535."],
    [['--port', '1e3'], "--port: '1e3' is no whole number from 0 to 65535."],
    [['--max-body', '0'], "--max-body: '0' is no whole number from 1 to 9007199254740991."],
    [['--edition', '2024-12.en'], "--edition: no edition '2024-12.en'. There are 2024-11.en, "],
    [['--log', 'loud'], "--log: 'loud' is none of pretty, json, silent."],
    [['--data', ''], '--data: the name of a file is missing.'],
    [['--host', ''], '--host: an address is missing.'],
  ])('%j ends with 2 and says what is wrong', async (args, message) => {
    const { code, stdout, stderr } = await run(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`apig-mock: ${message}`);
    expect(stderr).toMatch(/\nSee apig-mock --help\.\n$/);
  });
});

describe('what cannot be', () => {
  it('a port in use', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const { code, stderr } = await run('--port', String(port));
    expect(code).toBe(1);
    expect(stderr).toBe(
      `apig-mock: Port ${port} on 127.0.0.1 is in use. Stop the program that uses it, or choose another port (0 takes a free one).\n`,
    );
  });

  it('an address of another machine', async () => {
    const { code, stderr } = await run('--port', '0', '--host', '192.0.2.1');
    expect([code, stderr]).toEqual([
      1,
      'apig-mock: This machine has no address 192.0.2.1. Try 127.0.0.1, or 0.0.0.0 for all of its addresses.\n',
    ]);
  });

  it('a data file by a newer version', async () => {
    const file = join(scratch(), 'newer.sqlite');
    const database = new DatabaseSync(file);
    database.exec(`CREATE TABLE documents (x); PRAGMA application_id = ${0x41504947}; PRAGMA user_version = 99`);
    database.close();
    const { code, stderr } = await run('--port', '0', '--data', file);
    expect(code).toBe(1);
    expect(stderr).toContain('was written by a newer version of @apig-spec/mock (layout 99; this version knows 1)');
  });

  it.each([
    ['20.20.2', false],
    ['22.12.0', false],
    ['22.13.0', true],
    ['23.0.0', true],
    ['26.10.0', true],
  ])('Node %s: %s', (version, works) => {
    if (works) expect(tooOld(version)).toBeUndefined();
    else expect(tooOld(version)).toMatch(new RegExp(`^needs Node 22\\.13 or newer.*this is Node ${version}`));
  });
});

describe('information', () => {
  it('--help and --version', async () => {
    const help = await run('--help');
    expect([help.code, help.stderr]).toEqual([0, '']);
    for (const option of ['port', 'host', 'edition', 'data', 'log', 'max-body', 'help', 'version']) {
      expect(help.stdout).toContain(`--${option}`);
    }
    const version = await run('--version');
    expect([version.code, version.stdout]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/)]);
  });
});

describe('serving', () => {
  it('prints its address first, logs for people, and ends with 0 on SIGTERM', async () => {
    const mock = await spawned();
    expect(mock.first).toMatch(
      /^apig-mock listens on http:\/\/127\.0\.0\.1:\d+ \(edition 2024-11\.en, data in memory\)$/,
    );
    expect((await send(mock.url, 'POST', channels, example)).status).toBe(201);
    expect((await send(mock.url, 'GET', '/nowhere')).status).toBe(404);
    expect(await mock.end('SIGTERM')).toBe(0);
    expect(mock.lines[1]).toMatch(
      new RegExp(`^\\d\\d:\\d\\d:\\d\\d {2}201 {2}POST ${channels} {2}createVpcChannel {2}[\\d.]+ ms$`),
    );
    expect(mock.lines[2]).toMatch(/ {2}404 {2}GET \/nowhere {2}APIG\.0101 The path does not exist,path:\/nowhere {2}/);
  });

  it('logs for programs, and ends with 0 on SIGINT', async () => {
    const mock = await spawned('--log', 'json', '--edition', '2023-11.en', '--max-body', '100');
    expect(JSON.parse(mock.first)).toEqual({ url: mock.url, edition: '2023-11.en', data: null });
    expect((await send(mock.url, 'POST', channels, example)).status).toBe(413);
    expect(await mock.end('SIGINT')).toBe(0);
    const entry = {
      method: 'POST',
      url: channels,
      edition: '2023-11.en',
      operation: 'createVpcChannel',
      status: 413,
      code: 'APIG.2011',
    };
    expect(JSON.parse(mock.lines[1] ?? '')).toMatchObject(entry);
  });

  it('logs nothing when silent', async () => {
    const mock = await spawned('--log', 'silent');
    await send(mock.url, 'GET', '/nowhere');
    await mock.end('SIGTERM');
    expect(mock.lines).toEqual([mock.first]);
  });
});

describe('a data file', () => {
  it('brings a channel over a restart', async () => {
    const file = join(scratch(), 'mock.sqlite');
    const first = await spawned('--data', file);
    expect(first.first).toContain(`data in ${file}`);
    const created = await send(first.url, 'POST', channels, example);
    expect(created.status).toBe(201);
    const before = await send(first.url, 'GET', `${channels}/${created.body.id}`);
    expect(before.status).toBe(200);
    expect(await first.end('SIGTERM')).toBe(0);

    const second = await spawned('--data', file);
    const after = await send(second.url, 'GET', `${channels}/${created.body.id}`);
    expect([after.status, after.body]).toEqual([200, before.body]);
  });

  it(
    'loses no acknowledged write to kill -9',
    async () => {
      const file = join(scratch(), 'mock.sqlite');
      const acknowledged = new Set<string>();
      for (let round = 0; round < (import.meta.env.MODE === 'long' ? 20 : 5); round += 1) {
        const mock = await spawned('--data', file, '--log', 'silent');
        // What was acknowledged in all rounds before is there.
        for (const path of acknowledged) expect((await send(mock.url, 'GET', path)).status).toBe(200);
        // Projects of their own, so that no round runs into the limit of channels.
        const projects = Array.from({ length: 10 }, (_, n) => channels.replace(/v2\/[^/]+/, `v2/round${round}-${n}`));
        let killed: Promise<unknown> | undefined;
        let count = 0;
        // Ten writers write until the mock dies under them.
        await Promise.all(
          projects.map(async (path) => {
            for (;;) {
              const reply = await send(mock.url, 'POST', path, example).catch(() => undefined);
              if (reply?.status !== 201) return;
              acknowledged.add(`${path}/${reply.body.id}`);
              count += 1;
              if (count === 7 + round) killed = mock.end('SIGKILL');
            }
          }),
        );
        await killed;
        expect(count).toBeGreaterThanOrEqual(7 + round);
      }
    },
    3 * patience,
  );
});
