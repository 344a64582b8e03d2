import { pythonEnvironment, type EnvironmentName } from '../../scripts/test/pythonEnvironments';

const patience = 20 * 60_000;

/** The suite's Python environments; those that are missing are made before its first test. */
export function needs(...names: readonly EnvironmentName[]): void {
  before(async function () {
    this.timeout(patience);
    await Promise.all(names.map(pythonEnvironment));
  });
}
