import * as vscode from 'vscode';
import { regionBound } from '../core/training/after/regionBound';
import type { Connection } from '../aws/connection';
import { AppError } from '../core/errors';
import type { ResourceRow } from '../ids';
import { withProgress } from '../platform/progress';
import { notify } from '../platform/prompts';
import type { BackendLoader } from '../ui/backend';
import { readOriginal, type Original } from '../ui/clone/original';
import { pickRegion } from '../ui/connection/pickRegion';
import type { LaunchedJobs } from '../ui/jobs/launchedJobs';
import { parseDraft } from '../ui/launch/launchDraft';
import { launchAgain, type LaunchAgainServices } from './launchAgain';
import { named } from './named';

export interface RegionServices extends LaunchAgainServices {
  readonly backend: BackendLoader;
  readonly launchedJobs: Pick<LaunchedJobs, 'find'>;
  /** `source`: the connection that the original is of. */
  openClonePage(connection: Connection, original: Original, source: Connection): Promise<void>;
}

/**
 * Launches a job's script with the job's form in another region, code and local data uploaded there. What
 * the form names of the first region is to be looked at before: the launch page opens then, and where the
 * script is not known here that of the request.
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
    await cloneInRegion(services, row, connectionId);
    return;
  }
  const bound = regionBound(draft);
  if (bound.length === 0) {
    await launchAgain(services, { script: job.script, connectionId, draft });
    return;
  }
  await services.openLaunchPage(job.script, { connectionId, draft });
  warnOf(bound, info.region, region);
}

/** Whose script is not known here is made of its request: a page without a script opens there. */
async function cloneInRegion(
  services: RegionServices,
  row: ResourceRow,
  connectionId: string,
): Promise<void> {
  const title = vscode.l10n.t('Reading {0}', row.item.name);
  await withProgress(title, async (_report, signal) => {
    const [here, there] = await Promise.all([
      services.chosen.openById(row.connectionId, signal),
      services.chosen.openById(connectionId, signal),
    ]);
    const original = await named(row, () => readOriginal(services.backend, here, row.item.name));
    await services.openClonePage(there, original, here);
  });
}

function warnOf(left: readonly string[], from: string, to: string): void {
  if (left.length > 0) {
    const message = vscode.l10n.t(
      'The job names what belongs to {0}, and would run in {1}. Change it before you start: {2}',
      ...[from, to, left.join(', ')],
    );
    void notify('warning', message);
  }
}
