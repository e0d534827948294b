// One run for the whole workspace. `npm run test:long` sets the mode `long`: tests read it as
// `import.meta.env.MODE === 'long'` to do more of the same, and files named *.long.test.ts are added.
import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';

const roots = ['packages/openapi', 'packages/client', 'packages/validator', 'packages/mock', 'scripts', 'docs'];

export default defineConfig(({ mode }) => ({
  test: {
    // Three at least: many tests wait for programs and browsers. By default one processor is left to those.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    // No test is about time; a busy machine needs it.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: ['default', './scripts/dev/lib/summary-reporter.ts'],
    exclude: [...configDefaults.exclude, ...(mode === 'long' ? [] : ['**/*.long.test.ts'])],
    projects: roots.map((root) => ({ extends: true, test: { name: root.replace('packages/', ''), root } })),
  },
}));
