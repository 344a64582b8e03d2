import * as vscode from 'vscode';
import type { ImportProblem } from '../../core/training/imports/readRequest';

/** Why a pasted text is no request, with its place: a sentence or two. */
export function importProblemText(problem: ImportProblem): string {
  const { line, column } = problem;
  return vscode.l10n.t('Line {0}, column {1}: {2}', line, column, reasonText(problem));
}

function reasonText(problem: ImportProblem): string {
  return grammarText(problem) ?? commandText(problem) ?? formText(problem);
}

function grammarText({ reason, detail }: ImportProblem): string | undefined {
  switch (reason) {
    case 'json':
      return detail === ''
        ? vscode.l10n.t('The JSON ends too early.')
        : vscode.l10n.t('This is not JSON: {0}', detail);
    case 'shell':
      return vscode.l10n.t('What begins here is never closed: {0}', detail);
    case 'shorthand':
      return vscode.l10n.t('This is not the shorthand syntax of the AWS CLI: {0}', detail);
    case 'python':
      return vscode.l10n.t('This is not valid Python.');
    case 'integer':
      return vscode.l10n.t('A whole number is expected, not {0}.', detail);
    case 'boolean':
      return vscode.l10n.t('true or false is expected, not {0}.', detail);
    default:
      return undefined;
  }
}

function commandText({ reason, detail }: ImportProblem): string | undefined {
  switch (reason) {
    case 'expansion':
      return vscode.l10n.t(
        'The shell would put something in the place of {0}. Write it out.',
        detail,
      );
    case 'otherCommand':
      return vscode.l10n.t(
        'Another command or a redirection begins here. Paste the one command alone.',
      );
    case 'otherOperation':
      return vscode.l10n.t('The command must be aws sagemaker create-training-job.');
    case 'unknownOption':
      return vscode.l10n.t('The command has no option {0}.', detail);
    case 'missingValue':
      return vscode.l10n.t('A value is missing after {0}.', detail);
    case 'file':
      return vscode.l10n.t('Files are not read. Paste what stands in {0}.', detail);
    default:
      return undefined;
  }
}

function formText({ reason, detail }: ImportProblem): string {
  switch (reason) {
    case 'empty':
      return vscode.l10n.t('There is no text.');
    case 'tooLong':
      return vscode.l10n.t('The text is longer than any request.');
    case 'tooDeep':
      return vscode.l10n.t('Values lie deeper in one another than in any request.');
    case 'notObject':
      return vscode.l10n.t('A request is a JSON object.');
    case 'noCall':
      return vscode.l10n.t('The script does not call create_training_job.');
    case 'severalCalls':
      return vscode.l10n.t('The script calls create_training_job more than once.');
    case 'notLiteral':
      return vscode.l10n.t('Only running the script would tell what this is: {0}', detail);
    default:
      return vscode.l10n.t(
        'Neither JSON, nor a command of the AWS CLI, nor a Python script that calls boto3.',
      );
  }
}
