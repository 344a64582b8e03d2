import * as vscode from 'vscode';
import type { CommandId } from '../ids';
import type { ChosenConnection } from './connection/chosenConnection';

/** The connection in the status bar, red when it is a protected one; a click chooses another. */
export function createStatusBar(chosen: ChosenConnection): vscode.Disposable {
  const item = vscode.window.createStatusBarItem(
    'sagemakerWorkbench.connection',
    vscode.StatusBarAlignment.Left,
    -10,
  );
  const choose: CommandId = 'sagemakerWorkbench.connection.choose';
  const show = (): void => {
    const { title, isProtected } = chosen;
    const icon = chosen.current.runsHere ? 'vm' : 'cloud';
    item.text = `$(${isProtected ? 'lock' : icon}) ${title}`;
    item.tooltip = vscode.l10n.t('SageMaker connection: {0}. Click to choose another.', title);
    item.accessibilityInformation = { label: vscode.l10n.t('SageMaker connection: {0}', title) };
    // The title says it in a word as well.
    item.backgroundColor = isProtected
      ? new vscode.ThemeColor('statusBarItem.errorBackground')
      : undefined;
  };
  item.name = vscode.l10n.t('SageMaker Connection');
  item.command = choose;
  show();
  item.show();
  return vscode.Disposable.from(item, chosen.onDidChange(show), chosen.onDidChangeTitle(show));
}
