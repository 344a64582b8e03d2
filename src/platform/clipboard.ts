import * as vscode from 'vscode';

/** The text that was copied last, wherever that was. */
export const readClipboard = async (): Promise<string> => vscode.env.clipboard.readText();

/** Copies texts, each in a line of its own, and says so; nothing where there are none. */
export async function copy(texts: readonly string[]): Promise<void> {
  if (texts.length > 0) {
    await vscode.env.clipboard.writeText(texts.join('\n'));
    vscode.window.setStatusBarMessage(vscode.l10n.t('Copied'), 2000);
  }
}
