import * as vscode from 'vscode';
import { notify, pick } from '../../platform/prompts';
import type { KnownConnection } from '../../platform/state';
import { placeText } from './connectionTitle';

/** The only one of these that are shown, or that which the person picks; `undefined`: none. */
export async function pickShown(
  connections: readonly KnownConnection[],
  texts: { readonly title: string; readonly placeholder: string },
): Promise<string | undefined> {
  if (connections.length === 0) {
    void notify('info', vscode.l10n.t('No other connection is shown.'));
    return undefined;
  }
  if (connections.length === 1) {
    return connections[0]?.id;
  }
  const choices = connections.map((one) => ({
    label: one.label,
    description: placeText(one),
    iconPath: new vscode.ThemeIcon(one.runsHere ? 'vm' : 'cloud'),
    value: one.id,
  }));
  return pick(choices, texts);
}
