import * as vscode from 'vscode';
import { basename } from 'node:path';
import type { Connection } from '../aws/connection';
import { AppError } from '../core/errors';
import { shownPath } from '../core/packaging/shownPath';
import { jobFiles, type ConnectionTarget } from '../ids';
import { fieldsWithoutForm } from '../core/training/spec/file/fileDraft';
import { withProgress } from '../platform/progress';
import { notify, pick } from '../platform/prompts';
import type { Original } from '../ui/clone/original';
import type { ChosenConnection } from '../ui/connection/chosenConnection';
import type { Documents } from '../ui/documents/documents';
import type { JobFileLauncher } from '../ui/jobFile/jobFileLauncher';
import type { JobOfFile } from '../ui/jobFile/jobOfFile';
import { originalOfFile } from '../ui/jobFile/originalOfFile';
import type { FilledForm } from '../ui/panels/panels';
import { isTrusted } from './trust';

export interface JobFileCommandServices {
  readonly chosen: Pick<ChosenConnection, 'open' | 'openById'>;
  readonly documents: Pick<Documents, 'showRequest'>;
  readonly jobFileLauncher: Pick<JobFileLauncher, 'read' | 'start' | 'preview' | 'form'>;
  /** Opens the launch page of a script with a form. */
  openLaunchPage(script: string, form?: FilledForm): Promise<void>;
  /** Opens the launch page of a request, without a script. */
  openClonePage(connection: Connection, original: Original): Promise<void>;
  /** A job was created of a file; resolves when its log page is open. */
  launchedFile(connection: Connection, file: vscode.Uri, job: JobOfFile): Promise<void>;
}

/** Starts the job of a file with the connection that is told, else the chosen one. */
export async function trainJobFile(
  services: JobFileCommandServices,
  given: vscode.Uri | undefined,
  to?: ConnectionTarget | readonly vscode.Uri[],
): Promise<void> {
  const file = isTrusted() ? await findJobFile(given) : undefined;
  if (!file) {
    return;
  }
  const title = vscode.l10n.t('Training {0}', nameOf(file));
  const started = await withProgress(title, async (report, signal) => {
    const connection = await opened(services.chosen, to, signal);
    const job = await services.jobFileLauncher.start(file, { connection, report, signal });
    return { connection, job };
  });
  await services.launchedFile(started.connection, file, started.job);
}

/** The connection that is told, else the chosen one. */
const opened = (
  chosen: JobFileCommandServices['chosen'],
  to: ConnectionTarget | readonly vscode.Uri[] | undefined,
  signal: AbortSignal,
): Promise<Connection> =>
  to && 'connectionId' in to ? chosen.openById(to.connectionId, signal) : chosen.open(signal);

/** Shows the request that the file would send now, and where each of its values comes from. */
export async function previewJobFile(
  { chosen, documents, jobFileLauncher }: JobFileCommandServices,
  given: vscode.Uri | undefined,
): Promise<void> {
  const file = await findJobFile(given);
  if (!file) {
    return;
  }
  const title = vscode.l10n.t('Making the request of {0}', nameOf(file));
  const shown = await withProgress(title, async (_report, signal) => {
    const connection = await chosen.open(signal);
    const job = await jobFileLauncher.read(file, connection, signal);
    const text = await jobFileLauncher.preview(job, connection, signal);
    return { name: job.launch.jobName, text };
  });
  await documents.showRequest(shown.name, shown.text, 'jsonc');
}

/** Opens the launch page filled as the file says: that of its script, or of what it trains without one. */
export async function openFormOfJobFile(
  services: JobFileCommandServices,
  given: vscode.Uri | undefined,
): Promise<void> {
  const file = await findJobFile(given);
  if (!file) {
    return;
  }
  const title = vscode.l10n.t('Reading {0}', nameOf(file));
  const open = await withProgress(title, (_report, signal) => formOf(services, file, signal));
  await open();
}

/** What opens the page. */
async function formOf(
  { chosen, jobFileLauncher, ...services }: JobFileCommandServices,
  file: vscode.Uri,
  signal: AbortSignal,
): Promise<() => Promise<void>> {
  const connection = await chosen.open(signal);
  const job = await jobFileLauncher.read(file, connection, signal);
  const { script } = job;
  if (script === undefined) {
    const original = originalOfFile(job, file, connection.info);
    return () => services.openClonePage(connection, original);
  }
  const draft = await jobFileLauncher.form(job, script);
  signal.throwIfAborted();
  return async () => {
    const connectionId = connection.info.id;
    await services.openLaunchPage(script, { connectionId, draft, file: file.fsPath });
    const lost = fieldsWithoutForm(job.spec);
    if (lost.length > 0) {
      const names = lost.join(', ');
      void notify('warning', vscode.l10n.t('The launch page has no field for: {0}', names));
    }
  };
}

/** The job file a command is for; `undefined` when dismissed. */
export async function findJobFile(given: vscode.Uri | undefined): Promise<vscode.Uri | undefined> {
  const active = vscode.window.activeTextEditor?.document.uri;
  const shown = active?.path.endsWith(jobFiles.suffix) ? active : undefined;
  const uri = given ?? shown ?? (await pickJobFile());
  if (uri && uri.scheme !== 'file') {
    throw new AppError('invalid', vscode.l10n.t('Save the job file first.'));
  }
  return uri;
}

async function pickJobFile(): Promise<vscode.Uri | undefined> {
  const files = await vscode.workspace.findFiles(jobFiles.glob, jobFiles.ignored, jobFiles.most);
  if (files.length === 0) {
    const message = vscode.l10n.t(
      'There is no job file (*{0}) in this workspace.',
      jobFiles.suffix,
    );
    void notify('info', message);
    return undefined;
  }
  const names = files
    .map((uri) => ({ label: vscode.workspace.asRelativePath(uri), value: uri }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
  return pick(names, {
    title: vscode.l10n.t('SageMaker: job files'),
    placeholder: vscode.l10n.t('Choose the job file'),
  });
}

const nameOf = (file: vscode.Uri): string => shownPath(basename(file.fsPath));
