// How the root's commands read their command line: alike, and without a stack trace for a typing error.
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';

/**
 * Reads the command line. `--help` prints the usage and ends with exit code 0; a wrong one says what is wrong and ends with 2.
 *
 * @param name - the script of package.json
 * @param usage - how it is called
 * @param positionals - what the arguments are called that are not options; all are required, and one that ends with `…` may be
 *   given several times
 */
export function commandLine<const Options extends ParseArgsOptionsConfig>(
  name: string,
  usage: string,
  options: Options,
  positionals: readonly string[] = [],
) {
  const wrong = (message: string): never => {
    console.error(`${name}: ${message}\n\n${usage}`);
    process.exit(2);
  };
  const read = () => {
    try {
      return parseArgs({ options: { ...options, help: { type: 'boolean' } }, allowPositionals: true });
    } catch (error) {
      return wrong((error as Error).message);
    }
  };
  const parsed = read();
  if ((parsed.values as { help?: boolean }).help) {
    process.stdout.write(usage);
    process.exit(0);
  }
  const missing = positionals[parsed.positionals.length];
  if (missing !== undefined) wrong(`<${missing}> is missing.`);
  const extra = positionals.at(-1)?.endsWith('…') ? undefined : parsed.positionals[positionals.length];
  if (extra !== undefined) wrong(`Unexpected argument '${extra}'.`);
  return {
    values: parsed.values as ReturnType<typeof parseArgs<{ options: Options }>>['values'],
    positionals: parsed.positionals,
    wrong,
  };
}

/** The port that an option names. @throws Error where it is none */
export function portOf(option: string, text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65535) return port;
  throw new Error(`${option}: '${text}' is not a valid port (0–65535).`);
}
