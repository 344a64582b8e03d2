import * as vscode from 'vscode';
import { AppError } from '../core/errors';
import { notify, pick } from '../platform/prompts';
import { parseDraft } from '../ui/launch/launchDraft';
import { launchAgain, type LaunchAgainServices } from './launchAgain';
import { runCommand } from './run';
import { isTrusted } from './trust';

/** Opens the launch page of a script. */
export async function train(
  services: LaunchAgainServices,
  given: vscode.Uri | undefined,
): Promise<void> {
  if (!isTrusted()) {
    return;
  }
  const script = await findScript(given, () => workspaceScripts());
  if (script) {
    await services.openLaunchPage(script);
  }
}

/** Launches a script with the settings of its last launch and its present code. */
export async function trainAgain(
  services: LaunchAgainServices,
  given: vscode.Uri | undefined,
): Promise<void> {
  if (!isTrusted()) {
    return;
  }
  const { launcher, chosen } = services;
  const scripts = launcher.launchedScripts;
  const script = await findScript(given, () =>
    Promise.resolve(scripts.map((file) => vscode.Uri.file(file))),
  );
  if (!script) {
    return;
  }
  const last = parseDraft(launcher.memory.form(script, chosen.current).launch);
  if (!last) {
    await services.openLaunchPage(script);
    return;
  }
  await launchAgain(services, { script, connectionId: chosen.current.id, draft: last });
}

/** The script a command is for; `undefined` when dismissed. A start saves it, as files are what is packed. */
export async function findScript(
  given: vscode.Uri | undefined,
  others: () => Promise<readonly vscode.Uri[]>,
): Promise<string | undefined> {
  const uri = given ?? shownScript() ?? (await pickScript(others));
  if (!uri) {
    return undefined;
  }
  if (uri.scheme !== 'file') {
    throw new AppError(
      'invalid',
      vscode.l10n.t('Only a script that is saved as a file can be trained.'),
    );
  }
  return uri.fsPath;
}

/** The script in the active editor, or the only one on screen, where something else is active. */
function shownScript(): vscode.Uri | undefined {
  const { activeTextEditor: active, visibleTextEditors, tabGroups } = vscode.window;
  const editors = active ? [active] : visibleTextEditors;
  if (editors.length === 0) {
    return scriptOfTab(tabGroups.activeTabGroup.activeTab);
  }
  const scripts = editors.filter(({ document }) => document.languageId === 'python');
  return scripts.length === 1 ? scripts[0]?.document.uri : undefined;
}

/** A tab is there a moment before its editor. */
function scriptOfTab(tab: vscode.Tab | undefined): vscode.Uri | undefined {
  const uri = tab?.input instanceof vscode.TabInputText ? tab.input.uri : undefined;
  return uri?.path.endsWith('.py') ? uri : undefined;
}

const mostScripts = 500;

export function workspaceScripts(): Promise<readonly vscode.Uri[]> {
  const ignored = '**/{node_modules,.venv,venv,site-packages,__pycache__}/**';
  return Promise.resolve(vscode.workspace.findFiles('**/*.py', ignored, mostScripts));
}

/** Lets the person pick one of `list`; `undefined` when dismissed, or when there is none. */
export async function pickScript(
  list: () => Promise<readonly vscode.Uri[]>,
): Promise<vscode.Uri | undefined> {
  const scripts = await list();
  if (scripts.length === 0) {
    void notify('info', vscode.l10n.t('There is no Python script in this workspace.'), [
      {
        label: vscode.l10n.t('Create Sample Project'),
        run: () => runCommand('sagemakerWorkbench.sample.create'),
      },
    ]);
    return undefined;
  }
  const names = scripts
    .map((uri) => ({ label: vscode.workspace.asRelativePath(uri), value: uri }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
  return pick(names, {
    title: vscode.l10n.t('SageMaker: train a script'),
    placeholder: vscode.l10n.t('Choose the script to train'),
  });
}
