// apig-mock and its data file: over restarts, and over kill -9.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { channels, documentExample, fresh, patience, scratch, send, spawned } from './support.ts';

const example = documentExample('en-2024-11-create-vpc-channel/01-createVpcChannel-request.json');

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
    const writes = Array.from({ length: 100 }, (_, n) =>
      send(both[n % 2]?.url ?? '', 'POST', channels, fresh(example)),
    );
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
              const reply = await send(mock.url, 'POST', path, fresh(example)).catch(() => undefined);
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
