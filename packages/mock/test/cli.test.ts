// apig-mock as a real process: what it says of misuse, and how it serves.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { operationIds } from '@apig-spec/validator/lazy';
import { describe, expect, it, onTestFinished } from 'vitest';
import { tooOld } from '../src/cli/node-version.ts';
import { editionNames } from '../src/index.ts';
import { channels, documentExample, newest, run, scratch, send, spawned } from './support.ts';

const example = documentExample('en-2024-11-create-vpc-channel/01-createVpcChannel-request.json');

describe('misuse', () => {
  it.each([
    [['--prot', '4010'], "Unknown option '--prot'."],
    [['serv'], "unknown command 'serv'; known: serve, validate, snapshot, restore, reset, editions."],
    [['constructor'], "unknown command 'constructor'; "],
    [['serve', 'more'], "Unexpected argument 'more'."],
    [['--port'], "Option '--port <value>' argument missing."],
    [['--port', '70000'], "--port: '70000' is not a whole number from 0 to 65535."],
    [['--port', '1e3'], "--port: '1e3' is not a whole number from 0 to 65535."],
    [['--max-body', '0'], "--max-body: '0' is not a whole number from 1 to 9007199254740991."],
    [['--edition', '2024-12.en'], `--edition: unknown edition '2024-12.en'. Known: ${newest}, `],
    [['--log', 'loud'], "--log: 'loud' is not one of pretty, json, silent."],
    [['--data', ''], '--data: the name of a file is missing.'],
    [['--host', ''], '--host: an address is missing.'],
    [['--rules', 'mine'], "--rules: 'mine' is not one of documented, observed."],
    [['--latency', '300-100'], "--latency: '300-100' is neither milliseconds, such as 200, nor two bounds"],
    [['--fault', 'createVpcChannel=2'], "--fault: 'createVpcChannel=2' is not <operation>=<rate>"],
    [['--fault', 'nothing=0.5'], "--fault: unknown operation 'nothing'. Known: "],
    [['--now', '1'], "--now: '1' is not a valid time, such as 2024-11-11T00:00:00Z"],
    [['--id-seed', 's', '--data', 'f'], '--id-seed: not with --data.'],
    [
      ['--max-channels', '-1'],
      "--max-channels: a value is missing. If it begins with '-', write --max-channels=<value>.",
    ],
    [['--max-channels=-1'], "--max-channels: '-1' is not a whole number from 0 to "],
    [['--cors'], "Unknown option '--cors'. Did you mean --no-cors?"],
    [['--pots', '1'], "Unknown option '--pots'.\n"],
    [['--fault', 'showVpcChanel=1'], "--fault: unknown operation 'showVpcChanel'. Did you mean showVpcChannel?"],
    [
      ['validate', 'showVpcChannel', 'f'],
      'validate: requests of showVpcChannel have no body. For the body of a response,',
    ],
    [['validate', 'createChannel'], "validate: unknown operation 'createChannel'. Did you mean createVpcChannel?"],
    [['--data', 'mysql://u:secret@h/d'], '--data: write the name of a file, or the address of a PostgreSQL database'],
    [['reset', '--data', 'sqlite://f'], '--data: write the name of a file, or the address of a PostgreSQL database'],
    [['--unhealthy', ''], '--unhealthy: a host is missing.'],
    [['--provisioning-ms', '5s'], "--provisioning-ms: '5s' is not a whole number from 0 to "],
    [['validate'], `validate: an operation is missing. Known: ${operationIds[0]}, `],
    [['validate', 'nothing'], `validate: unknown operation 'nothing'. Known: ${operationIds[0]}, `],
    [['snapshot', '--url', 'nowhere'], "--url: 'nowhere' is not an address such as http://127.0.0.1:4010."],
    [['reset', '--url', 'http://localhost', '--data', 'f'], '--url and --data: use only one of them.'],
    [['reset', 'file'], "Unexpected argument 'file'"],
    [['editions', '--all'], "Unknown option '--all'."],
    [['--prot', '4010'], "Unknown option '--prot'. Did you mean --port?"],
    [['--acces-key', 'a:b=c'], "Unknown option '--acces-key'. Did you mean --access-key?"],
    [['snapshot', '--time', '1'], "Unknown option '--time'. Did you mean --timeout?"],
    [['--port', '1', '--port', '2'], "Option '--port' is given more than once."],
    [['--no-cors', '--no-cors'], "Option '--no-cors' is given more than once."],
    [['--fault', '*=0.1', '--fault', '*=0.2'], '--fault: * is given more than once.'],
    [['--limit', 'note=3'], "--limit: no limit for kind 'note'. Known: "],
    [['--limit', 'vpc-channel'], "--limit: 'vpc-channel' is not <kind>=<number>, such as app=50."],
    [['--limit', 'vpc-channel=3', '--max-channels', '4'], '--limit: vpc-channel is given more than once.'],
    [['--fault', '*=1e-1'], "--fault: '*=1e-1' is not <operation>=<rate>"],
    [['--latency', '0x10'], "--latency: '0x10' is neither"],
    [['--latency', '1e3'], "--latency: '1e3' is neither"],
    [['--id-seed', ''], '--id-seed: a text is missing.'],
    [['--max-in-flight', '0'], "--max-in-flight: '0' is not a whole number from 1 to "],
    [['--allowed-host', 'mock:4010'], "--allowed-host: 'mock:4010' is not a host name without a port"],
    [['--allowed-host', 'http://mock'], "--allowed-host: 'http://mock' is not a host name"],
    [['--allowed-host', ''], "--allowed-host: '' is not a host name"],
    [['snapshot', '--timeout', '0'], "--timeout: '0' is not a whole number from 1 to 300."],
    [['snapshot', '--url', 'ftp://localhost'], "--url: 'ftp://localhost' is not an address such as"],
    [['snapshot', '--url', 'http://localhost/mock'], "--url: 'http://localhost/mock' is not an address such as"],
    ...['1e3', '0x10', ' 5', '5 ', '', '+5', '-0', '5.0', '٣', '1_000'].map((value): [string[], string] => [
      [`--port=${value}`],
      `--port: '${value}' is not a whole number from 0 to 65535.`,
    ]),
    ...['2024-01-01junk', '2024-02-30', '2023-02-29', '2024-13-01', '2024-11-11T24:00:00Z', '2024-11-11T00:00:00', '']
      .concat(['2024-11-11T00:00:60Z', '2024-11-11T00:00:00+24:00', ' 2024-11-11', '2024-11-11T00:00:00.1234567890Z'])
      .map((value): [string[], string] => [[`--now=${value}`], `--now: '${value}' is not a valid time, such as`]),
    ...[
      '1969-12-31',
      '1969-12-31T23:59:59Z',
      '1970-01-01T00:00:00+01:00',
      '0000-01-01',
      '9999-12-31T23:59:59-01:00',
    ].map((value): [string[], string] => [
      [`--now=${value}`],
      `--now: '${value}' is not between 1970-01-01T00:00:00Z and`,
    ]),
  ])('%j ends with 2 and says what is wrong', async (args, message) => {
    const { code, stdout, stderr } = await run(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^apig-mock: /);
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/\nSee npx @apig-spec\/mock --help\.\n$/);
  });

  it.each([
    ['--token', 'a-secret-token'],
    ['--token', '=a-secret-token'],
    ['--access-key', 'AK0EXAMPLE=a-secret-token'],
    ['--access-key', 'AK0EXAMPLE:a-secret-token'],
  ])('%s %s ends with 2 and does not repeat a secret', async (option, value) => {
    const { code, stdout, stderr } = await run(option, value);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^apig-mock: --(token|access-key): write it as <.*>=<project>\.\n/);
    expect(stderr).not.toContain('secret-token');
  });
});

it('two secrets of one key, and a password in an address, end with 2 and are not repeated', async () => {
  for (const [args, message] of [
    [['--access-key', 'AK0:a-secret=p', '--access-key', 'AK0:b-secret=q'], '--access-key: AK0 has two secrets.'],
    [
      ['reset', '--url', 'http://user:a-secret@localhost'],
      '--url: write the address without a user name and a password.',
    ],
  ] as const) {
    const { code, stderr } = await run(...args);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(stderr).not.toMatch(/[ab]-secret/);
  }
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
      `apig-mock: Port ${port} on 127.0.0.1 is in use. Stop the program that uses it, or set another port (0 takes a free one): --port on the command line, port in a program.\n`,
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
    expect(stderr).toContain('was written by a newer version of @apig-spec/mock (layout 99; this version knows 2)');
  });

  it.each([
    ['20.20.2', false],
    ['22.12.0', false],
    ['22.13.0', true],
    ['23.0.0', true],
    ['26.10.0', true],
  ])('Node %s: %s', (version, works) => {
    if (works) expect(tooOld(version)).toBeUndefined();
    else expect(tooOld(version)).toMatch(new RegExp(`^requires Node 22\\.13 or newer.*this is Node ${version}`));
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
    expect(mock.first).toMatch(/^apig-mock listens on http:\/\/127\.0\.0\.1:\d+ \([^)]*\)$/);
    expect(mock.first).toContain(`(edition ${newest}, documented rules, data in memory)`);
    expect((await send(mock.url, 'POST', channels, example)).status).toBe(201);
    expect((await send(mock.url, 'GET', '/nowhere')).status).toBe(404);
    const rude = { ...example, '\u001b[2J\n': 1 };
    expect((await send(mock.url, 'POST', channels, rude)).status).toBe(400);
    expect(await mock.end('SIGTERM')).toBe(0);
    const [, hint, ...lines] = mock.lines;
    expect(hint).toContain('--rules observed');
    expect(lines[2]).toContain('parameterName:\\u001b[2J\\u000a. Please');
    expect(lines[0]).toMatch(
      new RegExp(`^\\d\\d:\\d\\d:\\d\\d {2}201 {2}POST ${channels} {2}createVpcChannel {2}[\\d.]+ ms$`),
    );
    expect(lines[1]).toMatch(/ {2}404 {2}GET \/nowhere {2}APIG\.0101 The path does not exist,path:\/nowhere {2}/);
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

it('editions are listed', async () => {
  const { code, stdout } = await run('editions');
  expect([code, stdout.trim().split('\n')]).toEqual([0, editionNames]);
});
