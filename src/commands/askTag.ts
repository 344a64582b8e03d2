import * as vscode from 'vscode';
import type { Tags } from '../core/resources/kind';
import { keyProblem, valueProblem, type TagProblem } from '../core/resources/tagRules';
import { askText } from '../platform/prompts';

/** Asks for the key of a tag that is not among `tags`; `undefined`: dismissed. */
export const askKey = (tags: Tags): Promise<string | undefined> =>
  askText({
    title: vscode.l10n.t('SageMaker: add a tag'),
    prompt: vscode.l10n.t('Key of the tag'),
    validate: (text) => problemText(keyProblem(text, tags)),
  });

/** Asks for a tag's value, which may be empty; `undefined`: dismissed. */
export const askValue = (key: string, value: string | undefined): Promise<string | undefined> =>
  askText({
    title: vscode.l10n.t('SageMaker: value of the tag {0}', key),
    prompt: vscode.l10n.t('It may be empty'),
    value,
    validate: (text) => problemText(valueProblem(text)),
  });

function problemText(problem: TagProblem | undefined): string | undefined {
  switch (problem) {
    case 'empty':
      return vscode.l10n.t('A tag has a key.');
    case 'long':
      return vscode.l10n.t('A key has at most 128 characters, a value 256.');
    case 'characters':
      return vscode.l10n.t('Letters, digits, spaces and _ . : / = + - @ are allowed.');
    case 'aws':
      return vscode.l10n.t('Keys that begin with aws: are made by AWS alone.');
    case 'taken':
      return vscode.l10n.t('There is a tag of this key already.');
    case 'many':
      return vscode.l10n.t('A resource has at most 50 tags.');
    case undefined:
      return undefined;
  }
}
