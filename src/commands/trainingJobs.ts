import * as vscode from 'vscode';
import type { Clock } from '../core/clock';
import { formatBytes } from '../core/formatBytes';
import { describedBill } from '../core/training/jobBill';
import { nextJobName } from '../core/training/names';
import { modelAddress } from '../core/training/modelAddress';
import type { Connection } from '../aws/connection';
import type { ResourceRow } from '../ids';
import { withProgress } from '../platform/progress';
import { notify, pick, type Choice } from '../platform/prompts';
import { pickSaveTarget } from '../platform/saveTarget';
import type { Store } from '../platform/state';
import type { ArtifactMember, BackendLoader } from '../ui/backend';
import type { Documents } from '../ui/documents/documents';
import type { LaunchedJobs } from '../ui/jobs/launchedJobs';
import { confirmBill } from '../ui/launch/billQuestion';
import { parseDraft } from '../ui/launch/launchDraft';
import { capabilitiesOf, type ResourceNode } from '../ui/tree/treeNode';
import type { FirstSteps } from '../ui/welcome/firstSteps';
import { launchAgain, type LaunchAgainServices } from './launchAgain';
import { named, namedCall } from './named';
import type { Called, Rows } from './rows';
import { runCommand } from './run';
import { isTrusted } from './trust';

export interface TrainingJobServices extends LaunchAgainServices {
  readonly backend: BackendLoader;
  readonly documents: Documents;
  readonly rows: Rows;
  readonly launchedJobs: LaunchedJobs;
  readonly firstSteps: FirstSteps;
  /** What all windows remember. */
  readonly shared: Store;
  readonly clock: Clock;
  openLogPage(connectionId: string, jobName: string, preserveFocus?: boolean): Promise<void>;
  openTuningPage(connectionId: string, jobName: string, preserveFocus?: boolean): Promise<void>;
  /** A job was created by repeating another. */
  started(connection: Connection, jobName: string): Promise<void>;
}

/** What a job's model archive holds, and where it lies. */
interface OpenedModel {
  readonly connection: Connection;
  readonly uri: string;
  readonly members: readonly ArtifactMember[];
}

/** Milliseconds between two clicks that are one gesture, as systems have it. */
const doubleClick = 500;

/** Commands of training jobs alone. */
export class TrainingJobCommands {
  private click = { id: '', at: 0 };

  constructor(private readonly services: TrainingJobServices) {}

  async openLogs(called: Called): Promise<void> {
    const row = await this.services.rows.one(called, 'logs');
    if (row) {
      await this.services.openLogPage(row.connectionId, row.item.name);
      this.services.firstSteps.done('logs');
    }
  }

  /**
   * What a click on a row does, as in the explorer: it shows the page and leaves the keys to the tree; a
   * double click goes on to the page, and so does Enter.
   */
  async openRow(row: ResourceNode, isClick: boolean): Promise<void> {
    const now = this.services.clock.now();
    const isSecond = row.id === this.click.id && now - this.click.at < doubleClick;
    this.click = { id: row.id, at: now };
    const preserveFocus = isClick && !isSecond;
    const can = capabilitiesOf(row);
    if (can.includes('results')) {
      await this.services.openTuningPage(row.connectionId, row.item.name, preserveFocus);
      return;
    }
    if (!can.includes('logs')) {
      await runCommand('sagemakerWorkbench.resource.describe', row);
      return;
    }
    await this.services.openLogPage(row.connectionId, row.item.name, preserveFocus);
    this.services.firstSteps.done('logs');
  }

  /** Creates the same job again under a new name, with the code and data of the first one. */
  async trainAgain(called: Called): Promise<void> {
    const row = isTrusted() ? await this.services.rows.one(called, 'again') : undefined;
    if (!row) {
      return;
    }
    const { chosen, backend } = this.services;
    const title = vscode.l10n.t('Training again: {0}', row.item.name);
    // The question names the job that it is about.
    const name = nextJobName(row.item.name, new Date(this.services.clock.now()));
    const started = await withProgress(title, async (_report, signal) => {
      const connection = await chosen.openById(row.connectionId, signal);
      await this.confirmAgain({ connection, row, name, signal });
      await this.services.launcher.usePython(connection, undefined, signal);
      const { training } = await backend();
      const options = { signal, name };
      await named(row, () => training.again(connection, row.item.name, options));
      return connection;
    });
    const job = { connectionId: row.connectionId, name: row.item.name };
    await this.services.launchedJobs.repeated(job, name);
    await this.services.started(started, name);
  }

  /** A job that is created like another one costs what that one may cost. */
  private async confirmAgain({
    connection,
    row,
    name,
    signal,
  }: {
    readonly connection: Connection;
    readonly row: ResourceRow;
    /** Of the new job. */
    readonly name: string;
    readonly signal: AbortSignal;
  }): Promise<void> {
    if (connection.info.traits.billable) {
      const description = await this.describe(connection, row, signal);
      const { prices } = await this.services.backend();
      await confirmBill(connection, name, {
        ...{ bill: describedBill(description ?? {}), prices, signal },
      });
    }
  }

  /** Launches the job's script with the job's form, and its folder and data as they are now. */
  async trainCurrentCode(called: Called): Promise<void> {
    const row = isTrusted() ? await this.services.rows.one(called, 'again') : undefined;
    if (!row) {
      return;
    }
    const { launchedJobs } = this.services;
    const job = launchedJobs.find(row.connectionId, row.item.name);
    if (job?.jobFile !== undefined) {
      const { connectionId } = row;
      await runCommand('sagemakerWorkbench.jobFile.train', vscode.Uri.file(job.jobFile), {
        connectionId,
      });
      return;
    }
    const draft = parseDraft(job?.draft);
    if (!job || !draft) {
      refuseCurrentCode(row);
      return;
    }
    const { connectionId } = row;
    await launchAgain(this.services, { script: job.script, connectionId, draft });
  }

  /** Lists what is in the job's model archive; text opens in the editor, the whole can be saved. */
  async openModel(called: Called): Promise<void> {
    const row = await this.services.rows.one(called, 'model');
    if (!row) {
      return;
    }
    const opened = await withProgress(
      vscode.l10n.t('Reading the model of {0}', row.item.name),
      (_report, signal) => named(row, () => this.readModel(row, signal)),
    );
    if (!opened) {
      void notify('info', vscode.l10n.t('The job has left no model: {0}', row.item.name));
      return;
    }
    this.services.firstSteps.done('model');
    const answer = await pick<ArtifactMember | 'save'>(memberChoices(opened.members), {
      title: vscode.l10n.t('Model of {0}', row.item.name),
      staysOpen: true,
      placeholder: vscode.l10n.t('Choose a file to read'),
    });
    if (answer === 'save') {
      await named(row, () => this.save(opened.connection, opened.uri, row.item.name));
    } else if (answer) {
      await named(row, () => this.services.documents.showMember(row, opened.uri, answer.name));
    }
  }

  /** `undefined` when the job has left no model. */
  private async readModel(row: ResourceRow, signal: AbortSignal): Promise<OpenedModel | undefined> {
    const { artifacts } = await this.services.backend();
    const connection = await this.services.chosen.openById(row.connectionId, signal);
    const uri = modelAddress(await this.describe(connection, row, signal));
    return uri === undefined
      ? undefined
      : { connection, uri, members: await artifacts.members(connection, uri, signal) };
  }

  private async describe(
    connection: Connection,
    row: ResourceRow,
    signal: AbortSignal,
  ): Promise<object | undefined> {
    const { kinds } = await this.services.backend();
    const kind = kinds.find(({ id }) => id === row.kindId);
    return await namedCall(row, kind?.noun ?? row.kindId, () =>
      kind?.describe?.(connection.sagemaker, row.item, signal),
    );
  }

  private async save(connection: Connection, uri: string, jobName: string): Promise<void> {
    const name = `${jobName}-model.tar.gz`;
    const title = vscode.l10n.t('Save the model archive');
    const target = await pickSaveTarget(name, title, this.services.shared);
    if (target === undefined) {
      return;
    }
    const { artifacts } = await this.services.backend();
    await withProgress(vscode.l10n.t('Saving {0}', name), (_report, signal) =>
      artifacts.save(connection, uri, target, signal),
    );
    await notify('info', vscode.l10n.t('Saved: {0}', target));
  }
}

function refuseCurrentCode(row: ResourceRow): void {
  const reason = vscode.l10n.t(
    'The script of {0} is not known here: the job was not started from this workspace, or too long ago.',
    row.item.name,
  );
  void notify('info', reason, [
    {
      label: vscode.l10n.t('Train Again (Same Code)'),
      run: () => runCommand('sagemakerWorkbench.trainingJob.trainAgain', row),
    },
  ]);
}

function memberChoices(
  members: readonly ArtifactMember[],
): readonly Choice<ArtifactMember | 'save'>[] {
  return [
    ...members.map((member) => ({
      label: `$(file) ${member.name}`,
      description: formatBytes(member.bytes),
      value: member,
    })),
    { label: vscode.l10n.t('$(save-as) Save archive as…'), value: 'save' as const },
  ];
}
