import * as vscode from 'vscode';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { readSetting } from './settings';

/** An interpreter that somebody chose, and who. */
export interface PythonCandidate {
  readonly path: string;
  readonly origin: 'setting' | 'pythonExtension' | 'workspace';
}

/** The part used of the Python extension's published API (`ms-python.python`). */
interface PythonEnvironments {
  readonly environments?: {
    getActiveEnvironmentPath(resource?: vscode.Uri): { readonly path: string };
    resolveEnvironment(
      path: unknown,
    ): Promise<{ readonly executable: { readonly uri?: vscode.Uri } } | undefined>;
  };
}

/**
 * Interpreters chosen for `scope`, best first: the setting, the Python extension's, a `.venv` of the
 * folder. A setting stands alone: what it names is used or reported, never replaced by another. In a
 * workspace that is not trusted only the setting counts.
 */
export async function pythonCandidates(scope?: vscode.Uri): Promise<readonly PythonCandidate[]> {
  const setting = readSetting('sagemakerWorkbench.sandbox.pythonPath', scope)?.trim();
  if (setting) {
    return [{ path: setting, origin: 'setting' }];
  }
  // An environment that the workspace holds is code of the workspace, whoever points at it.
  if (!vscode.workspace.isTrusted) {
    return [];
  }
  const [chosen, venv] = await Promise.all([fromPythonExtension(scope), fromWorkspace(scope)]);
  return [chosen, venv].filter((candidate) => candidate !== undefined);
}

async function fromPythonExtension(scope?: vscode.Uri): Promise<PythonCandidate | undefined> {
  const extension = vscode.extensions.getExtension<PythonEnvironments>('ms-python.python');
  if (!extension) {
    return undefined;
  }
  const { environments } = await extension.activate();
  const active = environments?.getActiveEnvironmentPath(scope);
  const resolved = active && (await environments?.resolveEnvironment(active));
  const path = resolved?.executable.uri?.fsPath;
  return path ? { path, origin: 'pythonExtension' } : undefined;
}

async function fromWorkspace(scope?: vscode.Uri): Promise<PythonCandidate | undefined> {
  const folder = scope
    ? vscode.workspace.getWorkspaceFolder(scope)
    : vscode.workspace.workspaceFolders?.[0];
  if (!folder) {
    return undefined;
  }
  const inside = process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python'];
  const path = join(folder.uri.fsPath, '.venv', ...inside);
  return access(path).then(
    () => ({ path, origin: 'workspace' as const }),
    () => undefined,
  );
}
