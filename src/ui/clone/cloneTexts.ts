import * as vscode from 'vscode';
import type { PreflightLine } from '../../shared/contracts/launch';

export const missingImage = (): string =>
  vscode.l10n.t('The job needs an image: choose a framework, or give the address of one.');

export const cloneTitle = (jobName: string | null): string =>
  jobName === null ? vscode.l10n.t('New training job') : vscode.l10n.t('Clone {0}', jobName);

/** Where what the page shows comes from. */
export const asInOriginal = (jobName: string | null): string =>
  jobName === null ? vscode.l10n.t('as in the request') : vscode.l10n.t('as in {0}', jobName);

export const lostTags = (jobName: string): PreflightLine => ({
  ...{ id: 'tags', tone: 'warning' },
  message: vscode.l10n.t('The tags of {0} are missing: reading them was denied.', jobName),
});

/** A channel that has no row. */
export const keptChannel = (name: string): PreflightLine => ({
  ...{ id: `kept:${name}`, tone: 'info' },
  message: vscode.l10n.t('{0}: read from elsewhere than S3, and kept as it is.', name),
});
