// apig-mock as a real process.
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { tooOld } from '../src/cli/node-version.ts';
import { editionNames } from '../src/index.ts';
import {
  channels,
  documentExample,
  instance,
  patience,
  run,
  scratch,
  seededChannels,
  send,
  spawned,
} from './support.ts';

const example = documentExample('000/01-createVpcChannel-request.json');

/** The text of a seed of one instance, with documents of one kind by their id. */
const seedWith = (kind: string, byId: object) =>
  JSON.stringify({ mine: { instance: { mine: { id: 'mine' } }, [kind]: byId } });
const channel = { id: 'a', create_time: '', kind: 'builtin', name: 'a', port: 80, member_groups: [] };
const member = { id: 'm', create_time: '', host: '192.168.0.5', port: 80, member_group_name: '' };

describe('misuse', () => {
  it.each([
    [['--prot', '4010'], "Unknown option '--prot'."],
    [['serv'], "no command 'serv'. There are serve, validate, snapshot, restore, reset, editions."],
    [['constructor'], "no command 'constructor'. "],
    [['serve', 'more'], "Unexpected argument 'more'."],
    [['--port'], "Option '--port <value>' argument missing."],
    [['--port', '70000'], "--port: '70000' is no whole number from 0 to 65535."],
    [['--port', '1e3'], "--port: '1e3' is no whole number from 0 to 65535."],
    [['--max-body', '0'], "--max-body: '0' is no whole number from 1 to 9007199254740991."],
    [['--edition', '2024-12.en'], "--edition: no edition '2024-12.en'. There are 2024-11.en, "],
    [['--log', 'loud'], "--log: 'loud' is none of pretty, json, silent."],
    [['--data', ''], '--data: the name of a file is missing.'],
    [['--host', ''], '--host: an address is missing.'],
    [['--rules', 'mine'], "--rules: 'mine' is none of documented, observed."],
    [['--latency', '300-100'], "--latency: '300-100' is neither milliseconds, such as 200, nor two bounds"],
    [['--fault', 'createVpcChannel=2'], "--fault: 'createVpcChannel=2' is no <operation>=<rate>"],
    [['--fault', 'nothing=0.5'], "--fault: no operation 'nothing'. There are createVpcChannel, "],
    [['--now', '1'], "--now: '1' is no time such as 2024-11-11T00:00:00Z."],
    [['--id-seed', 's', '--data', 'f'], '--id-seed: not with --data.'],
    [['--max-channels', '-1'], 'max-channels'],
    [['validate'], 'validate: an operation is missing. There are showInstance, '],
    [['validate', 'nothing'], "validate: no operation 'nothing'. There are showInstance, "],
    [['snapshot', '--url', 'nowhere'], "--url: 'nowhere' is no address such as http://127.0.0.1:4010."],
    [['reset', '--url', 'http://localhost', '--data', 'f'], '--url and --data: name one of them.'],
    [['reset', 'file'], "Unexpected argument 'file'"],
    [['editions', '--all'], "Unknown option '--all'."],
  ])('%j ends with 2 and says what is wrong', async (args, message) => {
    const { code, stdout, stderr } = await run(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^apig-mock: /);
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/\nSee apig-mock --help\.\n$/);
  });

  it.each([
    ['--token', 'a-secret-token'],
    ['--token', '=a-secret-token'],
    ['--access-key', 'AK0EXAMPLE=a-secret-token'],
    ['--access-key', 'AK0EXAMPLE:a-secret-token'],
  ])('%s %s ends with 2 and does not repeat a secret', async (option, value) => {
    const { code, stdout, stderr } = await run(option, value);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^apig-mock: --(token|access-key): give it as <.*>=<project>\.\n/);
    expect(stderr).not.toContain('secret-token');
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
    const source = readFileSync(join(import.meta.dirname, '..', 'src', 'cli', 'serve.ts'), 'utf8');
    const options = [...source.matchAll(/^ {2}'?([a-z-]+)'?: \{ type:/gm)].map(([, name]) => name);
    expect(options.length).toBeGreaterThan(15);
    for (const option of [...options, 'help', 'version', 'url', 'status', 'json']) {
      expect(help.stdout).toContain(`--${option}`);
    }
    for (const line of help.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(120);
    const version = await run('--version');
    expect([version.code, version.stdout]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/)]);
  });
});

describe('serving', () => {
  it('prints its address first, logs for people, and ends with 0 on SIGTERM', async () => {
    const mock = await spawned();
    expect(mock.first).toMatch(
      /^apig-mock listens on http:\/\/127\.0\.0\.1:\d+ \(edition 2024-11\.en, documented rules, data in memory\)$/,
    );
    expect((await send(mock.url, 'POST', channels, example)).status).toBe(201);
    expect((await send(mock.url, 'GET', '/nowhere')).status).toBe(404);
    const rude = { ...example, '\u001b[2J\n': 1 };
    expect((await send(mock.url, 'POST', channels, rude)).status).toBe(400);
    expect(await mock.end('SIGTERM')).toBe(0);
    expect(mock.lines[3]).toContain('parameterName:\\u001b[2J\\u000a. Please');
    expect(mock.lines[1]).toMatch(
      new RegExp(`^\\d\\d:\\d\\d:\\d\\d {2}201 {2}POST ${channels} {2}createVpcChannel {2}[\\d.]+ ms$`),
    );
    expect(mock.lines[2]).toMatch(/ {2}404 {2}GET \/nowhere {2}APIG\.0101 The path does not exist,path:\/nowhere {2}/);
  });

  it('logs for programs, and ends with 0 on SIGINT', async () => {
    const mock = await spawned('--log', 'json', '--edition', '2023-11.en', '--max-body', '100');
    expect(JSON.parse(mock.first)).toEqual({ url: mock.url, edition: '2023-11.en', rules: 'documented', data: null });
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

  it('ends with 0 where its terminal is closed, and not where nobody reads its log any more', async () => {
    const mock = await spawned();
    mock.stopReading();
    for (let count = 0; count < 3; count += 1) expect((await send(mock.url, 'GET', '/nowhere')).status).toBe(404);
    expect(await mock.end('SIGHUP')).toBe(0);
  });

  it('logs nothing when silent', async () => {
    const mock = await spawned('--log', 'silent');
    await send(mock.url, 'GET', '/nowhere');
    await mock.end('SIGTERM');
    expect(mock.lines).toEqual([mock.first]);
  });
});

describe('what it is told', () => {
  it('tokens, keys, limits, latency, faults, the clock and identifiers', async () => {
    const [, , projectId = ''] = channels.split('/');
    const mock = await spawned(
      ...[
        '--token',
        `to=ken==${projectId}`,
        '--access-key',
        `AK:se:cr=et=${projectId}`,
        '--max-channels',
        `${seededChannels + 1}`,
      ],
      ...['--latency', '50-60', '--fault', 'updateVpcChannel=1', '--now', '2024-11-11T00:00:00Z', '--id-seed', 'seed'],
      ...['--no-cors', '--rules', 'observed', '--log', 'json'],
    );
    const as = (token: string) => ({ 'X-Auth-Token': token, Origin: 'https://docs.example' });
    expect((await send(mock.url, 'POST', channels, example, as('any'))).status).toBe(401);
    const created = await send(mock.url, 'POST', channels, example, as('to=ken='));
    expect([created.status, created.body.create_time]).toEqual([201, '2024-11-11T00:00:00.000000000Z']);
    expect(created.headers.has('access-control-allow-origin')).toBe(false);
    expect((await send(mock.url, 'POST', channels, example, as('to=ken='))).body.error_code).toBe('APIG.3400');
    const path = `${channels}/${created.body.id}`;
    expect((await send(mock.url, 'PUT', path, example, as('to=ken='))).status).toBe(500);
    await mock.end('SIGTERM');
    for (const line of mock.lines.slice(2)) expect(JSON.parse(line).milliseconds).toBeGreaterThan(45);
    expect(mock.lines.join()).not.toMatch(/to=ken|se:cr/);
  });

  it('a seed', async () => {
    const file = join(scratch(), 'seed.json');
    writeFileSync(file, JSON.stringify({ mine: { instance: { mine: { id: 'mine' } } } }));
    const mock = await spawned('--seed', file);
    const path = channels.replace(instance, 'mine');
    expect((await send(mock.url, 'POST', path, example)).status).toBe(201);
    expect((await send(mock.url, 'POST', channels, example)).body.error_code).toBe('APIG.3030');
  });

  it.each([
    ['{', 'is no JSON: '],
    ['[]', 'The seed has no instances: it must be an object with one for each.'],
    ['{"mine":{"app":[]}}', "The seed's instance mine has no documents by kind and id."],
    ['{"mine":{"app":{}}}', "The seed's instance mine lacks the document instance/mine."],
    [seedWith('apps', {}), 'of instance mine, there is no kind apps. There are instance, app, '],
    [seedWith('app', { a: { id: 'a', name: 'a' } }), 'of instance mine, the document app/a lacks app_secret.'],
    [seedWith('throttle', { a: { id: 'b', name: 'a' } }), 'of instance mine, the document throttle/a has another id.'],
    [seedWith('vpc-channel', { a: { ...channel, members: [member, null] } }), 'vpc-channel/a lacks members[1].id.'],
    [seedWith('vpc-channel', { a: { ...channel, members: 1 } }), 'vpc-channel/a lacks members.'],
  ])('the seed %s is refused', async (text, message) => {
    const file = join(scratch(), 'seed.json');
    writeFileSync(file, text);
    const { code, stderr } = await run('--port', '0', '--seed', file);
    expect(code).toBe(1);
    expect(stderr).toContain(message);
  });

  it('a seed that is not there is refused', async () => {
    const { code, stderr } = await run('--port', '0', '--seed', '/nowhere.json');
    expect([code, stderr]).toEqual([1, 'apig-mock: /nowhere.json cannot be read (ENOENT).\n']);
  });
});

describe('validate', () => {
  const file = (body: unknown) => {
    const path = join(scratch(), 'body.json');
    writeFileSync(path, JSON.stringify(body));
    return path;
  };

  it('lets a good body pass', async () => {
    const { code, stdout } = await run('validate', 'createVpcChannel', file(example));
    expect([code, stdout]).toEqual([0, 'valid\n']);
  });

  it('tells what is wrong, in the language of the edition', async () => {
    const body = file({ ...example, port: 70000, name: undefined });
    const english = await run('validate', 'createVpcChannel', body);
    expect([english.code, english.stdout]).toEqual([
      1,
      '/name  APIG.2001  name is mandatory\n/port  APIG.2011  port must be at most 65535\n',
    ]);
    const chinese = await run('validate', 'createVpcChannel', body, '--edition', '2024-11.zh-CN', '--json');
    expect([chinese.code, JSON.parse(chinese.stdout)]).toMatchObject([
      1,
      { valid: false, problems: [{ pointer: '/name', message: 'name 为必填项' }, { pointer: '/port' }] },
    ]);
  });

  it('judges answers', async () => {
    const answer = documentExample('001/01-showVpcChannel-200.json');
    expect((await run('validate', 'showVpcChannel', file(answer), '--status', '200')).code).toBe(0);
    expect((await run('validate', 'showVpcChannel', file({ ...answer, port: '80' }), '--status', '200')).code).toBe(1);
  });
});

describe('snapshot, restore and reset', () => {
  it('work on a running mock', async () => {
    const mock = await spawned();
    const { body: channel } = await send(mock.url, 'POST', channels, example);
    const status = async () => (await send(mock.url, 'GET', `${channels}/${channel.id}`)).status;
    const file = join(scratch(), 'snapshot.json');
    expect(await run('snapshot', file, '--url', mock.url)).toEqual({ code: 0, stdout: '', stderr: '' });
    expect((await run('snapshot', '--url', mock.url)).stdout).toBe(readFileSync(file, 'utf8'));
    expect((await run('reset', '--url', mock.url)).code).toBe(0);
    expect(await status()).toBe(404);
    expect((await run('restore', file, '--url', mock.url)).code).toBe(0);
    expect(await status()).toBe(200);
  });

  it('work on a data file, and on one that a mock has open', async () => {
    const data = join(scratch(), 'mock.sqlite');
    const mock = await spawned('--data', data);
    const { body: channel } = await send(mock.url, 'POST', channels, example);
    const snapshot = await run('snapshot', '--data', data);
    expect(snapshot.stdout).toContain(channel.id);
    expect((await run('reset', '--data', data)).code).toBe(0);
    expect((await send(mock.url, 'GET', `${channels}/${channel.id}`)).status).toBe(404);
    const file = join(scratch(), 'snapshot.json');
    writeFileSync(file, snapshot.stdout);
    expect((await run('restore', file, '--data', data)).code).toBe(0);
    expect((await send(mock.url, 'GET', `${channels}/${channel.id}`)).status).toBe(200);
  });

  it('say where there is nothing to work on', async () => {
    const gone = await run('reset', '--url', 'http://127.0.0.1:9');
    expect([gone.code, gone.stderr]).toEqual([
      1,
      'apig-mock: No mock answers at http://127.0.0.1:9. Start one, or name its address with --url.\n',
    ]);
    const nowhere = join(scratch(), 'nowhere.sqlite');
    const missing = await run('snapshot', '--data', nowhere);
    expect([missing.code, missing.stderr]).toEqual([1, `apig-mock: There is no file ${nowhere}.\n`]);
    const others = await spawned('--host', '0.0.0.0');
    const closed = await run('snapshot', '--url', others.url.replace('0.0.0.0', '127.0.0.1'));
    expect([closed.code, closed.stderr]).toEqual([1, expect.stringContaining('it was not told to with --control.')]);
    const mock = await spawned();
    const unwritable = await run('snapshot', '/nowhere/snapshot.json', '--url', mock.url);
    expect([unwritable.code, unwritable.stderr]).toEqual([
      1,
      'apig-mock: /nowhere/snapshot.json cannot be written (ENOENT).\n',
    ]);
    const file = join(scratch(), 'snapshot.json');
    writeFileSync(file, '{"format":"other"}');
    const refused = await run('restore', file, '--url', mock.url);
    expect([refused.code, refused.stderr]).toEqual([1, 'apig-mock: This is no snapshot of the mock.\n']);
  });
});

it('editions are listed', async () => {
  const { code, stdout } = await run('editions');
  expect([code, stdout.trim().split('\n')]).toEqual([0, editionNames]);
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

  it('serves two at once, whose writes wait for each other', async () => {
    const file = join(scratch(), 'mock.sqlite');
    const both = await Promise.all([1, 2].map(() => spawned('--data', file, '--max-channels', '0')));
    const writes = Array.from({ length: 100 }, (_, n) => send(both[n % 2]?.url ?? '', 'POST', channels, example));
    const replies = await Promise.all(writes);
    expect(replies.map(({ status }) => status)).toEqual(writes.map(() => 201));
    for (const { url } of both) {
      const shown = await Promise.all(replies.map(({ body }) => send(url, 'GET', `${channels}/${body.id}`)));
      expect(shown.map(({ status }) => status)).toEqual(writes.map(() => 200));
    }
  });

  it(
    'loses no acknowledged write to kill -9',
    async () => {
      const file = join(scratch(), 'mock.sqlite');
      const rounds: string[][] = [];
      const lost = async (url: string, paths: readonly string[]) => {
        const statuses = await Promise.all(paths.map(async (path) => (await send(url, 'GET', path)).status));
        return paths.filter((_, index) => statuses[index] !== 200);
      };
      for (let round = 0; round < (import.meta.env.MODE === 'long' ? 100 : 5); round += 1) {
        const mock = await spawned('--data', file, '--log', 'silent');
        expect(await lost(mock.url, rounds.at(-1) ?? [])).toEqual([]);
        // Projects of their own, so that no round runs into the limit of channels.
        const projects = Array.from({ length: 50 }, (_, n) => channels.replace(/v2\/[^/]+/, `v2/round${round}-${n}`));
        // At another moment each time.
        const enough = 1 + ((round * 37) % 250);
        const acknowledged: string[] = [];
        let killed: Promise<unknown> | undefined;
        // Fifty writers write until the mock dies under them.
        await Promise.all(
          projects.map(async (path) => {
            for (;;) {
              const reply = await send(mock.url, 'POST', path, example).catch(() => undefined);
              if (reply?.status !== 201) return;
              if (acknowledged.push(`${path}/${reply.body.id}`) === enough) killed = mock.end('SIGKILL');
            }
          }),
        );
        await killed;
        expect(acknowledged.length).toBeGreaterThanOrEqual(enough);
        rounds.push(acknowledged);
        const database = new DatabaseSync(file, { readOnly: true });
        expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
        database.close();
      }
      const last = await spawned('--data', file, '--log', 'silent');
      for (const acknowledged of rounds) expect(await lost(last.url, acknowledged)).toEqual([]);
    },
    import.meta.env.MODE === 'long' ? 15 * patience : 3 * patience,
  );
});
