import * as vscode from 'vscode';
import type { Clock } from '../core/clock';
import { AppError } from '../core/errors';
import type { Tags } from '../core/resources/kind';
import { exportRequest, type ExportFormat } from '../core/training/exports/exportRequest';
import { requestOfJob } from '../core/training/exports/requestOfJob';
import { nextJobName } from '../core/training/names';
import { copy } from '../platform/clipboard';
import { showNewDocument } from '../platform/newDocument';
import { withProgress } from '../platform/progress';
import { notify, pick } from '../platform/prompts';
import type { Documents } from '../ui/documents/documents';
import { exportChoices, formatName, languageOf } from '../ui/export/exportFormats';
import { namedCall } from './named';
import { openRow, type Opened, type OpenServices } from './opened';
import type { Called, Rows } from './rows';

export interface CopyRequestServices extends OpenServices {
  readonly rows: Pick<Rows, 'one'>;
  readonly documents: Pick<Documents, 'describe'>;
  readonly clock: Clock;
}

/** Copies the request that creates a training job again, as code or data that runs elsewhere. */
export async function copyTrainingJobAs(
  services: CopyRequestServices,
  called: Called,
): Promise<void> {
  const row = await services.rows.one(called, 'code');
  const format = row && (await pickFormat(vscode.l10n.t('SageMaker: copy {0} as', row.item.name)));
  if (!row || !format) {
    return;
  }
  const title = vscode.l10n.t('Reading {0}', row.item.name);
  const read = await withProgress(title, async () =>
    readJob(services, await openRow(services, row)),
  );
  const code = exportRequest(read.request, format, read.region);
  await copy([code]);
  void notify(read.tags ? 'info' : 'warning', copiedText(format, row.item.name, read), [
    {
      label: vscode.l10n.t('Open in Editor'),
      run: () => showNewDocument(languageOf[format], code),
    },
  ]);
}

const pickFormat = (title: string): Promise<ExportFormat | undefined> =>
  pick(exportChoices(), { title, placeholder: vscode.l10n.t('Choose the form to copy') });

interface ReadJob {
  readonly request: ReturnType<typeof requestOfJob>;
  readonly region: string;
  /** Whether the job's place is this computer. */
  readonly runsHere: boolean;
  /** `undefined`: they may not be read. */
  readonly tags: Tags | undefined;
}

async function readJob(services: CopyRequestServices, opened: Opened): Promise<ReadJob> {
  const { row, kind, connection } = opened;
  const { region, traits } = connection.info;
  const [description = {}, tags] = await Promise.all([
    namedCall(row, kind.noun, () => services.documents.describe(row)),
    readTags(services, opened),
  ]);
  const name = nextJobName(row.item.name, new Date(services.clock.now()));
  const request = requestOfJob(description, name, tags ?? {});
  return { request, region, runsHere: traits.runsHere, tags };
}

/** Tags take a permission of their own, and the rest of the request is worth having without them. */
async function readTags(
  services: CopyRequestServices,
  { row, connection }: Opened,
): Promise<Tags | undefined> {
  const { tags } = await services.backend();
  try {
    return row.item.arn === undefined ? {} : await tags.list(connection.sagemaker, row.item.arn);
  } catch (error) {
    if (AppError.is(error, 'denied')) {
      return undefined;
    }
    throw error;
  }
}

function copiedText(format: ExportFormat, job: string, { tags, runsHere }: ReadJob): string {
  const form = formatName(format);
  if (!tags) {
    return vscode.l10n.t(
      'Copied {0} as {1}, but without its tags: reading them was denied.',
      ...[job, form],
    );
  }
  return runsHere
    ? vscode.l10n.t(
        'Copied {0} as {1}. It names the role and the bucket of the local sandbox; put your own in.',
        ...[job, form],
      )
    : vscode.l10n.t('Copied {0} as {1}, under a new name.', job, form);
}
