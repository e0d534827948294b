// What stops the bundler: a copy of the contract, broken in several ways at once where the bundler tells of them together.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'vitest';
import { contentsOf, type Scratch, scratch } from './scratch.ts';

/** What is broken, how, and what the bundler must say of it. */
export type Breakage = [what: string, breaks: (copy: Scratch) => void, says: (string | RegExp)[]];

/**
 * A test for each group: the bundler says all of it, fails, and leaves what it wrote before as it is.
 *
 * @param groups - of mistakes that one run of the bundler finds
 */
export function bundlerStopsAt(...groups: Breakage[][]): void {
  const named = groups.map((breakages) => [breakages.map(([what]) => what).join('; '), breakages] as const);
  test.concurrent.for(named)('the bundler stops at %s', { timeout: 300_000 }, async ([, breakages], context) => {
    const { expect, onTestFinished } = context;
    const copy = scratch(onTestFinished, { built: false });
    for (const [, breaks] of breakages) breaks(copy);
    writeFileSync(join(copy.dist, '2020-01.en.json'), '{}');
    const before = contentsOf(copy.dist);
    const { code, output } = await copy.run('bundle/bundle');
    const says = breakages.flatMap((breakage) => breakage[2]);
    const missing = says.filter((words) => !(words instanceof RegExp ? words.test(output) : output.includes(words)));
    expect(missing, output).toEqual([]);
    expect(code).toBe(1);
    expect(contentsOf(copy.dist)).toEqual(before);
  });
}
