import * as vscode from 'vscode';
import type { OfferedRole } from '../../aws/preflight/findRoles';
import { instanceFacts, instanceTypes } from '../../core/training/settings/instanceTypes';
import { moneyText } from '../../core/cost/money';
import { trainingRate, type PriceTable } from '../../core/cost/priceTable';
import { pick, type Choice } from '../../platform/prompts';
import type { ChosenSetting } from '../../shared/contracts/launchSettings';
import { instanceText } from './instanceText';
import { browseS3, type BrowserPorts } from './s3Browser';

/** What the account has and remembers. */
export interface ChoicePorts extends Pick<BrowserPorts, 'folder'> {
  /** ARNs of roles, the one that was used last first. */
  usedRoles(): readonly string[];
  /** Roles of the account that SageMaker may take on; fails where they may not be listed. */
  trustingRoles(): Promise<readonly OfferedRole[]>;
  /** Of the region, as far as they are at hand. */
  prices(): Promise<PriceTable | undefined>;
}

/** Lets the person choose a setting; `undefined` when dismissed. */
export function chooseSetting(
  setting: ChosenSetting,
  ports: ChoicePorts,
): Promise<string | undefined> {
  switch (setting) {
    case 'roleArn':
      return pick(roleChoices(ports), {
        title: vscode.l10n.t('Role of the job'),
        placeholder: vscode.l10n.t('Choose the role that the job takes on'),
      });
    case 'instanceType':
      return pick(typeChoices(ports), {
        title: vscode.l10n.t('Instance type'),
        placeholder: vscode.l10n.t('Choose what the job runs on'),
      });
    case 'outputUri':
      return browseS3({ ...ports, title: vscode.l10n.t('Output of the job') });
    case 'checkpointUri':
      return browseS3({ ...ports, title: vscode.l10n.t('Checkpoints of the job') });
  }
}

/** Those that were used before first; with some of these it does not matter that others cannot be listed. */
async function roleChoices(ports: ChoicePorts): Promise<readonly Choice<string>[]> {
  const used = ports.usedRoles();
  const offered = await ports.trustingRoles().catch((error: unknown) => {
    if (used.length === 0) {
      throw error;
    }
    return [];
  });
  const others = offered.filter(({ arn }) => !used.includes(arn));
  return [
    ...used.map((arn) => roleChoice(arn, vscode.l10n.t('used before'))),
    ...others.map(({ arn, isCertain }) =>
      roleChoice(arn, isCertain ? '' : vscode.l10n.t('trusts SageMaker on conditions')),
    ),
  ];
}

const roleChoice = (arn: string, description: string): Choice<string> => ({
  ...{ label: arn.slice(arn.lastIndexOf('/') + 1), description, detail: arn, value: arn },
});

async function typeChoices(ports: ChoicePorts): Promise<readonly Choice<string>[]> {
  const prices = await ports.prices();
  return instanceTypes.map((type) => typeChoice(type, prices));
}

function typeChoice(type: string, prices: PriceTable | undefined): Choice<string> {
  const facts = instanceFacts(type);
  const amount = prices && trainingRate(prices, type);
  const { currency = '' } = prices ?? {};
  return {
    ...{ label: type, value: type },
    ...(facts && { description: instanceText(facts) }),
    ...(amount !== undefined && {
      detail: vscode.l10n.t('{0}/h', moneyText({ amount, currency }, vscode.env.language)),
    }),
  };
}
