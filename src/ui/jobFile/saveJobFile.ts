import * as vscode from 'vscode';
import { access, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { AppError } from '../../core/errors';
import { shownPath } from '../../core/packaging/shownPath';
import { jobFiles } from '../../ids';
import { showFile } from '../../platform/documents';
import { askAboutSecrets } from './askAboutSecrets';

/** What is saved, once it is known where: paths in it are relative to the file. */
type SpecAt = (relativePath: (path: string) => string) => object;

/**
 * Asks where a job file called `name` at first is to be, and what becomes of secrets in it; writes and opens
 * it. Nothing when dismissed.
 */
export async function saveJobFile(name: string, folder: string, specAt: SpecAt): Promise<void> {
  // Without filters: the workbench's own dialog appends theirs to a name that ends in two suffixes.
  const picked = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save as job file'),
    defaultUri: vscode.Uri.file(join(folder, `${name}${jobFiles.suffix}`)),
  });
  if (picked) {
    const target = await withSuffix(picked.fsPath);
    const spec = await askAboutSecrets(specAt((path) => relativeTo(dirname(target), path)));
    if (spec === undefined) {
      return;
    }
    await writeFile(target, `${JSON.stringify(spec, null, 2)}\n`);
    await showFile(target, 1);
  }
}

/** Other names mean nothing to the editor. What the dialog has not asked about is not overwritten. */
async function withSuffix(path: string): Promise<string> {
  if (path.endsWith(jobFiles.suffix)) {
    return path;
  }
  const target = `${path.replace(/\.(json|sagemaker)$/, '')}${jobFiles.suffix}`;
  const isThere = await access(target).then(
    () => true,
    () => false,
  );
  if (isThere) {
    throw new AppError(
      'conflict',
      vscode.l10n.t('The file is there already: {0}', shownPath(target)),
    );
  }
  return target;
}

/** With `/`, whatever the system; what lies on another drive stays absolute. */
function relativeTo(folder: string, path: string): string {
  const way = relative(folder, path);
  return way === '' ? '.' : way.split(sep).join('/');
}
