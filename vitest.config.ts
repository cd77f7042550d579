// How the tests run. They import the compiler from src; what is generated there `npm test` builds first.

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'golden/*.test.ts'],
    reporters: ['default', './scripts/closing-line-reporter.ts'],
    // Processes, not threads: tests run WASI shims with workers of their own and set exit codes.
    pool: 'forks',
    maxWorkers: 2,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
