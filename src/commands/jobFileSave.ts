import * as vscode from 'vscode';
import { access } from 'node:fs/promises';
import { homedir } from 'node:os';
import type { Connection } from '../aws/connection';
import { AppError } from '../core/errors';
import type { ResourceRow } from '../ids';
import { withProgress } from '../platform/progress';
import { notify } from '../platform/prompts';
import type { LaunchedJob } from '../platform/state';
import type { BackendLoader } from '../ui/backend';
import { readOriginal } from '../ui/clone/original';
import type { ChosenConnection } from '../ui/connection/chosenConnection';
import { saveRequest } from '../ui/jobFile/saveRequest';
import { saveLaunch } from '../ui/jobFile/saveLaunch';
import type { LaunchedJobs } from '../ui/jobs/launchedJobs';
import { formLaunch } from '../ui/launch/formLaunch';
import { parseDraft } from '../ui/launch/launchDraft';
import type { Launcher } from '../ui/launch/launcher';
import type { Called, Rows } from './rows';

export interface SaveJobFileServices {
  readonly backend: BackendLoader;
  readonly chosen: Pick<ChosenConnection, 'openById'>;
  readonly launcher: Launcher;
  readonly launchedJobs: Pick<LaunchedJobs, 'find'>;
  readonly rows: Pick<Rows, 'one'>;
}

/**
 * Saves a job as a file: one that was launched from a script of this workspace with that script, any other
 * with its code and data where they lie.
 */
export async function saveJobAsFile(services: SaveJobFileServices, called: Called): Promise<void> {
  const row = await services.rows.one(called, 'code');
  if (!row) {
    return;
  }
  const title = vscode.l10n.t('Reading {0}', row.item.name);
  const save = await withProgress(title, async (_report, signal) => {
    const connection = await services.chosen.openById(row.connectionId, signal);
    return (await fromScript(services, row, connection)) ?? fromRequest(services, row, connection);
  });
  await save();
}

/** `undefined`: its script is not known or not there, or cannot be launched so any more. */
async function fromScript(
  { launcher, launchedJobs }: SaveJobFileServices,
  { connectionId, item }: ResourceRow,
  connection: Connection,
): Promise<(() => Promise<void>) | undefined> {
  const job = launchedJobs.find(connectionId, item.name);
  const draft = parseDraft(job?.draft);
  if (!job || !draft || !(await isThere(job))) {
    return undefined;
  }
  try {
    const { script } = job;
    const launch = await formLaunch(launcher, { script, connection, draft });
    return () => saveLaunch(launch, { script, draft, connection });
  } catch (error) {
    if (AppError.is(error, 'invalid')) {
      return undefined;
    }
    throw error;
  }
}

const isThere = ({ script }: LaunchedJob): Promise<boolean> =>
  access(script).then(
    () => true,
    () => false,
  );

async function fromRequest(
  { backend }: SaveJobFileServices,
  { item: { name } }: ResourceRow,
  connection: Connection,
): Promise<() => Promise<void>> {
  const { request, hasTags } = await readOriginal(backend, connection, name);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? homedir();
  return async () => {
    if (!hasTags) {
      void notify('warning', vscode.l10n.t('The tags of {0} may not be read.', name));
    }
    await saveRequest({ jobName: name, request, connection }, folder);
  };
}
