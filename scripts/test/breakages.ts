// What stops the bundler: a copy of the contract, broken once in each way.
import { test } from 'vitest';
import { contentsOf, type Scratch, scratch } from './scratch.ts';

/** What is broken, how, and what the bundler must say of it. */
export type Breakage = [what: string, breaks: (copy: Scratch) => void, says: (string | RegExp)[]];

/** A test for each: the bundler says all of it, fails, and leaves what it wrote before as it is. */
export function bundlerStopsAt(breakages: readonly Breakage[]): void {
  test.concurrent.for(breakages)('the bundler stops at %s', { timeout: 300_000 }, async ([, breaks, says], context) => {
    const { expect, onTestFinished } = context;
    const copy = scratch(onTestFinished);
    breaks(copy);
    const before = contentsOf(copy.dist);
    const { code, output } = await copy.run('bundle/bundle');
    const missing = says.filter((words) => !(words instanceof RegExp ? words.test(output) : output.includes(words)));
    expect(missing, output).toEqual([]);
    expect(code).toBe(1);
    expect(contentsOf(copy.dist)).toEqual(before);
  });
}
