import * as vscode from 'vscode';
import { disposeAll, type Disposable } from '../../platform/disposable';

/** Calls `changed` when packages may have been installed: in a terminal here, or in another window. */
export function onPackagesMayHaveChanged(changed: () => void): Disposable {
  let { focused } = vscode.window.state;
  const listeners = [
    vscode.window.onDidEndTerminalShellExecution(({ execution }) => {
      if (mayInstall(execution.commandLine.value)) {
        changed();
      }
    }),
    // Told also when somebody becomes active or idle in a window that has the focus.
    vscode.window.onDidChangeWindowState((state) => {
      const cameBack = state.focused && !focused;
      focused = state.focused;
      if (cameBack) {
        changed();
      }
    }),
  ];
  return { dispose: () => disposeAll(listeners) };
}

const installer =
  /(?<![\w.-])(?:pip[\d.]*|uv|conda|mamba|micromamba|poetry|pdm|pipenv|pixi)(?:\.exe)?(?![\w.-])/i;

/** What runs in it is not always known: then the command line is empty. */
function mayInstall(commandLine: string): boolean {
  return commandLine === '' || installer.test(commandLine);
}
