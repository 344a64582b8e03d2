import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

/** Mocha's own "spec" output, and the counts as JSON into the file of `--reporter-option counts=`. */
class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const { counts } = options.reporterOptions as { counts: string };
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      writeFileSync(counts, JSON.stringify({ passed: passes, failed: failures, skipped: pending }));
    });
  }
}

// Mocha takes the module itself for the reporter.
export = CountingReporter;
