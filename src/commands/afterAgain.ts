import * as vscode from 'vscode';
import type { Connection } from '../aws/connection';
import type { RequestChange } from '../aws/training/trainAgain';
import type { Clock } from '../core/clock';
import { describedBill } from '../core/training/jobBill';
import { nextJobName } from '../core/training/names';
import type { ResourceRow } from '../ids';
import { withProgress } from '../platform/progress';
import type { LaunchDraft } from '../shared/contracts/launch';
import type { LaunchedJobs } from '../ui/jobs/launchedJobs';
import { confirmBill } from '../ui/launch/billQuestion';
import { parseDraft } from '../ui/launch/launchDraft';
import type { Launcher } from '../ui/launch/launcher';
import { named, namedCall } from './named';
import { openRow, type OpenServices } from './opened';

export interface AfterAgainServices extends OpenServices {
  readonly clock: Clock;
  readonly launcher: Pick<Launcher, 'usePython'>;
  readonly launchedJobs: Pick<LaunchedJobs, 'repeated'>;
  /** A job was created by repeating another. */
  started(connection: Connection, jobName: string): Promise<void>;
}

/** A job that is to be created like one that has ended. */
interface Like {
  readonly row: ResourceRow;
  /** As DescribeTrainingJob tells of it. */
  readonly description: object;
  /** What is being done, while it is. */
  readonly title: string;
  /** What the question about the costs says besides, as a finished sentence. */
  note(connection: Connection, signal: AbortSignal): string | Promise<string>;
  readonly change?: RequestChange;
  /** The same of the form that the job was launched with. */
  readonly changeForm?: (draft: LaunchDraft) => LaunchDraft;
}

const unchanged: RequestChange = (request) => request;

/** A job's description; the job may have been deleted elsewhere. */
export async function readJob(services: OpenServices, row: ResourceRow): Promise<object> {
  const { kind, connection } = await openRow(services, row);
  const title = vscode.l10n.t('Reading {0}', row.item.name);
  const description = await withProgress(title, (_report, signal) =>
    Promise.resolve(
      namedCall(row, kind.noun, () => kind.describe?.(connection.sagemaker, row.item, signal)),
    ),
  );
  return description ?? {};
}

/** Creates the job, after the question about its costs where it has any, and follows it. */
export async function startLike(services: AfterAgainServices, like: Like): Promise<void> {
  const { row, title, change = unchanged, changeForm } = like;
  const { name: old } = row.item;
  // The question names the job that it is about.
  const name = nextJobName(old, new Date(services.clock.now()));
  const { training, prices } = await services.backend();
  const started = await withProgress(title, async (_report, signal) => {
    const connection = await services.chosen.openById(row.connectionId, signal);
    const bill = describedBill(change({ ...like.description, TrainingJobName: name }));
    const note = await like.note(connection, signal);
    await confirmBill(connection, name, { bill, prices, signal, note });
    await services.launcher.usePython(connection, undefined, signal);
    await named(row, () => training.again(connection, old, { signal, change, name }));
    return connection;
  });
  const job = { connectionId: row.connectionId, name: old };
  await services.launchedJobs.repeated(job, name, (form) => {
    const draft = parseDraft(form);
    return draft && changeForm ? changeForm(draft) : form;
  });
  await services.started(started, name);
}
