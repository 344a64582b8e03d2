import * as vscode from 'vscode';
import type { Connection } from '../aws/connection';
import { withProgress } from '../platform/progress';
import { pickConnection, type ConnectionServices } from './connections';

/**
 * Opens the connection `of` in another region, or where that has none, or none is wanted, one that the person
 * picks; the window's own choice stays. `undefined`: dismissed.
 */
export async function openOtherConnection(
  services: ConnectionServices,
  of: { readonly id: string; readonly region: string | undefined },
): Promise<Connection | undefined> {
  const { backend, chosen } = services;
  const { region } = of;
  const { connections } = await backend();
  const wanted = region === undefined ? undefined : connections.inRegion(of.id, region);
  if (wanted !== undefined) {
    return await withProgress(vscode.l10n.t('Opening {0}', region ?? ''), (_report, signal) =>
      chosen.openById(wanted, signal),
    );
  }
  const title = vscode.l10n.t('SageMaker: choose where the job is to run');
  const picked = await pickConnection(services, title);
  return picked && (await chosen.openById(picked.id));
}
