// Options, read and checked. What is wrong is said without the value where the value may be a secret.
import { type ParseArgsConfig, type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import type { KeyGrant, TokenGrant } from '../engine/auth.ts';
import { type EditionName, editionNames, isEdition, type RulesName } from '../engine/editions.ts';
import type { Latency } from '../engine/faults.ts';
import { handlers } from '../handlers/index.ts';
import { UsageError } from './usage.ts';

/** Reads the arguments of a command. @throws UsageError */
export function parsed<Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
  mostPositionals = 0,
) {
  const config = { args: [...args], options, allowPositionals: mostPositionals > 0 } satisfies ParseArgsConfig;
  try {
    const result = parseArgs(config);
    const surplus = result.positionals[mostPositionals];
    if (surplus !== undefined) throw new Error(`Unexpected argument '${surplus}'`);
    return result;
  } catch (error) {
    // Node's first sentence says what is wrong; the next explain Node's rules.
    throw new UsageError(`${(error as Error).message.split(/\. |\n/)[0]?.replace(/\.$/, '')}.`);
  }
}

export function wholeNumber(option: string, text: string, least: number, most = Number.MAX_SAFE_INTEGER): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new UsageError(`${option}: '${text}' is no whole number from ${least} to ${most}.`);
}

export function editionOf(text: string): EditionName {
  if (isEdition(text)) return text;
  throw new UsageError(`--edition: no edition '${text}'. There are ${editionNames.join(', ')}.`);
}

export function rulesNameOf(text: string): RulesName {
  return oneOf('--rules', text, ['documented', 'observed']);
}

export function oneOf<Choice extends string>(option: string, text: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((candidate) => candidate === text);
  if (choice) return choice;
  throw new UsageError(`${option}: '${text}' is none of ${choices.join(', ')}.`);
}

/** @param what - `the name of a file` */
export function notEmpty<Text extends string | undefined>(option: string, text: Text, what: string): Text {
  if (text === '') throw new UsageError(`${option}: ${what} is missing.`);
  return text;
}

/** `TOKEN=PROJECT`; a token may end in `=`. */
export function tokenGrant(text: string): TokenGrant {
  const [, token, project] = /^(.+)=([^=]+)$/.exec(text) ?? [];
  if (token && project) return { token, project };
  throw new UsageError('--token: give it as <token>=<project>.');
}

/** `ACCESS:SECRET=PROJECT` */
export function keyGrant(text: string): KeyGrant {
  const [, access, secret, project] = /^([^:]+):(.+)=([^=]+)$/.exec(text) ?? [];
  if (access && secret && project) return { access, secret, project };
  throw new UsageError('--access-key: give it as <access>:<secret>=<project>.');
}

/** `200` or `100-300`, in milliseconds. */
export function latencyOf(text: string): Latency {
  const [, least, most = least] = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(text) ?? [];
  if (least === undefined || Number(least) > Number(most)) {
    throw new UsageError(`--latency: '${text}' is neither milliseconds, such as 200, nor two bounds, such as 100-300.`);
  }
  return { least: Number(least), most: Number(most) };
}

/** `createVpcChannel=0.1` */
export function faultRate(text: string): [operation: string, rate: number] {
  const [, operation, rate] = /^(\w+|\*)=(\d*\.?\d+)$/.exec(text) ?? [];
  if (operation && operation !== '*' && !Object.hasOwn(handlers, operation)) {
    throw new UsageError(`--fault: no operation '${operation}'. There are ${Object.keys(handlers).join(', ')}.`);
  }
  if (operation && Number(rate) <= 1) return [operation, Number(rate)];
  throw new UsageError(`--fault: '${text}' is no <operation>=<rate> with a rate from 0 to 1.`);
}

/** @returns milliseconds since 1970 */
export function timeOf(text: string): number {
  const time = Date.parse(text);
  if (/^\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(time)) return time;
  throw new UsageError(`--now: '${text}' is no time such as 2024-11-11T00:00:00Z.`);
}
