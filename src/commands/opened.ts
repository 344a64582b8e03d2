import * as vscode from 'vscode';
import type { Connection } from '../aws/connection';
import { AppError } from '../core/errors';
import { findKind } from '../core/resources/findKind';
import type { ItemKind } from '../core/resources/kind';
import type { ResourceRow } from '../ids';
import type { BackendLoader } from '../ui/backend';
import type { ChosenConnection } from '../ui/connection/chosenConnection';

/** A row with its kind and the connection it was read through. */
export interface Opened {
  readonly row: ResourceRow;
  readonly kind: ItemKind;
  readonly connection: Connection;
}

export interface OpenServices {
  readonly backend: BackendLoader;
  readonly chosen: Pick<ChosenConnection, 'openById'>;
}

/** Opens the connection that a row belongs to, whichever is chosen now. */
export async function openRow(services: OpenServices, row: ResourceRow): Promise<Opened> {
  const { kinds } = await services.backend();
  const kind = findKind(kinds, row.kindId);
  if (!kind) {
    throw new AppError('notFound', vscode.l10n.t('Unknown kind of resource: {0}', row.kindId));
  }
  return { row, kind, connection: await services.chosen.openById(row.connectionId) };
}

/** What a row is called where people read it: versions and steps have a title. */
export const shownName = ({ item }: ResourceRow): string => item.title ?? item.name;
