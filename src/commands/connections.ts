import * as vscode from 'vscode';
import type { ConnectionChoice } from '../aws/connection';
import type { PythonInterpreter } from '../core/sandbox/protocol';
import { readSetting, writeSetting } from '../platform/settings';
import { withProgress, withUnstoppableProgress } from '../platform/progress';
import { confirm, notify, pick, type Choice } from '../platform/prompts';
import type { KnownConnection } from '../platform/state';
import type { BackendLoader } from '../ui/backend';
import type { ChosenConnection } from '../ui/connection/chosenConnection';
import { sandboxId } from '../ui/connection/knownConnections';
import { pickRegion } from '../ui/connection/pickRegion';
import type { PythonFinder } from '../ui/launch/pythonFinder';
import type { ResourceTree } from '../ui/tree/resourceTree';
import type { FirstSteps } from '../ui/welcome/firstSteps';

export interface ConnectionServices {
  readonly backend: BackendLoader;
  readonly chosen: ChosenConnection;
  readonly tree: ResourceTree;
  readonly python: PythonFinder;
  readonly firstSteps: FirstSteps;
  /** Jobs may be gone: open pages are to find out. */
  lookAgain(): void;
}

/** Lets the person choose where views look and jobs start; answers whether one was chosen. */
export async function chooseConnection(services: ConnectionServices): Promise<boolean> {
  const { chosen, firstSteps } = services;
  const picked = await pickConnection(services, vscode.l10n.t('SageMaker: choose a connection'));
  if (picked) {
    await chosen.choose(picked);
    firstSteps.done('connect');
  }
  return picked !== undefined;
}

/** Lets the person pick any connection, and a region where it has none; `undefined`: dismissed. */
export async function pickConnection(
  services: ConnectionServices,
  title: string,
): Promise<KnownConnection | undefined> {
  const { backend, chosen } = services;
  const choices = backend().then(async ({ connections }) => [
    ...(await connections.choices()).map((choice) => toChoice(choice, chosen)),
    ...otherRegions(chosen.shown),
  ]);
  const choice = await pick<ConnectionChoice>(choices, {
    title,
    placeholder: vscode.l10n.t('Profiles come from the AWS configuration files of this computer'),
  });
  const wanted = choice && (await withRegion(services, choice));
  if (!choice || wanted === undefined) {
    return undefined;
  }
  return openKnown(chosen, wanted, choice.label);
}

async function openKnown(
  chosen: ConnectionServices['chosen'],
  wanted: string,
  name: string,
): Promise<KnownConnection> {
  return await withProgress(vscode.l10n.t('Opening {0}', name), async (_report, signal) => {
    const { id, label, region, traits } = (await chosen.openById(wanted, signal)).info;
    return { id, label, region, runsHere: traits.runsHere };
  });
}

/** The connections that are shown once more, so that a region is asked for. */
function otherRegions(shown: readonly KnownConnection[]): readonly Choice<ConnectionChoice>[] {
  const byLabel = new Map(
    shown.filter(({ runsHere }) => !runsHere).map((one) => [one.label, one] as const),
  );
  return [...byLabel.values()].map(({ id, label }) => ({
    label: vscode.l10n.t('$(globe) Another region for {0}…', label),
    value: { id, label, detail: '', region: '' },
  }));
}

/** The choice's id with the region that it has, or that the person chooses now. */
async function withRegion(
  { backend }: ConnectionServices,
  { id, label, region }: ConnectionChoice,
): Promise<string | undefined> {
  if (region !== '') {
    return id;
  }
  const picked = await pickRegion(label);
  const { connections } = await backend();
  return picked === undefined ? undefined : connections.inRegion(id, picked);
}

function toChoice(
  choice: ConnectionChoice,
  { current, shown }: ChosenConnection,
): Choice<ConnectionChoice> {
  const isShown = shown.some(({ id }) => id === choice.id);
  const other = isShown ? vscode.l10n.t('shown') : '';
  return {
    label: choice.label,
    description: choice.id === current.id ? vscode.l10n.t('current') : other,
    detail: choice.detail,
    value: choice,
  };
}

/** Lets the person choose the interpreter of sandbox jobs and keeps it in the settings. */
export async function choosePython({ python }: ConnectionServices): Promise<void> {
  // Each interpreter is started to be asked for its version, which takes a while.
  const answer = await pick(python.known().then(pythonChoices), {
    title: vscode.l10n.t('SageMaker: Python interpreter of the local sandbox'),
    placeholder: vscode.l10n.t('Python 3.9 or newer'),
  });
  const path = answer === 'browse' ? await browse() : typeof answer === 'object' ? answer.path : '';
  if (answer === undefined || path === undefined) {
    return;
  }
  if (path !== '') {
    await python.check(path);
  }
  await writeSetting('sagemakerWorkbench.sandbox.pythonPath', path);
}

type PythonAnswer = { readonly path: string } | 'automatic' | 'browse';

function pythonChoices(found: readonly PythonInterpreter[]): readonly Choice<PythonAnswer>[] {
  return [
    ...found.map(({ path, version }) => ({
      label: `Python ${version}`,
      description: path,
      value: { path },
    })),
    { label: vscode.l10n.t('$(folder-opened) Choose a file…'), value: 'browse' },
    ...(readSetting('sagemakerWorkbench.sandbox.pythonPath')
      ? [{ label: vscode.l10n.t('$(discard) Choose automatically'), value: 'automatic' as const }]
      : []),
  ];
}

async function browse(): Promise<string | undefined> {
  const picked = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Choose a Python interpreter'),
    openLabel: vscode.l10n.t('Use'),
    canSelectMany: false,
  });
  return picked?.[0]?.fsPath;
}

/** Ends the sandbox and starts it again; running jobs end with it, which is asked first. */
export async function restartSandbox(services: ConnectionServices): Promise<void> {
  const { backend, chosen, tree } = services;
  // Jobs of the sandbox may run unseen: the view may be closed, or show other connections.
  const running = await tree.busyNames(sandboxId);
  if (running?.length !== 0) {
    const question = vscode.l10n.t('Restart the local sandbox? Its running jobs are stopped.');
    if (!(await confirm(question, running?.join('\n'), vscode.l10n.t('Restart')))) {
      return;
    }
  }
  await withUnstoppableProgress(vscode.l10n.t('Restarting the local sandbox'), async () => {
    const { connections } = await backend();
    await connections.restartSandbox();
  });
  chosen.renew(sandboxId);
  if (chosen.current.runsHere) {
    await withProgress(vscode.l10n.t('Starting the local sandbox'), (_report, signal) =>
      chosen.open(signal),
    );
    void notify('info', vscode.l10n.t('The local sandbox has been started.'));
  }
}
