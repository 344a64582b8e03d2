import * as vscode from 'vscode';
import { instanceFacts, instanceTypes } from '../../core/training/settings/instanceTypes';
import { pick, type Choice } from '../../platform/prompts';
import type { ChosenSetting } from '../../shared/contracts/launchSettings';
import { instanceText } from './instanceText';

/** What the account has and remembers. */
export interface ChoicePorts {
  /** ARNs of roles, the one that was used last first. */
  usedRoles(): readonly string[];
}

/** Lets the person choose a setting; `undefined` when dismissed. */
export function chooseSetting(
  setting: ChosenSetting,
  ports: ChoicePorts,
): Promise<string | undefined> {
  switch (setting) {
    case 'roleArn':
      return pick(roleChoices(ports.usedRoles()), {
        title: vscode.l10n.t('Role of the job'),
        placeholder: vscode.l10n.t('Choose the role that the job takes on'),
      });
    case 'instanceType':
      return pick(typeChoices(), {
        title: vscode.l10n.t('Instance type'),
        placeholder: vscode.l10n.t('Choose what the job runs on'),
      });
  }
}

const roleChoices = (used: readonly string[]): readonly Choice<string>[] =>
  used.map((arn) => ({
    label: arn.slice(arn.lastIndexOf('/') + 1),
    description: vscode.l10n.t('used before'),
    detail: arn,
    value: arn,
  }));

const typeChoices = (): readonly Choice<string>[] =>
  instanceTypes.map((type) => {
    const facts = instanceFacts(type);
    return { label: type, value: type, ...(facts && { description: instanceText(facts) }) };
  });
