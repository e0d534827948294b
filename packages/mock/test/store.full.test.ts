// A disk that fills up while a mock serves: the write that does not fit fails in words, and nothing else is lost.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createMock } from '../src/index.ts';
import { storeIn } from '../src/store/sqlite.ts';
import { prepare } from '../src/store/sqlite-file.ts';
import { canMount } from './processes.ts';
import { type Body, channels, cli, documentExample, fresh, scratch, send } from './support.ts';

const example = documentExample('en-2024-11-create-vpc-channel/01-createVpcChannel-request.json');
const full = {
  error_code: 'APIG.9507',
  error_msg: 'There is no space left for the data file of the mock. Nothing was changed, try again when there is',
};

it('a file that may not grow: what does not fit is 507, what was there stays, and what fits later is written', async () => {
  const file = join(scratch(), 'mock.sqlite');
  const database = new DatabaseSync(file);
  prepare(database, file, 'normal');
  const store = storeIn(database, file, () => {});
  const mock = createMock({ store, maxChannels: 0 });
  onTestFinished(() => mock.close());
  const call = async (method: string, path: string, body?: object) => {
    const headers = { 'X-Auth-Token': 'any', 'Content-Type': 'application/json' };
    const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
    const response = await mock.fetch(new Request(`http://mock${path}`, init));
    return { status: response.status, body: (await response.json()) as Body };
  };
  const first = await call('POST', channels, fresh(example));
  const limit = (pages: number) => database.prepare(`PRAGMA max_page_count = ${pages}`).get();
  limit(Number(Object.values(database.prepare('PRAGMA page_count').get() ?? {})[0]) + 2);
  // Together, so that one commit has what fits and what does not.
  const replies = await Promise.all(Array.from({ length: 40 }, () => call('POST', channels, fresh(example))));
  const fitting = replies.filter(({ status }) => status === 201);
  const others = replies.filter(({ status }) => status !== 201);
  expect(fitting.length).toBeGreaterThan(0);
  expect(others.length).toBeGreaterThan(0);
  for (const { status, body } of others) expect([status, body]).toEqual([507, full]);
  for (const { body } of [first, ...fitting]) {
    expect((await call('GET', `${channels}/${body.id}`)).status).toBe(200);
  }
  const before = await store.dump();
  await expect(store.load([...before, ...before.map((kept) => ({ ...kept, project: 'q' }))])).rejects.toMatchObject({
    reason: 'full',
  });
  expect(await store.dump()).toEqual(before);
  limit(10_000);
  expect((await call('POST', channels, fresh(example))).status).toBe(201);
});

it('a disk that is full: 507, and 201 again when there is space', async ({ skip }) => {
  const folder = join(scratch(), 'disk');
  mkdirSync(folder);
  if (!canMount(folder)) skip('This machine does not let a test mount a disk.');
  // The disk is the mock's alone; the shell beside it frees space when it is told to.
  const script = `mount -t tmpfs -o size=640k tmpfs '${folder}' && head -c 256k /dev/zero > '${folder}/filler'
    '${process.execPath}' '${cli}' --port 0 --log json --max-channels 0 --data '${folder}/mock.sqlite' < /dev/null & mock=$!
    read line; rm '${folder}/filler'; read line; kill $mock; wait $mock`;
  const child = spawn('unshare', ['--map-root-user', '--mount', 'sh', '-c', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.stdin.end());
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  const [first] = (await once(reader, 'line')) as [string];
  reader.on('line', (line) => lines.push(line));
  const { url } = JSON.parse(first) as { url: string };

  const made: string[] = [];
  let rejected: Awaited<ReturnType<typeof send>> | undefined;
  for (let count = 0; count < 2000 && !rejected; count += 1) {
    const reply = await send(url, 'POST', channels, fresh(example));
    if (reply.status === 201) made.push(`${channels}/${reply.body.id}`);
    else rejected = reply;
  }
  expect([rejected?.status, rejected?.body]).toEqual([507, full]);
  expect(made.length).toBeGreaterThan(5);
  for (const path of made) expect((await send(url, 'GET', path)).status).toBe(200);
  // The log is another stream than the response: it may come later.
  const told = await vi.waitFor(
    () => lines.find((line) => line.includes('APIG.9507')) ?? Promise.reject(new Error('no 507')),
  );
  expect(JSON.parse(told)).toMatchObject({
    code: 'APIG.9507',
    error: expect.stringContaining(`There is no space left for the data file ${folder}/mock.sqlite`),
  });

  child.stdin.write('\n');
  let status = 507;
  for (let count = 0; count < 500 && status === 507; count += 1) {
    ({ status } = await send(url, 'POST', channels, fresh(example)));
  }
  expect(status).toBe(201);
  for (const path of made) expect((await send(url, 'GET', path)).status).toBe(200);
  child.stdin.end('\n');
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
});
