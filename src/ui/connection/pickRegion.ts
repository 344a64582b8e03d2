import * as vscode from 'vscode';
import { isRegion, offeredRegions, partitionId } from '../../core/connections/partition';
import { askText, pick } from '../../platform/prompts';

/** Lets the person choose a region, also one that is not listed; `undefined`: dismissed. */
export async function pickRegion(label: string): Promise<string | undefined> {
  const other = { label: vscode.l10n.t('$(edit) Another region…'), value: '' };
  const listed = offeredRegions.map((region) => ({
    label: region,
    // Nearly all are of the commercial partition.
    description: partitionId(region)?.replace(/^aws$/, '') ?? '',
    value: region,
  }));
  const picked = await pick([...listed, other], {
    title: vscode.l10n.t('SageMaker: region for {0}', label),
    placeholder: vscode.l10n.t('Jobs, models and endpoints belong to a region'),
    staysOpen: true,
  });
  return picked === '' ? askRegion(label) : picked;
}

const askRegion = (label: string): Promise<string | undefined> =>
  askText({
    title: vscode.l10n.t('SageMaker: region for {0}', label),
    prompt: vscode.l10n.t('As AWS writes it, such as eu-west-3'),
    validate: (text) =>
      isRegion(text) ? undefined : vscode.l10n.t('A region looks like eu-west-3.'),
  });
