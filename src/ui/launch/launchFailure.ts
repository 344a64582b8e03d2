import * as vscode from 'vscode';
import { AppError, asAppError } from '../../core/errors';
import type { LaunchState } from '../../shared/contracts/launch';

/** What the form itself has against a start; the page says it without one. */
export class FormRefusal extends AppError {
  constructor(message: string) {
    super('invalid', message);
  }
}

/** Waits for `work`, but not beyond a cancellation, upon which it rejects; `work` then goes on unheeded. */
export async function unlessAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  await Promise.race([work, aborted(signal)]);
  if (signal.aborted) {
    throw new AppError('cancelled', vscode.l10n.t('Cancelled'));
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
    }
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** What the page shows of a start that failed; nothing where the person cancelled it or the form refused it. */
export function toFailure(error: unknown): LaunchState['failure'] {
  if (AppError.is(error, 'cancelled') || error instanceof FormRefusal) {
    return null;
  }
  const { message, reason } = asAppError(error);
  if (reason === 'quota') {
    return { message, fix: vscode.l10n.t('Choose another instance type…'), isOfInstances: true };
  }
  return {
    message,
    fix: reason === 'sandboxUnavailable' ? vscode.l10n.t('Restart sandbox') : null,
  };
}
