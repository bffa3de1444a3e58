// Ends a run with its sum, alone on a line: `N passed, N failed, N skipped`.
import type { Reporter, TestModule } from 'vitest/node';

export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const sum = { passed: 0, failed: errors.length, skipped: 0 };
    for (const module of modules) {
      // A module that could not be collected has no tests, but it has failed.
      sum.failed += module.errors().length;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        sum[state === 'pending' ? 'skipped' : state] += 1;
      }
    }
    process.stdout.write(`\n${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped\n`);
  }
}
