import * as vscode from 'vscode';
import { jobFiles } from '../../ids';
import type { Output } from '../../platform/output';
import type { JobFileEditing } from './jobFileEditing';

/** Registers what editors show of job files; it is loaded with the first of them. */
export function registerJobFiles(
  load: () => Promise<JobFileEditing>,
  output: Output,
): vscode.Disposable {
  const look = (document: vscode.TextDocument): void => {
    if (document.fileName.endsWith(jobFiles.suffix)) {
      load().catch((error: unknown) => output.error('loading job files', error));
    }
  };
  vscode.workspace.textDocuments.forEach(look);
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.languages.registerCodeLensProvider(
      { scheme: 'file', pattern: jobFiles.glob },
      {
        onDidChangeCodeLenses: vscode.workspace.onDidGrantWorkspaceTrust,
        provideCodeLenses: async (document) => [...(await load()).lenses(document)],
      },
    ),
  );
}
