import * as vscode from 'vscode';
import { AppError } from '../../core/errors';
import type { PythonInterpreter } from '../../core/sandbox/protocol';
import { pythonCandidates } from '../../platform/python';
import type { BackendLoader } from '../backend';

/** Finds the interpreter of sandbox jobs: whoever chose one first, then the PATH. */
export class PythonFinder {
  constructor(private readonly backend: BackendLoader) {}

  /** The interpreter for scripts of `scope`; rejects with `noPython` and what mends it. */
  async find(scope?: vscode.Uri): Promise<PythonInterpreter> {
    const { training } = await this.backend();
    for (const { path, origin } of await pythonCandidates(scope)) {
      try {
        return await training.checkPython(path);
      } catch (error) {
        if (origin === 'setting') {
          const message = vscode.l10n.t('The Python of the settings does not run: {0}', path);
          throw new AppError('noPython', message, { cause: error });
        }
        // An environment that was deleted or is too old must not hide a good one behind it.
      }
    }
    return training.pythonOnPath();
  }

  /** Every interpreter that runs, for a pick. */
  async known(scope?: vscode.Uri): Promise<readonly PythonInterpreter[]> {
    const { training } = await this.backend();
    const candidates = await pythonCandidates(scope);
    const tries = [
      ...candidates.map(({ path }) => training.checkPython(path)),
      training.pythonOnPath(),
    ];
    const settled = await Promise.allSettled(tries);
    const found = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    return [...new Map(found.map((each) => [each.path, each])).values()];
  }

  /** Rejects with `noPython` unless `path` is an interpreter that jobs can run with. */
  async check(path: string): Promise<PythonInterpreter> {
    return (await this.backend()).training.checkPython(path);
  }
}
