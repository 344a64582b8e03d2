import * as vscode from 'vscode';
import { AppError } from '../core/errors';
import { copy } from '../platform/clipboard';
import { notify } from '../platform/prompts';
import { actOn, type ActName, type ActServices } from './acts';
import { openRow, shownName } from './opened';
import { copyAddress, showDescription, type ReferenceServices } from './references';
import type { Called } from './rows';
import { editTags, type TagServices } from './tags';
import { editTagsOfSeveral } from './tagsOfSeveral';

export type ResourceServices = ActServices & ReferenceServices & TagServices;

/** Commands that every kind of resource has by its capabilities. */
export class ResourceCommands {
  constructor(private readonly services: ResourceServices) {}

  async describe(called: Called): Promise<void> {
    const row = await this.services.rows.one(called, 'describe');
    if (row) {
      await showDescription(this.services, row);
    }
  }

  async copyAddress(called: Called): Promise<void> {
    const row = await this.services.rows.one(called, 'describe');
    if (row) {
      await copyAddress(this.services, row);
    }
  }

  async editTags(called: Called): Promise<void> {
    const { rows, left } = await this.services.rows.several(called, 'tags');
    const [row] = rows;
    if (row && rows.length === 1) {
      await editTags(this.services, row);
    } else if (row) {
      await editTagsOfSeveral(this.services, rows, left);
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
    const arns = rows.flatMap(({ item }) => item.arn ?? []);
    if (rows.length > 0 && arns.length === 0) {
      const names = rows.map(shownName).join(', ');
      void notify('info', vscode.l10n.t('Without an ARN of its own: {0}', names));
    }
    await copy(arns);
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
