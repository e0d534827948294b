// apig-mock: from the arguments to a command.
import { readFileSync } from 'node:fs';
import { editionNames } from '../contract/editions.ts';
import { parsed } from './options.ts';
import { UsageError, usage } from './usage.ts';

/** Each gives its exit code. Loaded when called: what one needs is not what another waits for. */
const commands = {
  serve: async (args) => (await import('./serve.ts')).runServe(args),
  validate: async (args) => (await import('./validate.ts')).runValidate(args),
  snapshot: async (args) => (await import('./state.ts')).runSnapshot(args),
  restore: async (args) => (await import('./state.ts')).runRestore(args),
  reset: async (args) => (await import('./state.ts')).runReset(args),
  async editions(args) {
    parsed(args, {});
    for (const edition of editionNames) console.log(edition);
    return 0;
  },
} satisfies Record<string, (args: readonly string[]) => Promise<number>>;

/** @returns the exit code, where the program is to end by itself: 1 after a failure, 2 after a misuse */
export async function main(argv: readonly string[]): Promise<number> {
  // Who reads our log may go before us; that is no reason to end.
  process.stdout.on('error', () => {});
  try {
    if (argv.includes('--help')) process.stdout.write(usage);
    else if (argv.includes('--version')) console.log(version());
    else return await run(argv);
    return 0;
  } catch (error) {
    const { message } = error as Error;
    if (error instanceof UsageError) {
      console.error(`apig-mock: ${message}\nSee npx @apig-spec/mock --help.`);
      return 2;
    }
    console.error(`apig-mock: ${message}`);
    return 1;
  }
}

function run(argv: readonly string[]): Promise<number> {
  const [first = 'serve', ...rest] = argv;
  if (first.startsWith('-')) return commands.serve(argv);
  if (!Object.hasOwn(commands, first)) {
    throw new UsageError(`unknown command '${first}'; known: ${Object.keys(commands).join(', ')}.`);
  }
  return commands[first as keyof typeof commands](rest);
}

function version(): string {
  const file = new URL(import.meta.resolve('@apig-spec/mock/package.json'));
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
