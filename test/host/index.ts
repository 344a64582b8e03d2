import Mocha from 'mocha';
import { activationTests } from './activation';
import { commandTests } from './commands';
import { pageTests } from './pages';

/** Runs the tests inside the extension host and prints their counts for whoever started it. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, color: false, forbidOnly: true });
  mocha.suite.emit('pre-require', globalThis, null, mocha);
  activationTests();
  commandTests();
  pageTests();
  const { passed, failed, skipped } = await runAll(mocha);
  console.log(`HOST-RESULTS ${JSON.stringify({ passed, failed, skipped })}`);
  if (failed > 0) {
    throw new Error(`${String(failed)} tests failed inside VS Code`);
  }
}

function runAll(mocha: Mocha): Promise<{ passed: number; failed: number; skipped: number }> {
  return new Promise((resolve) => {
    const runner = mocha.run((failed) => {
      const { passes = 0, pending = 0 } = runner.stats ?? {};
      resolve({ passed: passes, failed, skipped: pending });
    });
  });
}
