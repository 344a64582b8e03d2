import * as vscode from 'vscode';
import { access } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, normalize, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expandPath } from '../core/expandPath';
import { relativeInside } from '../node/relativeInside';
import { disposeAll, type Disposable } from './disposable';
import { onDidChangeSetting, readSetting } from './settings';

/** An interpreter that somebody chose, and who. */
export interface PythonCandidate {
  readonly path: string;
  readonly origin: 'setting' | 'pythonExtension' | 'workspace';
}

/** The part used of the Python extension's published API (`ms-python.python`). */
interface PythonExtension {
  readonly environments?: {
    getActiveEnvironmentPath(resource?: vscode.Uri): { readonly path: string };
    resolveEnvironment(
      path: unknown,
    ): Promise<{ readonly executable: { readonly uri?: vscode.Uri } } | undefined>;
    readonly onDidChangeActiveEnvironmentPath: vscode.Event<unknown>;
  };
}

const pythonSetting = 'sagemakerWorkbench.sandbox.pythonPath';

/** Milliseconds in which the Python extension is to start and answer; conda lets it take its time. */
const usualPatience = 10_000;

/**
 * Interpreters chosen for the script `scope`, best first: the setting, the Python extension's, the `.venv`
 * that is nearest above the script in its workspace folder. A setting stands alone: what it names is used
 * or reported, never replaced by another. In a workspace that is not trusted only the setting counts.
 */
export async function pythonCandidates(
  scope?: vscode.Uri,
  patience = usualPatience,
): Promise<readonly PythonCandidate[]> {
  const setting = settingPath(scope);
  const { isTrusted } = vscode.workspace;
  // An environment that the workspace holds is code of the workspace, whoever points at it.
  if (setting && (isTrusted || !setting.isOfWorkspace)) {
    return [{ path: setting.path, origin: 'setting' }];
  }
  if (!isTrusted) {
    return [];
  }
  // Whatever ails the extension, there are other places to look at.
  const chosen = fromPythonExtension(scope).catch(() => undefined);
  const inTime = Promise.race([chosen, nothingAfter(patience)]);
  const candidates = await Promise.all([inTime, fromWorkspace(scope)]);
  return candidates.filter((candidate) => candidate !== undefined);
}

/**
 * Calls `changed` when scripts may have another interpreter now: by the setting, by the Python extension,
 * or because the workspace came to be trusted.
 */
export function onDidChangePython(changed: () => void): Disposable {
  const listeners: Disposable[] = [];
  let isOver = false;
  const listenToExtension = async (): Promise<void> => {
    const environments = vscode.workspace.isTrusted ? await pythonEnvironments() : undefined;
    if (environments && !isOver) {
      listeners.push(environments.onDidChangeActiveEnvironmentPath(() => changed()));
    }
  };
  const listen = (): void => void listenToExtension().catch(() => undefined);
  listeners.push(
    onDidChangeSetting(pythonSetting, changed),
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      listen();
      changed();
    }),
  );
  listen();
  return {
    dispose: () => {
      isOver = true;
      disposeAll(listeners);
    },
  };
}

/** The path of the setting, and whether the opened workspace decides where it leads. */
function settingPath(
  scope?: vscode.Uri,
): { readonly path: string; readonly isOfWorkspace: boolean } | undefined {
  const setting = readSetting(pythonSetting, scope)?.trim();
  if (!setting) {
    return undefined;
  }
  let isOfWorkspace = false;
  const path = expandPath(setting, {
    home: homedir(),
    environment: (name) => process.env[name],
    folder: (name) => {
      isOfWorkspace = true;
      return folderOf(scope, name)?.uri.fsPath;
    },
  });
  // A name without a folder is for the PATH.
  return { path: path.includes('/') ? normalize(path) : path, isOfWorkspace };
}

function folderOf(scope?: vscode.Uri, name?: string): vscode.WorkspaceFolder | undefined {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (name !== undefined) {
    return folders.find((folder) => folder.name === name);
  }
  return (scope && vscode.workspace.getWorkspaceFolder(scope)) ?? folders[0];
}

/** Rejects when the extension does not start. */
async function pythonEnvironments(): Promise<PythonExtension['environments']> {
  const extension = vscode.extensions.getExtension<PythonExtension>('ms-python.python');
  return (await extension?.activate())?.environments;
}

async function fromPythonExtension(scope?: vscode.Uri): Promise<PythonCandidate | undefined> {
  const environments = await pythonEnvironments();
  const active = environments?.getActiveEnvironmentPath(scope);
  const resolved = active && (await environments?.resolveEnvironment(active));
  const path = resolved?.executable.uri?.fsPath;
  return path ? { path, origin: 'pythonExtension' } : undefined;
}

const nothingAfter = (milliseconds: number): Promise<undefined> =>
  sleep(milliseconds, undefined, { ref: false });

async function fromWorkspace(scope?: vscode.Uri): Promise<PythonCandidate | undefined> {
  const folder = scope
    ? vscode.workspace.getWorkspaceFolder(scope)
    : vscode.workspace.workspaceFolders?.[0];
  if (!folder) {
    return undefined;
  }
  const root = folder.uri.fsPath;
  const inside = process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python'];
  for (const above of foldersAbove(scope ? dirname(scope.fsPath) : root, root)) {
    const path = join(above, '.venv', ...inside);
    if (await isThere(path)) {
      return { path, origin: 'workspace' };
    }
  }
  return undefined;
}

/** `folder` and those above it up to `root`, in which it lies. */
function foldersAbove(folder: string, root: string): readonly string[] {
  const names = (relativeInside(root, folder) ?? '').split(sep).filter(Boolean);
  const depths = Array.from({ length: names.length + 1 }, (_, up) => names.length - up);
  return depths.map((depth) => join(root, ...names.slice(0, depth)));
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
