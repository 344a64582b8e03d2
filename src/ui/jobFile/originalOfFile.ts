import type * as vscode from 'vscode';
import { basename } from 'node:path';
import type { ConnectionInfo } from '../../core/connections/connection';
import { shownPath } from '../../core/packaging/shownPath';
import { fileOriginal } from '../../core/training/spec/file/fileOriginal';
import { dataStandIn } from '../clone/dataStandIn';
import type { Original } from '../clone/original';
import type { JobOfFile } from './jobOfFile';

/** What the page of a job without a script begins with, as a file says it. */
export const originalOfFile = (
  { launch }: Pick<JobOfFile, 'launch'>,
  { fsPath }: vscode.Uri,
  { region }: Pick<ConnectionInfo, 'region'>,
): Original => ({
  ...{ jobName: null, hasTags: true, file: shownPath(basename(fsPath)) },
  ...fileOriginal(launch, (channel) => dataStandIn(region, channel)),
});
