import * as vscode from 'vscode';
import { resolve } from 'node:path';
import { AppError } from '../../core/errors';
import type { Clock } from '../../core/clock';
import type { ResourceRow } from '../../ids';
import { jobFiles, taskType } from '../../ids';
import type { Report } from '../../platform/progress';
import { notify } from '../../platform/prompts';
import type { Connection } from '../../aws/connection';
import { trainingKind, type BackendLoader } from '../backend';
import type { ChosenConnection } from '../connection/chosenConnection';
import type { JobFileLauncher } from './jobFileLauncher';
import type { JobOfFile } from './jobOfFile';
import { JobTerminal, type TerminalJob } from './jobTerminal';

export interface JobTaskServices {
  readonly backend: BackendLoader;
  readonly chosen: Pick<ChosenConnection, 'open'>;
  readonly jobFileLauncher: Pick<JobFileLauncher, 'start'>;
  readonly clock: Clock;
  /** A job was created that a terminal follows. */
  followed(connection: Connection, file: vscode.Uri, job: JobOfFile): Promise<void>;
  stop(row: ResourceRow): Thenable<unknown>;
  failed(error: unknown): void;
}

/** What `tasks.json` says of a task of ours; the path is relative to the task's folder. */
interface JobTaskDefinition extends vscode.TaskDefinition {
  readonly jobFile: string;
}

/** Tasks that start the jobs of files and follow them to their end. */
export class JobTasks {
  constructor(private readonly services: JobTaskServices) {}

  /** One for each job file of the workspace, within bounds. */
  async provide(): Promise<vscode.Task[]> {
    const files = await vscode.workspace.findFiles(jobFiles.glob, jobFiles.ignored, jobFiles.most);
    return files.map((uri) => {
      const folder = vscode.workspace.getWorkspaceFolder(uri);
      const jobFile = vscode.workspace.asRelativePath(uri, false);
      return this.task({ type: taskType, jobFile }, folder, jobFile);
    });
  }

  /** A task of `tasks.json` with what it does; the workbench wants the very definition back. */
  resolve({ definition, scope, name }: vscode.Task): vscode.Task | undefined {
    const { jobFile } = definition as Partial<JobTaskDefinition>;
    return typeof jobFile === 'string'
      ? this.task(definition as JobTaskDefinition, scope, name)
      : undefined;
  }

  private task(
    definition: JobTaskDefinition,
    scope: vscode.Task['scope'],
    name: string,
  ): vscode.Task {
    const folder = typeof scope === 'object' ? scope : vscode.workspace.workspaceFolders?.[0];
    // Its variables are replaced only in what the execution is given.
    const execution = new vscode.CustomExecution((replaced) => {
      const { jobFile } = replaced as JobTaskDefinition;
      const file = vscode.Uri.file(resolve(folder?.uri.fsPath ?? '', jobFile));
      return Promise.resolve(this.terminal(file));
    });
    const taskScope = scope ?? vscode.TaskScope.Workspace;
    const task = new vscode.Task(definition, taskScope, name, 'SageMaker', execution, []);
    task.detail = vscode.l10n.t('Train in the chosen connection and follow the log');
    return task;
  }

  private terminal(file: vscode.Uri): JobTerminal {
    const { clock, backend } = this.services;
    return new JobTerminal({
      clock,
      start: (report, signal) => this.start(file, report, signal),
      kind: () => trainingKind(backend),
      left: (job) => this.tellLeft(job),
      failed: (error) => this.services.failed(error),
    });
  }

  private async start(file: vscode.Uri, report: Report, signal: AbortSignal): Promise<TerminalJob> {
    if (!vscode.workspace.isTrusted) {
      const message = vscode.l10n.t(
        'Training runs the code of this folder. Trust the workspace to start it.',
      );
      throw new AppError('invalid', message);
    }
    const { chosen, jobFileLauncher } = this.services;
    const connection = await chosen.open(signal);
    const job = await jobFileLauncher.start(file, { connection, report, signal });
    // The job is there, whatever of its surroundings fails.
    await this.services
      .followed(connection, file, job)
      .catch((error: unknown) => this.services.failed(error));
    return { connection, name: job.launch.jobName };
  }

  private tellLeft({ connection, name }: TerminalJob): void {
    const row = { connectionId: connection.info.id, kindId: 'trainingJob', item: { name } };
    void notify('info', vscode.l10n.t('The task has ended, and its job goes on: {0}', name), [
      { label: vscode.l10n.t('Stop Job'), run: () => this.services.stop(row) },
    ]);
  }
}
