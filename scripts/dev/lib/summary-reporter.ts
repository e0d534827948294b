// Closes vitest's output with one plain line that people and machines can read: `12 passed, 0 failed`.
import type { Reporter, TestModule } from 'vitest/node';

/** Counts tests by result; a file that fails outside of its tests, or an error that no test owns, is one failure. */
export function summaryOf(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): string {
  const count = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
  for (const module of modules) {
    const before = count.failed;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      // A test that never ended is not a success.
      count[state === 'pending' ? 'failed' : state]++;
    }
    if (module.state() === 'failed' && count.failed === before) count.failed++;
  }
  const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
  return `${count.passed} passed, ${count.failed} failed${skipped}`;
}

export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    process.stdout.write(`${summaryOf(modules, unhandledErrors)}\n`);
  }
}
