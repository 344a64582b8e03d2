import Mocha from 'mocha';
import { describeFailure, type Counts } from '../../scripts/test/counts';
import { activationTests } from './activation';
import { commandTests } from './commands';
import { documentTests } from './documents';
import { jobTaskTests } from './jobTasks';
import { pageTests } from './pages';
import { proxyTests } from './proxy';
import { sideBySideTests } from './sideBySide';
import { viewTests } from './views';

/** One line a test: the workbench passes whole lines on, not mocha's format strings. */
class PlainReporter extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    runner.on('pass', (test) => console.log(`  passed  ${test.fullTitle()}`));
    runner.on('pending', (test) => console.log(`  skipped ${test.fullTitle()}`));
    runner.on('fail', (test, error: Error) =>
      console.log(`  FAILED  ${test.fullTitle()}\n${error.stack ?? error.message}`),
    );
  }
}

/** Runs the tests inside the extension host and prints their counts for whoever started it. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ timeout: 60_000, forbidOnly: true, reporter: PlainReporter });
  mocha.suite.emit('pre-require', globalThis, null, mocha);
  activationTests();
  commandTests();
  jobTaskTests();
  pageTests();
  documentTests();
  viewTests();
  proxyTests();
  sideBySideTests();
  const counts = await runAll(mocha);
  console.log(`HOST-RESULTS ${JSON.stringify(counts)}`);
  if (counts.failed > 0) {
    throw new Error(`${String(counts.failed)} tests failed inside VS Code`);
  }
}

function runAll(mocha: Mocha): Promise<Counts> {
  const failures: string[] = [];
  return new Promise((resolve) => {
    const runner = mocha.run((failed) => {
      const { passes = 0, pending = 0 } = runner.stats ?? {};
      resolve({ passed: passes, failed, skipped: pending, failures });
    });
    runner.on('fail', (test, error: Error) =>
      failures.push(describeFailure(test.fullTitle(), error)),
    );
  });
}
