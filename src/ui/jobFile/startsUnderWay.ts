import * as vscode from 'vscode';
import { basename } from 'node:path';
import { AppError } from '../../core/errors';
import { shownPath } from '../../core/packaging/shownPath';
import { notify } from '../../platform/prompts';

/** The job files that are being started, whoever asked: a second click is not a wish for a second job. */
export class StartsUnderWay {
  private readonly files = new Set<string>();

  /** Does the work unless the file is being started already: then says so, and rejects with `cancelled`. */
  async one<T>(file: vscode.Uri, work: () => Promise<T>): Promise<T> {
    const key = file.toString();
    if (this.files.has(key)) {
      const name = shownPath(basename(file.fsPath));
      const message = vscode.l10n.t('{0} is being started already.', name);
      void notify('info', message);
      throw new AppError('cancelled', message);
    }
    this.files.add(key);
    try {
      return await work();
    } finally {
      this.files.delete(key);
    }
  }
}
