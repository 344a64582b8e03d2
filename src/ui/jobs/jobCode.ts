import * as vscode from 'vscode';
import { access } from 'node:fs/promises';
import { AppError } from '../../core/errors';
import type { CodePlace } from '../../core/logs/codeReference';
import { codeAddress } from '../../core/training/codeAddress';
import type { ResourceRow } from '../../ids';
import type { Connection } from '../../aws/connection';
import type { ResourceKind } from '../../core/resources/kind';
import { parseDraft } from '../launch/launchDraft';
import { ownFolder, packedFile, sourceRoots } from '../launch/sourceRoots';
import type { LaunchedJobs } from './launchedJobs';

export interface JobCodePorts {
  readonly launchedJobs: Pick<LaunchedJobs, 'find'>;
  open(connectionId: string): Promise<Connection>;
  kind(): Promise<ResourceKind>;
  showFile(path: string, line: number): Promise<void>;
  /** Shows a file of an archive at an S3 address, read-only. */
  showPacked(row: ResourceRow, uri: string, place: CodePlace): Promise<void>;
}

/** Opens lines of the code of jobs. */
export class JobCode {
  constructor(private readonly ports: JobCodePorts) {}

  /** The file of the job's folders where that is known here, else what was packed of it. */
  async open(row: ResourceRow, place: CodePlace): Promise<void> {
    const local = await this.localFile(row, place);
    if (local !== undefined) {
      await this.ports.showFile(local, place.line);
      return;
    }
    const connection = await this.ports.open(row.connectionId);
    const kind = await this.ports.kind();
    const uri = codeAddress(await kind.describe?.(connection.sagemaker, row.item));
    if (uri === undefined) {
      const message = vscode.l10n.t('The code of {0} is not known here.', row.item.name);
      throw new AppError('notFound', message);
    }
    await this.ports.showPacked(row, uri, place);
  }

  private async localFile(row: ResourceRow, { path }: CodePlace): Promise<string | undefined> {
    const job = this.ports.launchedJobs.find(row.connectionId, row.item.name);
    const file =
      job && packedFile(sourceRoots(job.script, parseDraft(job.draft) ?? ownFolder), path);
    return (
      file &&
      access(file).then(
        () => file,
        () => undefined,
      )
    );
  }
}
