import * as vscode from 'vscode';
import type { AskMfaCode } from '../../aws/credentialTargets';
import { askText } from '../../platform/prompts';

/** Asks for codes one after the other: a second box would take the place of the first. */
export function createMfaPrompt(): AskMfaCode {
  let last: Promise<unknown> = Promise.resolve();
  return (request) => {
    const asked = last.then(() => ask(request));
    last = asked.catch(() => undefined);
    return asked;
  };
}

const ask: AskMfaCode = ({ profile, serial }) =>
  askText({
    title: vscode.l10n.t('SageMaker: multi-factor authentication'),
    prompt: vscode.l10n.t('Code that {0} shows, for profile {1}', serial, profile),
    // A device's code is six digits ("Use MFA devices with your IAM sign-in page", IAM user guide).
    validate: (code) =>
      /^\d{6}$/.test(code) ? undefined : vscode.l10n.t('The code has six digits.'),
  });
