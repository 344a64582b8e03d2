import * as vscode from 'vscode';
import type { CostPlan } from '../../core/cost/cost';
import { formatDuration } from '../time';

/** `2 × ml.m5.large` */
export function instancesText({ instances }: CostPlan): string {
  const groups = instances.map(({ type, count }) => `${count} × ${type}`);
  return groups.length === 0 ? vscode.l10n.t('unknown instances') : groups.join(' + ');
}

/** `2 × ml.m5.large, at most 1 h 0 m`; with how long they may stay warm after it. */
export function billText(bill: CostPlan): string {
  const { maxRuntime, keepAlive } = bill;
  const runtime =
    maxRuntime === undefined
      ? vscode.l10n.t('for an unknown time')
      : vscode.l10n.t('at most {0}', formatDuration(maxRuntime * 1000));
  const warm =
    keepAlive === undefined || keepAlive === 0
      ? []
      : [vscode.l10n.t('then kept warm for at most {0}', formatDuration(keepAlive * 1000))];
  return [instancesText(bill), runtime, ...warm].join(', ');
}
