import * as vscode from 'vscode';
import type { Connection } from '../aws/connection';
import { namedRegion } from '../core/training/imports/requestRegion';
import { withProgress } from '../platform/progress';
import { readOriginal, type Original } from '../ui/clone/original';
import type { ChosenConnection } from '../ui/connection/chosenConnection';
import { pastedRequest } from '../ui/export/pastedRequest';
import { named } from './named';
import type { OpenServices } from './opened';
import type { Called, Rows } from './rows';
import { isTrusted } from './trust';

export interface CloneJobServices extends OpenServices {
  readonly rows: Pick<Rows, 'one'>;
  readonly chosen: Pick<ChosenConnection, 'open' | 'openById'>;
  openClonePage(connection: Connection, original: Original): Promise<void>;
}

/** Opens the launch page with the request that made a job, whoever made it. */
export async function cloneTrainingJob(services: CloneJobServices, called: Called): Promise<void> {
  const title = vscode.l10n.t('SageMaker: clone and edit a training job');
  const row = isTrusted() ? await services.rows.one(called, 'code', title) : undefined;
  if (!row) {
    return;
  }
  const { name } = row.item;
  await withProgress(vscode.l10n.t('Reading {0}', name), async (_report, signal) => {
    const connection = await services.chosen.openById(row.connectionId, signal);
    const original = await named(row, () => readOriginal(services.backend, connection, name));
    if (!signal.aborted) {
      await services.openClonePage(connection, original);
    }
  });
}

/** Opens the launch page with the request in the clipboard, in whatever form it is. */
export async function newJobFromClipboard(services: Omit<CloneJobServices, 'rows'>): Promise<void> {
  if (!isTrusted()) {
    return;
  }
  const { request, region: said } = await pastedRequest();
  const region = namedRegion(request, said);
  const connection = await services.chosen.open();
  await services.openClonePage(connection, {
    ...{ jobName: null, request, hasTags: true },
    ...(region !== undefined && { region }),
  });
}
