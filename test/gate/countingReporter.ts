import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** Closes a run with one plain line of counts; on the gate (CI) a skipped test fails the run, because there every tool is installed. */
export class CountingReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    const skipped: TestCase[] = [];
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') counts.passed += 1;
        else if (state === 'failed') counts.failed += 1;
        else {
          counts.skipped += 1;
          skipped.push(test);
        }
      }
    }
    for (const test of skipped) process.stdout.write(`skipped: ${test.module.moduleId}: ${test.fullName}\n`);
    process.stdout.write(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
    if (process.env['CI'] && skipped.length > 0) process.exitCode = 1;
  }
}
