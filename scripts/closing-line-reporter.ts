// A vitest reporter that closes the run with a line for programs: `12 passed, 0 failed, 1 skipped`.

import type { Reporter, TestModule } from 'vitest/node';

/** A file that didn't load and an error outside every test count as failures: a red run never says 0. */
class ClosingLineReporter implements Reporter {
  onTestRunEnd(testModules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const testModule of testModules) {
      count.failed += testModule.errors().length;
      for (const suite of testModule.children.allSuites()) count.failed += suite.errors().length;
      for (const test of testModule.children.allTests()) {
        const { state } = test.result();
        count[state === 'pending' ? 'skipped' : state]++;
      }
    }
    const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
    process.stdout.write(`${count.passed} passed, ${count.failed} failed${skipped}\n`);
  }
}

// Vitest takes a reporter's class as its file's default export.
export { ClosingLineReporter as default };
