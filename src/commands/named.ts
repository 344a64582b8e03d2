import * as vscode from 'vscode';
import { AppError } from '../core/errors';
import type { ResourceRow } from '../ids';

/** Does something with a row; what fails says of which, for the service's own words often do not. */
export async function named<T>(row: ResourceRow, work: () => PromiseLike<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw withName(row.item.name, error);
  }
}

/** The same for one call about the resource itself, which may have been deleted elsewhere. */
export async function namedCall<T>(
  row: ResourceRow,
  noun: string,
  call: () => PromiseLike<T> | undefined,
): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (AppError.is(error, 'notFound')) {
      const message = vscode.l10n.t('The {0} does not exist any more: {1}', noun, row.item.name);
      throw new AppError('notFound', message, { cause: error });
    }
    throw withName(row.item.name, error);
  }
}

function withName(name: string, error: unknown): unknown {
  if (!(error instanceof AppError) || error.message.includes(name)) {
    return error;
  }
  return new AppError(error.reason, vscode.l10n.t('{0}: {1}', name, error.message), {
    cause: error,
  });
}
