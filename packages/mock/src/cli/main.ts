// apig-mock: serves until it is told to end.
import { readFileSync } from 'node:fs';
import { type Served, serve } from '../doors/node.ts';
import { memoryStore } from '../store/memory.ts';
import type { Store } from '../store/store.ts';
import { type Settings, settingsOf, UsageError, usage } from './arguments.ts';
import { logLine, startLine } from './log.ts';

/** @returns the exit code, where the program is to end by itself: 1 after a failure, 2 after a misuse */
export async function main(argv: readonly string[]): Promise<number> {
  // Who reads our log may go before us; that is no reason to end.
  process.stdout.on('error', () => {});
  try {
    const settings = settingsOf(argv);
    if (settings === 'help') process.stdout.write(usage);
    else if (settings === 'version') console.log(version());
    else await run(settings);
    return 0;
  } catch (error) {
    const { message } = error as Error;
    if (error instanceof UsageError) {
      console.error(`apig-mock: ${message}\nSee apig-mock --help.`);
      return 2;
    }
    console.error(`apig-mock: ${message}`);
    return 1;
  }
}

async function run({ log, data, ...options }: Settings): Promise<void> {
  const server = await serve({
    ...options,
    store: await storeAt(data),
    log: log === 'silent' ? undefined : (entry) => console.log(logLine(log, entry)),
  });
  console.log(startLine(log, { url: server.url, edition: options.edition, data }));
  endOnSignal(server);
}

/** SQLite is loaded only where it is used. */
async function storeAt(data: string | undefined): Promise<Store> {
  if (data === undefined) return memoryStore();
  const { sqliteStore } = await import('../store/sqlite.ts');
  return sqliteStore(data);
}

/** Ends once; a terminal and a wrapper may both pass on the same Ctrl-C. */
function endOnSignal(server: Served): void {
  let ending = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (ending) return;
      ending = true;
      server.close().then(
        () => process.exit(0),
        (error: Error) => {
          console.error(`apig-mock: ${error.message}`);
          process.exit(1);
        },
      );
    });
  }
}

function version(): string {
  const file = new URL(import.meta.resolve('@apig-spec/mock/package.json'));
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
