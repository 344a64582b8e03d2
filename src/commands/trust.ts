import * as vscode from 'vscode';
import { notify } from '../platform/prompts';

/**
 * Whether code of the workspace may run. Where it may not, the person is told so and can change it;
 * a menu item that is only grey would not say why.
 */
export function isTrusted(): boolean {
  if (!vscode.workspace.isTrusted) {
    const message = vscode.l10n.t(
      'Training runs the code of this folder, and you have not said to trust it.',
    );
    void notify('warning', message, [
      {
        label: vscode.l10n.t('Manage Workspace Trust'),
        run: () => vscode.commands.executeCommand('workbench.trust.manage'),
      },
    ]);
  }
  return vscode.workspace.isTrusted;
}
