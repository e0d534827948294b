// Options, read and checked. What is wrong is said without the value where the value may be a secret.
import { type ParseArgsConfig, type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { operationIds } from '@apig-spec/validator/lazy';
import { hostnameOf } from '../adapters/host.ts';
import { type EditionName, editionNames, isEdition, type RulesName } from '../contract/editions.ts';
import { distance, nearestField } from '../contract/names.ts';
import type { Latency } from '../engine/faults.ts';
import type { KeyGrant, TokenGrant } from '../protocol/auth.ts';
import { limitedKinds } from '../resources/index.ts';
import { UsageError } from './usage.ts';

/** Reads the arguments of a command. An option that may not be given again is given once. @throws UsageError */
export function parsed<Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
  mostPositionals = 0,
) {
  const config = {
    args: [...args],
    options,
    allowPositionals: mostPositionals > 0,
    tokens: true,
  } satisfies ParseArgsConfig;
  try {
    const { values, positionals, tokens } = parseArgs(config);
    const surplus = positionals[mostPositionals];
    if (surplus !== undefined) throw new Error(`Unexpected argument '${surplus}'`);
    const given = new Set<string>();
    for (const token of tokens) {
      if (token.kind !== 'option') continue;
      const { name, rawName } = token;
      if (given.has(name) && !options[name]?.multiple) throw new Error(`Option '${rawName}' is given more than once`);
      given.add(name);
    }
    return { values, positionals };
  } catch (error) {
    // Node's first sentence says what is wrong; the next explain Node's rules.
    const [message = ''] = (error as Error).message.split(/\. |\n/);
    // Of a negative number, too.
    const dashed = /^Option '(--.+)' argument is ambiguous/.exec(message)?.[1];
    if (dashed !== undefined) {
      throw new UsageError(`${dashed}: a value is missing. If it begins with '-', write ${dashed}=<value>.`);
    }
    const unknown = /^Unknown option '--(.+)'/.exec(message)?.[1];
    const hint = unknown === undefined ? undefined : nearest(unknown, Object.keys(options));
    throw new UsageError(`${message.replace(/\.$/, '')}.${hint === undefined ? '' : ` Did you mean --${hint}?`}`);
  }
}

/**
 * The name that differs least, where it begins or ends with what was typed or differs in two characters at most, of a short
 * name in one.
 */
function nearest(typed: string, names: readonly string[]): string | undefined {
  const isPart = (name: string) => typed.length > 2 && (name.startsWith(typed) || name.endsWith(`-${typed}`));
  const ranked = names
    .map((name) => ({ name, distance: isPart(name) ? 0 : distance(typed, name) }))
    .sort((one, other) => one.distance - other.distance);
  const [best] = ranked;
  return best && best.distance <= (typed.length > 4 ? 2 : 1) ? best.name : undefined;
}

/** Which operation may be meant by a name that is none: one that is alike, or else all of them. */
export function operationHint(typed: string, operations: readonly string[]): string {
  const close = nearest(typed, operations) ?? nearestField(typed, operations);
  return close === undefined ? `Known: ${operations.join(', ')}.` : `Did you mean ${close}?`;
}

export function wholeNumber(option: string, text: string, least: number, most = Number.MAX_SAFE_INTEGER): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new UsageError(`${option}: '${text}' is not a whole number from ${least} to ${most}.`);
}

export function editionOf(text: string): EditionName {
  if (isEdition(text)) return text;
  throw new UsageError(`--edition: unknown edition '${text}'. Known: ${editionNames.join(', ')}.`);
}

export function rulesNameOf(text: string): RulesName {
  return oneOf('--rules', text, ['documented', 'observed']);
}

export function oneOf<Choice extends string>(option: string, text: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((candidate) => candidate === text);
  if (choice) return choice;
  throw new UsageError(`${option}: '${text}' is not one of ${choices.join(', ')}.`);
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
  throw new UsageError('--token: write it as <token>=<project>.');
}

/** `ACCESS:SECRET=PROJECT` */
function keyGrant(text: string): KeyGrant {
  const [, access, secret, project] = /^([^:]+):(.+)=([^=]+)$/.exec(text) ?? [];
  if (access && secret && project) return { access, secret, project };
  throw new UsageError('--access-key: write it as <access>:<secret>=<project>.');
}

/** Of one key ID there is one secret. */
export function keyGrants(texts: readonly string[]): KeyGrant[] {
  const secrets = new Map<string, string>();
  return texts.map(keyGrant).map((grant) => {
    if ((secrets.get(grant.access) ?? grant.secret) !== grant.secret) {
      throw new UsageError(`--access-key: ${grant.access} has two secrets.`);
    }
    secrets.set(grant.access, grant.secret);
    return grant;
  });
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
function faultRate(text: string): [operation: string, rate: number] {
  const [, operation, rate] = /^(\w+|\*)=(\d*\.?\d+)$/.exec(text) ?? [];
  if (operation && operation !== '*' && !operationIds.some((id) => id === operation)) {
    throw new UsageError(`--fault: unknown operation '${operation}'. ${operationHint(operation, operationIds)}`);
  }
  if (operation && Number(rate) <= 1) return [operation, Number(rate)];
  throw new UsageError(`--fault: '${text}' is not <operation>=<rate> with a rate from 0 to 1.`);
}

export function faultRates(texts: readonly string[]): Record<string, number> {
  const rates = texts.map(faultRate);
  const twice = rates.find(([operation], index) => rates.findIndex(([other]) => other === operation) < index);
  if (twice) throw new UsageError(`--fault: ${twice[0]} is given more than once.`);
  return Object.fromEntries(rates);
}

/** `app=50`: how many documents there may be of a kind. */
export function limitsOf(texts: readonly string[]): Record<string, number> {
  const limits: Record<string, number> = {};
  for (const text of texts) {
    const [, kind, most = ''] = /^([a-z-]+)=(\d+)$/.exec(text) ?? [];
    if (!kind) throw new UsageError(`--limit: '${text}' is not <kind>=<number>, such as app=50.`);
    if (!limitedKinds.includes(kind)) {
      throw new UsageError(`--limit: no limit for kind '${kind}'. Known: ${limitedKinds.join(', ')}.`);
    }
    if (Object.hasOwn(limits, kind)) throw new UsageError(`--limit: ${kind} is given more than once.`);
    limits[kind] = wholeNumber('--limit', most, 0);
  }
  return limits;
}

const timeForm =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?(?:Z|([+-])([01]\d|2[0-3]):([0-5]\d)))?$/i;

/**
 * A time of RFC 3339, its seconds optional, or a day, which is that day's beginning in UTC.
 *
 * @returns milliseconds since 1970
 */
export function timeOf(text: string): number {
  const [whole, year, month, day, hour = 0, minute = 0, second = 0, fraction = '', sign, east = 0, eastMinutes = 0] =
    timeForm.exec(text) ?? [];
  const date = new Date(0).setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  // `Date` takes the 30th of February for the 1st of March.
  const isDay = whole !== undefined && new Date(date).toISOString().startsWith(`${year}-${month}-${day}`);
  if (!isDay) {
    throw new UsageError(
      `--now: '${text}' is not a valid time, such as 2024-11-11T00:00:00Z or 2024-11-11T08:00:00+08:00.`,
    );
  }
  const minutes = Number(hour) * 60 + Number(minute);
  const offset = (sign === '-' ? -1 : 1) * (Number(east) * 60 + Number(eastMinutes));
  const milliseconds = Number(second) * 1000 + Math.floor(Number(`0.${fraction || 0}`) * 1000);
  const time = date + (minutes - offset) * 60_000 + milliseconds;
  if (time >= 0 && time <= latest) return time;
  throw new UsageError(`--now: '${text}' is not between 1970-01-01T00:00:00Z and 9999-12-31T23:59:59Z.`);
}

const latest = Date.parse('9999-12-31T23:59:59Z');

/** A name or an address, without a port. */
export function hostOf(option: string, text: string): string {
  const isPort = /^[^[\]]*:\d*$|\]:\d*$/.test(text);
  const name = isPort ? undefined : (hostnameOf(text) ?? hostnameOf(`[${text}]`));
  if (name !== undefined) return name;
  throw new UsageError(`${option}: '${text}' is not a host name without a port, such as mock.example.`);
}
