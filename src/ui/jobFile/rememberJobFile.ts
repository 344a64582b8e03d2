import type * as vscode from 'vscode';
import type { Connection } from '../../aws/connection';
import type { LaunchedJobs } from '../jobs/launchedJobs';
import type { FormMemory } from '../launch/formMemory';
import type { JobOfFile } from './jobOfFile';

/** What is remembered of launches. */
interface JobFileMemory {
  readonly launchedJobs: Pick<LaunchedJobs, 'remember'>;
  readonly memory: Pick<FormMemory, 'rememberRole'>;
}

/** A job that was created of a file. */
interface FileJob {
  readonly connection: Connection;
  readonly file: vscode.Uri;
  readonly job: JobOfFile;
}

/** Keeps which file a job with a script is of, and its role, which other launches in the account begin with. */
export async function rememberJobFile(
  { launchedJobs, memory }: JobFileMemory,
  { connection, file, job: { launch, script } }: FileJob,
): Promise<void> {
  const { jobName: name, role } = launch;
  const connectionId = connection.info.id;
  if (role !== undefined) {
    await memory.rememberRole(connectionId, role);
  }
  if (script !== undefined) {
    const job = { connectionId, name, script };
    await launchedJobs.remember({ ...job, draft: undefined, jobFile: file.fsPath });
  }
}
