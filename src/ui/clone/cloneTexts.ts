import * as vscode from 'vscode';
import { shownPath } from '../../core/packaging/shownPath';
import type { PreflightLine } from '../../shared/contracts/launch';
import { listing } from '../launch/fileTexts';

export const missingImage = (): string =>
  vscode.l10n.t('The job needs an image: choose a framework, or give the address of one.');

/** Of a tab; `place`: where the page has brought the job to. */
export function cloneTitle(jobName: string | null, place?: string): string {
  if (jobName === null) {
    return vscode.l10n.t('New training job');
  }
  return place === undefined
    ? vscode.l10n.t('Clone {0}', jobName)
    : vscode.l10n.t('Clone {0} in {1}', jobName, place);
}

/** Where what the page shows comes from. */
export const asInOriginal = (jobName: string | null): string =>
  jobName === null ? vscode.l10n.t('as in the request') : vscode.l10n.t('as in {0}', jobName);

/** ListTags takes a permission of its own (Service Authorization Reference, Amazon SageMaker AI). */
export const lostTags = (jobName: string): PreflightLine => ({
  ...{ id: 'tags', tone: 'warning' },
  message: vscode.l10n.t(
    'The tags of {0} could not be read, so that the new job has none of them: your credentials lack {1}. Ask for it, or add the tags by hand.',
    ...[shownPath(jobName), 'sagemaker:ListTags'],
  ),
});

/** A channel that has no row. */
export const keptChannel = (name: string): PreflightLine => ({
  ...{ id: `kept:${name}`, tone: 'info' },
  message: vscode.l10n.t('{0}: read from elsewhere than S3, and kept as it is.', shownPath(name)),
});

/** What a request names that is not where the job goes now: some of one place, each once. */
export const leftBehind = (
  id: string,
  texts: readonly string[],
  { from, to }: { readonly from: string; readonly to: string },
): PreflightLine => {
  const names = texts.map(shownPath);
  return {
    ...{ id: `left:${id}`, tone: 'warning' },
    message: vscode.l10n.t(
      'The job names what belongs to {0}, and would run in {1}. Change it before you start: {2}',
      ...[from, to, names[0] ?? ''],
    ),
    detail: listing(names),
  };
};
