// The command line, read and checked.
import { parseArgs } from 'node:util';
import { type EditionName, editionNames, isEdition } from '../engine/editions.ts';
import type { LogForm } from './log.ts';

export const usage = `Usage: apig-mock [options]

Serves a mock of Huawei Cloud API Gateway's management API.

  --port <port>        port to listen on; 0 takes a free one (default 4010)
  --host <host>        address to listen on (default 127.0.0.1: this machine only)
  --edition <edition>  edition of the contract that requests are held against (default 2024-11.en);
                       one of ${editionNames.slice(0, 3).join(', ')},
                       ${editionNames.slice(3).join(', ')}
  --data <file>        keep the state in this SQLite file (default: in memory, until the mock ends)
  --log <form>         how to log requests: pretty, json or silent (default pretty)
  --max-body <bytes>   longest body to accept (default 1048576)
  --help               show this and end
  --version            show the version and end
`;

export interface Settings {
  port: number;
  host: string;
  edition: EditionName;
  data: string | undefined;
  log: LogForm;
  maxBody: number;
}

/** A command line that cannot be understood; the message says why. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** @throws {@link UsageError} */
export function settingsOf(argv: readonly string[]): Settings | 'help' | 'version' {
  const values = valuesOf(argv);
  if (values.help) return 'help';
  if (values.version) return 'version';
  const { edition, log } = values;
  if (!isEdition(edition))
    throw new UsageError(`--edition: no edition '${edition}'. There are ${editionNames.join(', ')}.`);
  if (log !== 'pretty' && log !== 'json' && log !== 'silent') {
    throw new UsageError(`--log: '${log}' is none of pretty, json, silent.`);
  }
  if (values.host === '') throw new UsageError('--host: an address is missing.');
  if (values.data === '') throw new UsageError('--data: the name of a file is missing.');
  return {
    port: wholeNumber('--port', values.port, 0, 65535),
    host: values.host,
    edition,
    data: values.data,
    log,
    maxBody: wholeNumber('--max-body', values['max-body'], 1, Number.MAX_SAFE_INTEGER),
  };
}

function valuesOf(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        port: { type: 'string', default: '4010' },
        host: { type: 'string', default: '127.0.0.1' },
        edition: { type: 'string', default: '2024-11.en' },
        data: { type: 'string' },
        log: { type: 'string', default: 'pretty' },
        'max-body': { type: 'string', default: '1048576' },
        help: { type: 'boolean' },
        version: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    // Node's first sentence says what is wrong; the next explain Node's rules.
    throw new UsageError(`${(error as Error).message.split(/\. |\n/)[0]?.replace(/\.$/, '')}.`);
  }
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new UsageError(`${option}: '${text}' is no whole number from ${least} to ${most}.`);
}
