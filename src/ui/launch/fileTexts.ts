import * as vscode from 'vscode';
import { numberText } from '../numberText';

/** As many names as anyone reads in a list that folds out. */
export const mostNames = 30;

/** `1 file`, `12,000 files` */
export const filesText = (count: number): string =>
  count === 1 ? vscode.l10n.t('1 file') : vscode.l10n.t('{0} files', numberText(count));

/** The first names line by line, and how many others of `count` there are. */
export function listing(names: readonly string[], count = names.length): string {
  const shown = names.slice(0, mostNames);
  const rest = count - shown.length;
  const more = rest > 0 ? [vscode.l10n.t('… and {0} more', numberText(rest))] : [];
  return [...shown, ...more].join('\n');
}
