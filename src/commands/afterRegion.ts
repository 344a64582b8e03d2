import * as vscode from 'vscode';
import { regionBound } from '../core/training/after/regionBound';
import { AppError } from '../core/errors';
import type { ResourceRow } from '../ids';
import { notify } from '../platform/prompts';
import type { BackendLoader } from '../ui/backend';
import { pickRegion } from '../ui/connection/pickRegion';
import type { LaunchedJobs } from '../ui/jobs/launchedJobs';
import { parseDraft } from '../ui/launch/launchDraft';
import { launchAgain, type LaunchAgainServices } from './launchAgain';

export interface RegionServices extends LaunchAgainServices {
  readonly backend: BackendLoader;
  readonly launchedJobs: Pick<LaunchedJobs, 'find'>;
}

/**
 * Launches a job's script with the job's form in another region, code and local data uploaded there. What
 * the form names of the first region is to be looked at before: the launch page opens then.
 */
export async function trainInRegion(
  services: RegionServices,
  row: ResourceRow,
  known: string | undefined,
): Promise<void> {
  const { info } = await services.chosen.openById(row.connectionId);
  const region = known ?? (await pickRegion(info.label));
  if (region === undefined) {
    return;
  }
  const { connections } = await services.backend();
  const connectionId = connections.inRegion(row.connectionId, region);
  if (connectionId === undefined) {
    throw new AppError('invalid', vscode.l10n.t('{0} has one region alone.', info.label));
  }
  const job = services.launchedJobs.find(row.connectionId, row.item.name);
  const draft = parseDraft(job?.draft);
  if (!job || !draft) {
    throw new AppError('invalid', unknownScript(row.item.name, region));
  }
  const bound = regionBound(draft);
  if (bound.length === 0) {
    await launchAgain(services, { script: job.script, connectionId, draft });
    return;
  }
  await services.openLaunchPage(job.script, { connectionId, draft });
  const message = vscode.l10n.t(
    'The job names what belongs to {0}, and would run in {1}. Change it before you start: {2}',
    ...[info.region, region, bound.join(', ')],
  );
  void notify('warning', message);
}

const unknownScript = (name: string, region: string): string =>
  vscode.l10n.t(
    'The script of {0} is not known here, so that its code cannot be uploaded to {1}: the job was not started from this workspace, or too long ago.',
    ...[name, region],
  );
