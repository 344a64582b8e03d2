import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import { describeFailure, type Counts } from './counts';

/** Mocha's own "spec" output, and the {@link Counts} as JSON into the file of `--reporter-option counts=`. */
class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const { counts } = options.reporterOptions as { counts: string };
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      const of: Counts = {
        passed: passes,
        failed: failures,
        skipped: pending,
        failures: this.failures.map((test) => describeFailure(test.fullTitle(), test.err)),
      };
      writeFileSync(counts, JSON.stringify(of));
    });
  }
}

// Mocha takes the module itself for the reporter.
export = CountingReporter;
