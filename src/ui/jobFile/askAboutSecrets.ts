import * as vscode from 'vscode';
import { secretKindName } from '../../core/packaging/secrets/blockedSecrets';
import { shownPath } from '../../core/packaging/shownPath';
import { secretFields, withoutFields } from '../../core/training/spec/file/secretFields';
import { pathText } from '../../core/training/spec/requestProblem';
import { confirmOneOf } from '../../platform/prompts';
import { listing } from '../launch/fileTexts';
import { numberText } from '../numberText';

/**
 * The fields of a job file as they may be written: where values look like secrets, with or without them, as
 * the person says; `undefined`: not at all.
 */
export async function askAboutSecrets(fields: object): Promise<object | undefined> {
  const found = secretFields(fields);
  if (found.length === 0) {
    return fields;
  }
  const question =
    found.length === 1
      ? vscode.l10n.t('1 value looks like a secret. Leave it out of the job file?')
      : vscode.l10n.t(
          '{0} values look like secrets. Leave them out of the job file?',
          numberText(found.length),
        );
  const places = found.map(
    ({ path, kind }) => `${shownPath(pathText(path))} (${secretKindName(kind)})`,
  );
  const why = vscode.l10n.t(
    'Job files are shared, and so would be what is in them. A file can name a variable instead: {0}',
    '${env:NAME}',
  );
  const leaveOut = vscode.l10n.t('Leave Out');
  const keep = vscode.l10n.t('Save with Secrets');
  const answer = await confirmOneOf(question, `${listing(places)}\n\n${why}`, [leaveOut, keep]);
  if (answer === leaveOut) {
    return withoutFields(
      fields,
      found.map(({ path }) => path),
    );
  }
  return answer === keep ? fields : undefined;
}
