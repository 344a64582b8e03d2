import * as vscode from 'vscode';
import type { ConnectionTarget } from '../ids';
import { notify } from '../platform/prompts';
import { titleOf } from '../ui/connection/connectionTitle';
import { pickShown } from '../ui/connection/pickShown';
import { pickConnection, type ConnectionServices } from './connections';

/** Lets the person pick a connection that the views show beside the chosen one. */
export async function showConnection(services: ConnectionServices): Promise<void> {
  const { chosen, firstSteps, tree } = services;
  const title = vscode.l10n.t('SageMaker: show another connection');
  const picked = await pickConnection(services, title);
  if (!picked) {
    return;
  }
  if (chosen.shown.some(({ id }) => id === picked.id)) {
    void notify('info', vscode.l10n.t('It is shown already: {0}', titleOf(picked)));
    return;
  }
  await chosen.show(picked);
  await tree.revealConnection(picked.id);
  firstSteps.done('connect');
}

/** Shows one no more. The chosen one stays: another becomes it first, by the person's wish. */
export async function hideConnection(
  { chosen }: Pick<ConnectionServices, 'chosen'>,
  target?: ConnectionTarget,
): Promise<void> {
  const others = chosen.shown.filter(({ id }) => id !== chosen.current.id);
  const texts = {
    title: vscode.l10n.t('SageMaker: hide a connection'),
    placeholder: vscode.l10n.t('The current connection stays'),
  };
  const id = target?.connectionId ?? (await pickShown(others, texts));
  if (id === undefined) {
    return;
  }
  if (id === chosen.current.id) {
    const text = vscode.l10n.t('Launches use {0}. Choose another connection first.', chosen.title);
    void notify('info', text);
    return;
  }
  await chosen.hide(id);
}

/** Makes one that is shown the chosen one. */
export async function switchConnection(
  { chosen }: Pick<ConnectionServices, 'chosen'>,
  target?: ConnectionTarget,
): Promise<void> {
  const others = chosen.shown.filter(({ id }) => id !== chosen.current.id);
  const texts = {
    title: vscode.l10n.t('SageMaker: use another connection'),
    placeholder: vscode.l10n.t('Launches use it'),
  };
  const id = target?.connectionId ?? (await pickShown(others, texts));
  const wanted = others.find((one) => one.id === id);
  if (wanted) {
    await chosen.choose(wanted);
  }
}
