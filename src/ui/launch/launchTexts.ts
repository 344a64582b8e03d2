import * as vscode from 'vscode';
import { suits, type TrainingImage } from '../../core/images/trainingImage';
import { formArguments } from '../../core/training/draft';
import type { DeclaredVersion } from '../../core/training/inspect/frameworkVersion';
import type { FrameworkGuess, ScriptInspection } from '../../core/training/inspection';
import type { LaunchStep } from '../../core/training/launch';
import { isBroken } from './launchDraft';

export function stepText(step: LaunchStep): string {
  switch (step) {
    case 'packing':
      return vscode.l10n.t('Packing the source folder…');
    case 'readingData':
      return vscode.l10n.t('Reading the data…');
    case 'uploadingCode':
      return vscode.l10n.t('Uploading the code…');
    case 'uploadingData':
      return vscode.l10n.t('Uploading the data…');
    case 'creating':
      return vscode.l10n.t('Creating the job…');
  }
}

export const wrongSourceFolder = (): string =>
  vscode.l10n.t(
    'Only the script’s own folder and the folders round it, up to the one that is open, can be packed.',
  );

/** `image`: the one that was chosen for it. */
export function frameworkOrigin(
  framework: FrameworkGuess | null,
  declared: DeclaredVersion | null,
  image: TrainingImage,
): string {
  if (!framework) {
    return vscode.l10n.t('no framework is imported; runs any Python script');
  }
  const imported = vscode.l10n.t('from the import in line {0}', framework.line);
  return declared ? `${imported}; ${versionText(declared, image)}` : imported;
}

function versionText(declared: DeclaredVersion, image: TrainingImage): string {
  const { version, isExact } = declared;
  const file = dependencyFiles[declared.source];
  if (!suits(image, declared)) {
    return vscode.l10n.t('{0} asks for {1}, for which no image is known', file, version);
  }
  return isExact
    ? vscode.l10n.t('{0} asks for {1}', file, version)
    : vscode.l10n.t('{0} asks for releases from {1}', file, version);
}

const dependencyFiles: Readonly<Record<DeclaredVersion['source'], string>> = {
  requirements: 'requirements.txt',
  project: 'pyproject.toml',
  environment: 'environment.yml',
};

export function argumentsOrigin(inspection: ScriptInspection): string {
  const count = formArguments(inspection).length;
  if (count > 0) {
    const kind = inspection.parser?.kind;
    if (kind === undefined) {
      return vscode.l10n.t('read without a parser, {0}', count);
    }
    const library = kind === 'dataclass' ? 'dataclasses' : kind;
    return vscode.l10n.t('from {0}, {1}', library, count);
  }
  return isBroken(inspection)
    ? vscode.l10n.t('not readable while the script has a syntax error')
    : vscode.l10n.t('none found in the script');
}

export const costsNothing = (): string => vscode.l10n.t('nothing: this machine');
