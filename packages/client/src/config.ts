// What is wrong with options is said where they are given, and not by a call that fails later.
import { isPathSegment } from './path.ts';

/**
 * An option that cannot work. Thrown by `createApigClient`, `aksk` and `retry`; a `RangeError`, as the platform throws for
 * values beyond their range. Its message never holds the value.
 */
export class ApigConfigError extends RangeError {
  override readonly name = 'ApigConfigError';
  /** `auth.token` */
  declare readonly option: string;

  constructor(option: string, must: string) {
    super(`${option} must be ${must}`);
    this.option = option;
  }
}

/** The longest time that timers know. A longer one would be over at once. */
export const longestTimer = 2 ** 31 - 1;

/** A number from a bound on, `Infinity` among them. */
export function numberFrom(least: number, value: unknown, option: string): number {
  if (typeof value === 'number' && value >= least) return value;
  throw new ApigConfigError(option, `a number from ${least} on`);
}

/** An address that paths can follow, without a slash at its end. */
export function addressOf(text: string, option: string): string {
  try {
    // Host and path, without user, query and fragment.
    const address = /^(https?:\/\/[^/@]+(\/[^?#]*?)??)\/*[?#]*$/.exec(new URL(text).href)?.[1];
    if (address) return address;
  } catch {
    // Then it is not an address.
  }
  throw new ApigConfigError(option, 'http(s)://host[:port][/path]');
}

/** Where a region's API is served. */
export function addressIn(region: unknown): string {
  if (typeof region !== 'string' || !/^[a-z][a-z\d-]{0,61}[a-z\d]$/.test(region))
    throw new ApigConfigError('region', 'a name like cn-north-4');
  return `https://apig.${region}.myhuaweicloud.${region === 'eu-west-101' ? 'eu' : 'com'}`;
}

/** An ID of which each path has a segment. */
export function idOf(value: unknown, option: string): string {
  if (typeof value === 'string' && isPathSegment(value)) return value.trim();
  throw new ApigConfigError(option, 'a non-empty ID');
}

/** A secret that a header can carry, without the blanks and line breaks around it that files and shells add. */
export function secretOf(value: unknown, option: string): string {
  const text = typeof value === 'string' ? value.trim() : '';
  if (/^[ -~]+$/.test(text)) return text;
  throw new ApigConfigError(option, 'a non-empty line of ASCII');
}
