import * as vscode from 'vscode';
import { resumeRefusal } from '../../core/training/after/resume';
import { failureCause, isLackOfCapacity } from '../../core/training/failureCause';
import type { ResourceRow } from '../../ids';
import { notify, type Button } from '../../platform/prompts';
import type { JobEnd } from './jobWatcher';

export interface NotifierPorts {
  /** True for the one window that tells of this end. */
  claim(key: string): Promise<boolean>;
  openLogs(row: ResourceRow): unknown;
  openModel(row: ResourceRow): unknown;
  /** Whether the job's script is known here, so that its code as it is now can be trained. */
  hasScript(row: ResourceRow): boolean;
  trainSameCode(row: ResourceRow): unknown;
  trainCurrentCode(row: ResourceRow): unknown;
  resume(row: ResourceRow): unknown;
  tryElsewhere(row: ResourceRow): unknown;
  /** How its spare capacity has fared; `undefined` where it asked for none. */
  spotText(end: JobEnd): Promise<string | undefined>;
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
  const spot = await ports.spotText(end);
  const tell = (severity: 'info' | 'error', text: string, buttons: readonly Button[]) =>
    notify(severity, spot === undefined ? text : withSpot(text, spot), buttons);
  switch (item.status) {
    case 'Completed': {
      const model = { label: vscode.l10n.t('Open Model'), run: () => ports.openModel(row) };
      const buttons = end.hasModel ? [logs, model] : [logs];
      await tell('info', vscode.l10n.t('Training job completed: {0}', job.name), buttons);
      return;
    }
    case 'Failed': {
      await tell('error', failedText(end), [logs, mending(end, row, ports)]);
      return;
    }
    default:
      await tell('info', vscode.l10n.t('Training job stopped: {0}', job.name), [
        logs,
        ...resuming(end, row, ports),
      ]);
  }
}

const withSpot = (text: string, spot: string): string =>
  vscode.l10n.t('{0} · Spot capacity: {1}.', text.replace(/\.$/, ''), spot);

/** What AWS had no instances for is no better with another script. */
const mending = (end: JobEnd, row: ResourceRow, ports: NotifierPorts): Button =>
  isLackOfCapacity(end.failureReason ?? '')
    ? {
        label: vscode.l10n.t('Try Another Type or Region…'),
        run: () => ports.tryElsewhere(row),
      }
    : again(row, ports);

const resuming = (
  { description }: JobEnd,
  row: ResourceRow,
  ports: NotifierPorts,
): readonly Button[] =>
  resumeRefusal(description) === undefined
    ? [{ label: vscode.l10n.t('Resume from Checkpoint…'), run: () => ports.resume(row) }]
    : [];

/** One corrects the script and trains again; where it is not known, its code is taken once more. */
function again(row: ResourceRow, ports: NotifierPorts): Button {
  return ports.hasScript(row)
    ? {
        label: vscode.l10n.t('Train Again (Current Code)'),
        run: () => ports.trainCurrentCode(row),
      }
    : { label: vscode.l10n.t('Train Again (Same Code)'), run: () => ports.trainSameCode(row) };
}

function failedText({ job, failureReason }: JobEnd): string {
  return failureReason
    ? vscode.l10n.t('Training job {0} failed: {1}', job.name, failureCause(failureReason))
    : vscode.l10n.t('Training job failed: {0}', job.name);
}
