import * as vscode from 'vscode';
import { roleConsoleUrl, s3ConsoleUrl } from '../core/connections/partition';
import { resourceOfArn, s3Addresses } from '../core/resources/references';
import type { ReferenceTarget, ResourceRow } from '../ids';
import { copy } from '../platform/clipboard';
import { notify, pick } from '../platform/prompts';
import type { Documents } from '../ui/documents/documents';
import { namedCall } from './named';
import { openRow, shownName, type OpenServices } from './opened';

export interface ReferenceServices extends OpenServices {
  readonly documents: Documents;
}

/**
 * Opens what a link in a description stands for: a resource's description, or what the console or the
 * clipboard does with an address in S3 and the ARN of something else.
 */
export async function openReference(
  services: ReferenceServices,
  { connectionId, target }: ReferenceTarget,
): Promise<void> {
  const { kinds, connections } = await services.backend();
  const named = resourceOfArn(kinds, target);
  if (!named) {
    await openAddress(services, connectionId, target);
    return;
  }
  const { kind, item, region } = named;
  const { info } = await services.chosen.openById(connectionId);
  const place = info.region === region ? connectionId : connections.inRegion(connectionId, region);
  const row = { connectionId: place ?? connectionId, kindId: kind.id, item };
  await showDescription(services, row);
}

/** Shows the description of a resource, which may have been deleted meanwhile. */
export async function showDescription(
  services: ReferenceServices,
  row: ResourceRow,
): Promise<void> {
  const { kind } = await openRow(services, row);
  await namedCall(row, kind.noun, () => services.documents.showDescription(row));
}

/** Copies an S3 address that a resource's description names; asks which where there are several. */
export async function copyAddress(services: ReferenceServices, row: ResourceRow): Promise<void> {
  const { kind } = await openRow(services, row);
  const description = await namedCall(row, kind.noun, () => services.documents.describe(row));
  const addresses = s3Addresses(description);
  if (addresses.length === 0) {
    void notify('info', vscode.l10n.t('Its description names no S3 address: {0}', shownName(row)));
    return;
  }
  const picked =
    addresses.length === 1
      ? addresses[0]?.uri
      : await pick(
          addresses.map(({ path, uri }) => ({ label: uri, description: path, value: uri })),
          {
            title: vscode.l10n.t('SageMaker: S3 addresses of {0}', shownName(row)),
            placeholder: vscode.l10n.t('Choose the address to copy'),
          },
        );
  await copy(picked === undefined ? [] : [picked]);
}

async function openAddress(
  services: ReferenceServices,
  connectionId: string,
  target: string,
): Promise<void> {
  const { info } = await services.chosen.openById(connectionId);
  const { region, traits } = info;
  const folder = s3ConsoleUrl(region, target);
  const page = traits.consoleUrl && (folder ?? roleConsoleUrl(region, target));
  if (page === undefined) {
    await copy([target]);
    return;
  }
  const open = folder
    ? vscode.l10n.t('$(link-external) Open its folder in the AWS Console')
    : vscode.l10n.t('$(link-external) Open it in the AWS Console');
  const choices = [
    { label: vscode.l10n.t('$(copy) Copy the address'), value: 'copy' },
    { label: open, value: 'open' },
  ];
  const placeholder = vscode.l10n.t('What to do with this address');
  const picked = await pick(choices, { title: target, placeholder });
  if (picked === 'copy') {
    await copy([target]);
  } else if (picked === 'open') {
    await vscode.env.openExternal(vscode.Uri.parse(page, true));
  }
}
