import * as vscode from 'vscode';
import { AppError } from '../../core/errors';
import type { LaunchState } from '../../shared/contracts/launch';

/** Rejects as everything does that the person cancelled. */
export function refuseIfAborted(signal: AbortSignal): void {
  if (signal.aborted) {
    throw new AppError('cancelled', vscode.l10n.t('Cancelled'));
  }
}

/** Resolves when the person cancels. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** What the page shows of a start that failed; nothing where the person cancelled it. */
export function toFailure(error: unknown): LaunchState['failure'] {
  if (AppError.is(error, 'cancelled')) {
    return null;
  }
  const message = error instanceof AppError ? error.message : String(error);
  const isOurs = error instanceof AppError && error.reason === 'sandboxUnavailable';
  return { message, fix: isOurs ? vscode.l10n.t('Restart sandbox') : null };
}
