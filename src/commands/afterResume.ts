import * as vscode from 'vscode';
import type { Connection } from '../aws/connection';
import {
  checkpointAddress,
  resumeRefusal,
  type ResumeRefusal,
} from '../core/training/after/resume';
import type { ResourceRow } from '../ids';
import { notify } from '../platform/prompts';
import { readJob, startLike, type AfterAgainServices } from './afterAgain';
import type { Called, Rows } from './rows';
import { runCommand } from './run';
import { isTrusted } from './trust';

export interface ResumeServices extends AfterAgainServices {
  readonly rows: Pick<Rows, 'one'>;
}

interface Checkpoints {
  readonly connection: Connection;
  readonly name: string;
  /** `s3://…` */
  readonly address: string;
}

/** Creates a job like one that was stopped or failed, which goes on from that one's checkpoints. */
export async function resumeFromCheckpoint(
  services: ResumeServices,
  called: Called,
): Promise<void> {
  const row = isTrusted() ? await services.rows.one(called, 'resume') : undefined;
  if (!row) {
    return;
  }
  const { name } = row.item;
  const description = await readJob(services, row);
  const refusal = resumeRefusal(description);
  if (refusal) {
    sayWhyNot(refusal, row);
    return;
  }
  await startLike(services, {
    ...{ row, description },
    title: vscode.l10n.t('Resuming {0}', name),
    note: (connection, signal) =>
      resumeNote(services, { connection, name, address: checkpointAddress(description) }, signal),
  });
}

/** What the new job finds; where that may not be looked at, what it looks for. */
async function resumeNote(
  { backend }: ResumeServices,
  { connection, name, address }: Checkpoints,
  signal: AbortSignal,
): Promise<string> {
  const { training } = await backend();
  const found = await training
    .summarizeS3Data(connection, address, { signal, onProgress: () => undefined })
    .catch(() => undefined);
  signal.throwIfAborted();
  return found?.files === 0
    ? vscode.l10n.t(
        'There is nothing in {1}, where {0} should have kept its checkpoints: a new job would start from the beginning.',
        ...[name, address],
      )
    : vscode.l10n.t('A new job goes on from the checkpoints of {0} in {1}.', name, address);
}

function sayWhyNot(refusal: ResumeRefusal, row: ResourceRow): void {
  const { name } = row.item;
  const again = {
    label: vscode.l10n.t('Train Again (Same Code)'),
    run: () => runCommand('sagemakerWorkbench.trainingJob.trainAgain', row),
  };
  switch (refusal) {
    case 'atWork':
      void notify('info', vscode.l10n.t('It has not ended yet: {0}', name));
      return;
    case 'completed':
      void notify(
        'info',
        vscode.l10n.t('It has completed, and has nothing to go on with: {0}', name),
        [again],
      );
      return;
    case 'noCheckpoint': {
      const reason = vscode.l10n.t(
        '{0} kept no checkpoints in S3, so that a new job would start from the beginning.',
        name,
      );
      void notify('info', reason, [again]);
    }
  }
}
