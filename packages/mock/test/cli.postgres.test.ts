// Several mocks on one PostgreSQL database: one state, whoever of them is killed.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPostgres, type Postgres, startPostgres } from './postgres.ts';
import { channels, fresh, patience, run, scratch, seededChannels, send, spawned } from './support.ts';

const example = {
  name: 'VPC_demo',
  port: 80,
  balance_strategy: 1,
  member_type: 'ip',
  members: [{ host: '192.168.0.5' }],
};
const isLong = import.meta.env.MODE === 'long';

describe.skipIf(!hasPostgres)('apig-mock --data postgres://…', () => {
  let server: Postgres;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server?.stop());

  it('serves two at once: fifty writers lose nothing, and the limit is exact', async () => {
    const url = await server.database();
    const both = await Promise.all([1, 2].map(() => spawned('--data', url, '--limit', 'vpc-channel=40')));
    const writes = Array.from({ length: 50 }, (_, n) => send(both[n % 2]?.url ?? '', 'POST', channels, fresh(example)));
    const replies = await Promise.all(writes);
    const created = replies.filter(({ status }) => status === 201);
    expect(created).toHaveLength(40 - seededChannels);
    expect(new Set(replies.map(({ body }) => body.error_code))).toEqual(new Set([undefined, 'APIG.3109']));
    for (const mock of both) {
      const { body } = await send(mock.url, 'GET', `${channels}?limit=100`);
      expect(body.total).toBe(40);
      const ids = body.vpc_channels.map(({ id }: { id: string }) => id);
      expect(ids).toEqual(expect.arrayContaining(created.map((each) => each.body.id)));
    }
  });

  it(
    'loses no acknowledged write, whether a mock or the database is killed',
    async () => {
      const url = await server.database();
      const rounds = isLong ? 100 : 3;
      const killsOfServer = isLong ? 5 : 1;
      const kept: string[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const [one, other] = await Promise.all([1, 2].map(() => spawned('--data', url, '--log', 'silent')));
        if (!one || !other) throw new Error('Both run.');
        const ofServer = round % Math.ceil(rounds / killsOfServer) === 1;
        const acknowledged: string[] = [];
        const enough = 10 + ((round * 37) % 100);
        let killed: Promise<unknown> | undefined;
        await Promise.all(
          Array.from({ length: 20 }, async (_, n) => {
            const path = channels.replace(/v2\/[^/]+/, `v2/round${round}-${n % 10}`);
            while (killed === undefined || acknowledged.length < enough + 20) {
              const reply = await send(n % 2 ? one.url : other.url, 'POST', path, fresh(example)).catch(
                () => undefined,
              );
              if (reply === undefined) return;
              if (reply.status === 403) return;
              if (reply.status !== 201) continue;
              if (acknowledged.push(`${path}/${reply.body.id}`) === enough) {
                killed = ofServer ? server.kill() : one.end('SIGKILL');
              }
            }
          }),
        );
        await killed;
        expect(acknowledged.length).toBeGreaterThanOrEqual(enough);
        kept.push(...acknowledged);
        const statuses = await Promise.all(
          acknowledged.map(async (path) => (await send(other.url, 'GET', path)).status),
        );
        expect(acknowledged.filter((_, index) => statuses[index] !== 200)).toEqual([]);
        await Promise.all([one.end('SIGKILL'), other.end('SIGTERM')]);
      }
      const last = await spawned('--data', url, '--log', 'silent');
      for (const path of kept) expect([path, (await send(last.url, 'GET', path)).status]).toEqual([path, 200]);
    },
    isLong ? 15 * patience : 3 * patience,
  );

  it('takes, puts back and forgets the state', async () => {
    const url = await server.database();
    const mock = await spawned('--data', url);
    const { body } = await send(mock.url, 'POST', channels, fresh(example));
    const path = `${channels}/${body.id}`;
    const file = join(scratch(), 'state.json');
    expect(await run('snapshot', '--data', url, file)).toMatchObject({ code: 0 });
    expect(await run('reset', '--data', url)).toMatchObject({ code: 0 });
    expect((await send(mock.url, 'GET', path)).status).toBe(404);
    expect(await run('restore', '--data', url, file)).toMatchObject({ code: 0 });
    expect((await send(mock.url, 'GET', path)).status).toBe(200);
    writeFileSync(file, '{}');
    expect(await run('restore', '--data', url, file)).toMatchObject({ code: 1 });
  });

  it('never prints a password', async () => {
    const url = (await server.database()).replace('mock@', 'mock:a-secret@');
    const mock = await spawned('--data', url);
    expect(mock.first).toContain('postgres://mock:***@127.0.0.1');
    await mock.end('SIGTERM');
    expect(mock.lines.join() + mock.complaints()).not.toContain('a-secret');
  });
});

it.each([
  [['--data', 'postgres://mock:a-secret@:x/'], '--data: write the address of a database as postgres://'],
  [['--data', 'postgres://localhost/mock', '--durability', 'full'], '--durability: only with a file.'],
])('%j ends with 2', async (args, message) => {
  const { code, stderr } = await run(...args);
  expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  expect(stderr).not.toContain('a-secret');
});

it('a database that is out of reach ends it with 1, without the password', async () => {
  const { code, stderr } = await run('--data', 'postgres://mock:a-secret@127.0.0.1:1/mock');
  expect([code, stderr]).toEqual([1, expect.stringContaining('The database cannot be reached (connect ECONNREFUSED')]);
  expect(stderr).not.toContain('a-secret');
});
