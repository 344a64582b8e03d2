import * as vscode from 'vscode';
import { AppError } from '../core/errors';
import type { ResourceRow } from '../ids';
import { notify } from '../platform/prompts';
import { runCommand } from './run';

/**
 * Creates a job like that of a row; where the account or AWS has no more instances of its type, what helps is
 * offered with the refusal. `row` is absent where the person picks one first.
 */
export async function orElsewhere(
  row: ResourceRow | undefined,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!row || !AppError.is(error, 'quota')) {
      throw error;
    }
    // Resolves only when the notification is gone.
    void notify('error', error.message, [
      {
        label: vscode.l10n.t('Try Another Type or Region…'),
        run: () => runCommand('sagemakerWorkbench.trainingJob.tryElsewhere', row),
      },
    ]);
  }
}
