import * as vscode from 'vscode';
import { basename } from 'node:path';
import { AppError } from '../../core/errors';
import { shownPath } from '../../core/packaging/shownPath';
import { saveFilesBelow } from '../../platform/documents';

/** What runs is what the editors show, as with VS Code's own Run; `packed`: absolute files and folders. */
export async function saveSource(packed: readonly string[]): Promise<void> {
  const unsaved = await saveFilesBelow(packed);
  if (unsaved.length > 0) {
    const names = unsaved.map((file) => shownPath(basename(file))).join(', ');
    throw new AppError('invalid', vscode.l10n.t('Changes could not be saved: {0}', names));
  }
}
