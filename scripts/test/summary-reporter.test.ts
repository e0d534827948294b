import { summaryOf } from '@apig-spec/dev/summary-reporter';
import { expect, test } from 'vitest';
import type { TestModule } from 'vitest/node';

/** A test file as vitest reports it, with tests in these states. */
function moduleOf(state: string, tests: string[]): TestModule {
  const allTests = () => tests.map((result) => ({ result: () => ({ state: result }) }));
  return { state: () => state, children: { allTests } } as unknown as TestModule;
}

test('counts tests over all files', () => {
  const modules = [moduleOf('passed', ['passed', 'passed']), moduleOf('failed', ['failed', 'passed'])];
  expect(summaryOf(modules, [])).toBe('3 passed, 1 failed');
});

test('names skipped tests only where there are any', () => {
  expect(summaryOf([moduleOf('passed', ['passed', 'skipped'])], [])).toBe('1 passed, 0 failed, 1 skipped');
});

test('a file that does not load, a stray error and a test that never ends are failures', () => {
  expect(summaryOf([moduleOf('failed', [])], [])).toBe('0 passed, 1 failed');
  expect(summaryOf([moduleOf('passed', ['passed'])], [new Error('stray')])).toBe('1 passed, 1 failed');
  expect(summaryOf([moduleOf('failed', ['pending'])], [])).toBe('0 passed, 1 failed');
});
