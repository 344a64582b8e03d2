import * as vscode from 'vscode';
import { disposeAll, type Disposable } from '../../platform/disposable';
import type { Output } from '../../platform/output';
import { isJobText } from '../../core/training/spec/file/jobFileKind';
import type { CommandId } from '../../ids';
import { JobFileProblems } from './jobFileProblems';

/** What editors of job files show beside the text: what can be done with the job, and what is wrong. */
export class JobFileEditing {
  private readonly disposables: Disposable[];

  constructor(output: Output) {
    const failed = (error: unknown): void => output.error('checking a job file', error);
    this.disposables = [new JobFileProblems(failed)];
  }

  /** Of a file that says a training job; whose code may not run says so first. */
  lenses(document: vscode.TextDocument): readonly vscode.CodeLens[] {
    if (!isJobText(document.getText())) {
      return [];
    }
    const preview = lens('sagemakerWorkbench.jobFile.preview', vscode.l10n.t('Preview request'), [
      document.uri,
    ]);
    if (!vscode.workspace.isTrusted) {
      const title = vscode.l10n.t('Trust this workspace to train');
      return [lens('workbench.trust.manage', title, []), preview];
    }
    const train = lens('sagemakerWorkbench.jobFile.train', vscode.l10n.t('Train'), [document.uri]);
    const form = lens('sagemakerWorkbench.jobFile.openForm', vscode.l10n.t('Open form'), [
      document.uri,
    ]);
    return [train, preview, form];
  }

  dispose(): void {
    disposeAll(this.disposables);
  }
}

const firstLine = new vscode.Range(0, 0, 0, 0);

const lens = (
  command: CommandId | 'workbench.trust.manage',
  title: string,
  args: readonly vscode.Uri[],
): vscode.CodeLens => new vscode.CodeLens(firstLine, { command, title, arguments: [...args] });
