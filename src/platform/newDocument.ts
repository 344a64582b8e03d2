import * as vscode from 'vscode';

/** Opens a text in an editor without a file. */
export async function showNewDocument(language: string, content: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language, content });
  await vscode.window.showTextDocument(document);
}
