import * as vscode from 'vscode';
import { formatBytes } from '../core/formatBytes';
import type { SandboxRemoved, SandboxUsage } from '../core/sandbox/protocol';
import { totalBytes } from '../core/sandbox/totalBytes';
import { views } from '../ids';
import { withUnstoppableProgress, withViewProgress } from '../platform/progress';
import { confirm, notify, pick, type Choice } from '../platform/prompts';
import type { ConnectionServices } from './connections';

type What = 'everything' | 'endedJobs' | 'old';

const oldDays = 30;

/** Shows what the sandbox keeps on this computer and removes what the person chooses of it. */
export async function clearSandboxData(services: ConnectionServices): Promise<void> {
  const { backend, chosen, tree } = services;
  const { connections } = await backend();
  const usage = connections.sandboxUsage();
  const what = await pick(usage.then(whatChoices), {
    title: vscode.l10n.t('SageMaker: clear the data of the local sandbox'),
    placeholder: vscode.l10n.t('What is to be removed from this computer'),
  });
  if (what === undefined || !(await isConfirmed(what, await usage))) {
    return;
  }
  const { runningJobs } = await usage;
  const remove: Readonly<Record<What, () => Promise<SandboxRemoved>>> = {
    everything: () => connections.clearSandbox({ what: 'everything', stop: runningJobs }),
    endedJobs: () => connections.clearSandbox({ what: 'endedJobs', stop: [] }),
    old: () => connections.pruneSandbox(oldDays),
  };
  const removed = await withUnstoppableProgress(
    vscode.l10n.t('Clearing the data of the local sandbox'),
    remove[what],
  );
  services.lookAgain();
  if (chosen.shown.some(({ runsHere }) => runsHere)) {
    await withViewProgress(views.jobs, tree.refresh());
  }
  void notify('info', doneText(what, removed));
}

function whatChoices(usage: SandboxUsage): readonly Choice<What>[] {
  const { bytes, endedJobs } = usage;
  const { objects, jobs, logs, metrics, environments } = bytes;
  const sizes = [objects, jobs, logs, metrics, environments].map(formatBytes);
  const ended: Choice<What> = {
    label: vscode.l10n.t('Ended jobs'),
    description: jobCount(endedJobs),
    detail: vscode.l10n.t('With their logs and metrics; models and data in S3 stay'),
    value: 'endedJobs',
  };
  return [
    ...(endedJobs === 0 ? [] : [ended]),
    {
      label: vscode.l10n.t('What is older than {0} days', oldDays),
      detail: vscode.l10n.t('Ended jobs, logs, metrics and Python environments'),
      value: 'old',
    },
    {
      label: vscode.l10n.t('Everything'),
      description: formatBytes(totalBytes(usage)),
      detail: vscode.l10n.t(
        'S3 {0} · jobs {1} · logs {2} · metrics {3} · environments {4}',
        ...sizes,
      ),
      value: 'everything',
    },
  ];
}

/** What is lost is named before it is; nothing brings it back. */
async function isConfirmed(what: What, usage: SandboxUsage): Promise<boolean> {
  if (what === 'everything') {
    const question = vscode.l10n.t('Clear all data of the local sandbox?');
    return await confirm(question, everythingText(usage), vscode.l10n.t('Clear'));
  }
  const remove = vscode.l10n.t('Remove');
  if (what === 'old') {
    const question = vscode.l10n.t('Remove what is older than {0} days?', oldDays);
    const detail = vscode.l10n.t(
      'Jobs of the local sandbox that ended before, their logs and metrics, and Python environments that were not used since, are deleted from this computer and cannot be brought back. Models and data in S3 stay.',
    );
    return await confirm(question, detail, remove);
  }
  const question = vscode.l10n.t(
    'Remove the ended jobs of the local sandbox ({0})?',
    usage.endedJobs,
  );
  const detail = vscode.l10n.t(
    'They are deleted from this computer with their logs and metrics and cannot be brought back. Models and data in S3 stay.',
  );
  return await confirm(question, detail, remove);
}

function everythingText(usage: SandboxUsage): string {
  const { endedJobs, runningJobs } = usage;
  const lost = vscode.l10n.t(
    'All jobs ({0}) with their logs and metrics, all buckets with their objects, and all Python environments are deleted from this computer: {1}. They cannot be brought back.',
    endedJobs + runningJobs.length,
    formatBytes(totalBytes(usage)),
  );
  if (runningJobs.length === 0) {
    return lost;
  }
  const stopped = vscode.l10n.t('Running jobs are stopped:');
  return [lost, '', stopped, ...runningJobs].join('\n');
}

function doneText(what: What, { jobs, bytes }: SandboxRemoved): string {
  const freed = formatBytes(bytes);
  return what === 'everything'
    ? vscode.l10n.t('Local sandbox cleared; {0} freed.', freed)
    : vscode.l10n.t('Removed {0}; {1} freed.', jobCount(jobs), freed);
}

function jobCount(count: number): string {
  return count === 1 ? vscode.l10n.t('{0} job', count) : vscode.l10n.t('{0} jobs', count);
}
