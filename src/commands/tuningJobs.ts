import * as vscode from 'vscode';
import type { ResourceItem, ResourceKind } from '../core/resources/kind';
import { notify, pick, type Choice } from '../platform/prompts';
import type { BackendLoader } from '../ui/backend';
import type { ChosenConnection } from '../ui/connection/chosenConnection';
import { formatAge } from '../ui/time';
import type { Called } from './rows';

export interface TuningJobServices {
  readonly backend: BackendLoader;
  readonly chosen: ChosenConnection;
  openTuningPage(connectionId: string, jobName: string, preserveFocus?: boolean): Promise<void>;
}

/**
 * Opens the results page of a tuning job; from the palette, of one that the chosen connection has,
 * whether the tree has listed it or not.
 */
export async function openResults(services: TuningJobServices, { row }: Called): Promise<void> {
  if (typeof row === 'object') {
    await services.openTuningPage(row.connectionId, row.item.name);
    return;
  }
  const { info, sagemaker } = await services.chosen.open();
  const { kind } = (await services.backend()).tuning;
  const place = `${info.label} · ${info.region}`;
  const choices = await newest(kind, sagemaker);
  if (choices.length === 0) {
    void notify('info', vscode.l10n.t('There are no tuning jobs in {0}.', place));
    return;
  }
  const name = await pick(choices, {
    title: vscode.l10n.t('SageMaker: open the results of a tuning job'),
    placeholder: vscode.l10n.t('Choose a tuning job in {0}', place),
  });
  if (name !== undefined) {
    await services.openTuningPage(info.id, name);
  }
}

/** The newest hundred; older ones are for the tree. */
async function newest(
  kind: ResourceKind,
  api: Parameters<ResourceKind['list']>[0],
): Promise<readonly Choice<string>[]> {
  const { items } = await kind.list(api);
  return items.map((item) => ({
    label: item.name,
    description: described(item),
    value: item.name,
  }));
}

const described = ({ status, createdAt }: ResourceItem): string =>
  [status, createdAt && formatAge(createdAt.getTime(), Date.now())].filter(Boolean).join(' · ');
