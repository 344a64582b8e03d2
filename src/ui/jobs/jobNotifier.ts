import * as vscode from 'vscode';
import { failureCause } from '../../core/training/failureCause';
import type { ResourceRow } from '../../ids';
import { notify, type Button } from '../../platform/prompts';
import type { WatchedJob } from '../../platform/state';
import type { JobEnd } from './jobWatcher';

export interface NotifierPorts {
  /** True for the one window that tells of this end. */
  claim(key: string): Promise<boolean>;
  openLogs(row: ResourceRow): unknown;
  openModel(row: ResourceRow): unknown;
  trainAgain(row: ResourceRow): unknown;
}

/** Tells the end of a job once, with what one wants to do next. */
export async function tellJobEnd(end: JobEnd, ports: NotifierPorts): Promise<void> {
  const { job, item } = end;
  // A name is free again once its job has been deleted.
  const created = item.createdAt?.toISOString() ?? '';
  if (!(await ports.claim(`${job.connectionId}/${job.name}/${created}`))) {
    return;
  }
  const row: ResourceRow = { connectionId: job.connectionId, kindId: 'trainingJob', item };
  const logs: Button = { label: vscode.l10n.t('Open Logs'), run: () => ports.openLogs(row) };
  switch (item.status) {
    case 'Completed': {
      const model = { label: vscode.l10n.t('Open Model'), run: () => ports.openModel(row) };
      const buttons = end.hasModel ? [logs, model] : [logs];
      await notify('info', vscode.l10n.t('Training job completed: {0}', job.name), buttons);
      return;
    }
    case 'Failed': {
      const again = { label: againLabel(job), run: () => ports.trainAgain(row) };
      await notify('error', failedText(end), [logs, again]);
      return;
    }
    default:
      await notify('info', vscode.l10n.t('Training job stopped: {0}', job.name), [logs]);
  }
}

/** A job that repeats another has no script here, so its code is taken once more. */
function againLabel({ script }: WatchedJob): string {
  return script === undefined
    ? vscode.l10n.t('Train Again (Same Code)')
    : vscode.l10n.t('Train Again (Current Code)');
}

function failedText({ job, failureReason }: JobEnd): string {
  return failureReason
    ? vscode.l10n.t('Training job {0} failed: {1}', job.name, failureCause(failureReason))
    : vscode.l10n.t('Training job failed: {0}', job.name);
}
