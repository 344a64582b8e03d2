import * as vscode from 'vscode';
import { AppError } from '../core/errors';
import type { Documents } from '../ui/documents/documents';
import { actOn, type ActName, type ActServices } from './acts';
import { namedCall } from './named';
import { openRow } from './opened';
import type { Called } from './rows';

export interface ResourceServices extends ActServices {
  readonly documents: Documents;
}

/** Commands that every kind of resource has by its capabilities. */
export class ResourceCommands {
  constructor(private readonly services: ResourceServices) {}

  async describe(called: Called): Promise<void> {
    const row = await this.services.rows.one(called, 'describe');
    if (row) {
      const { kind } = await openRow(this.services, row);
      await namedCall(row, kind.noun, () => this.services.documents.showDescription(row));
    }
  }

  act(name: ActName, called: Called): Promise<void> {
    return actOn(this.services, name, called);
  }

  async copyName(called: Called): Promise<void> {
    const { rows } = await this.services.rows.several(called, 'describe');
    await copy(rows.map(({ item }) => item.name));
  }

  async copyArn(called: Called): Promise<void> {
    const { rows } = await this.services.rows.several(called, 'describe');
    await copy(rows.flatMap(({ item }) => item.arn ?? []));
  }

  async openConsole(called: Called): Promise<void> {
    const row = await this.services.rows.one(called, 'console');
    if (!row) {
      return;
    }
    const { kind, connection } = await openRow(this.services, row);
    const { consoleUrl } = connection.info.traits;
    if (consoleUrl === undefined || !kind.consolePath) {
      const { label } = connection.info;
      throw new AppError('invalid', vscode.l10n.t('There is no AWS Console for {0}.', label));
    }
    await vscode.env.openExternal(
      vscode.Uri.parse(`${consoleUrl}${kind.consolePath(row.item)}`, true),
    );
  }
}

async function copy(texts: readonly string[]): Promise<void> {
  if (texts.length > 0) {
    await vscode.env.clipboard.writeText(texts.join('\n'));
    vscode.window.setStatusBarMessage(vscode.l10n.t('Copied'), 2000);
  }
}
