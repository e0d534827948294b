// Whether one pattern takes less than another, tried with texts in which one character at a time stands in each place.
import type { Move } from './diff.ts';

const characters = [...Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)), '中', 'é', '\n'];
const probes = [
  '',
  ...characters.flatMap((character) => [
    character,
    `${character}ab`,
    `a${character}b`,
    `ab${character}`,
    `1${character}2`,
  ]),
];

/** How what patterns take together has moved. */
export function patternMove(before: readonly string[], after: readonly string[]): Move {
  const [one, other] = [takenBy(before), takenBy(after)];
  const lost = probes.some((probe) => one(probe) && !other(probe));
  const gained = probes.some((probe) => !one(probe) && other(probe));
  if (lost) return gained ? 'other' : 'narrower';
  if (gained) return 'wider';
  // Patterns that differ where the probes do not reach.
  return before.join('\n') === after.join('\n') ? 'none' : 'other';
}

function takenBy(patterns: readonly string[]): (text: string) => boolean {
  const all = patterns.map((pattern) => new RegExp(pattern, 'u'));
  return (text) => all.every((each) => each.test(text));
}
