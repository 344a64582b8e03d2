import * as vscode from 'vscode';
import type { Connection } from '../aws/connection';
import { AppError } from '../core/errors';
import type { Capability, ResourceKind } from '../core/resources/kind';
import type { ResourceRow } from '../ids';
import { withProgress } from '../platform/progress';
import { confirm } from '../platform/prompts';
import type { BackendLoader } from '../ui/backend';
import type { ChosenConnection } from '../ui/connection/chosenConnection';
import type { Documents } from '../ui/documents/documents';
import type { ResourceTree } from '../ui/tree/resourceTree';
import { namedCall } from './named';
import type { Called, Rows } from './rows';

export interface ResourceServices {
  readonly backend: BackendLoader;
  readonly chosen: ChosenConnection;
  readonly documents: Documents;
  readonly tree: ResourceTree;
  readonly rows: Rows;
  /** Resources may be gone: open pages are to find out. */
  lookAgain(): void;
}

/** A row with its kind and the connection it was read through. */
interface Opened {
  readonly row: ResourceRow;
  readonly kind: ResourceKind;
  readonly connection: Connection;
}

/** Commands that every kind of resource has by its capabilities. */
export class ResourceCommands {
  constructor(private readonly services: ResourceServices) {}

  async describe(called: Called): Promise<void> {
    const row = await this.services.rows.one(called, 'describe');
    if (row) {
      const { kind } = await this.open(row);
      await namedCall(row, kind.noun, () => this.services.documents.showDescription(row));
    }
  }

  async stop(called: Called): Promise<void> {
    const opened = await this.several(called, 'stop');
    const [first] = opened;
    if (!first) {
      return;
    }
    const question =
      opened.length === 1
        ? vscode.l10n.t('Stop the {0} {1}?', first.kind.noun, first.row.item.name)
        : vscode.l10n.t('Stop {0} resources?', opened.length);
    const detail = listed(opened, vscode.l10n.t('What it has saved until then is kept.'));
    if (await confirm(question, detail, vscode.l10n.t('Stop'))) {
      await this.act(vscode.l10n.t('Stopping'), opened, ({ kind, connection, row }) =>
        namedCall(row, kind.noun, () => kind.stop?.(connection.sagemaker, row.item)),
      );
    }
  }

  async remove(called: Called): Promise<void> {
    const opened = await this.several(called, 'delete');
    const [first] = opened;
    if (!first) {
      return;
    }
    const question =
      opened.length === 1
        ? vscode.l10n.t('Delete the {0} {1}?', first.kind.noun, first.row.item.name)
        : vscode.l10n.t('Delete {0} resources?', opened.length);
    const notes = [...new Set(opened.flatMap(({ kind }) => kind.removalNote ?? []))];
    const detail = listed(opened, [...notes, vscode.l10n.t('This cannot be undone.')].join(' '));
    if (await confirm(question, detail, vscode.l10n.t('Delete'))) {
      await this.act(vscode.l10n.t('Deleting'), opened, ({ kind, connection, row }) =>
        namedCall(row, kind.noun, () => kind.remove?.(connection.sagemaker, row.item)),
      );
    }
  }

  async copyName(called: Called): Promise<void> {
    const rows = await this.services.rows.several(called, 'describe');
    await copy(rows.map(({ item }) => item.name));
  }

  async copyArn(called: Called): Promise<void> {
    const rows = await this.services.rows.several(called, 'describe');
    await copy(rows.flatMap(({ item }) => item.arn ?? []));
  }

  async openConsole(called: Called): Promise<void> {
    const row = await this.services.rows.one(called, 'console');
    if (!row) {
      return;
    }
    const { kind, connection } = await this.open(row);
    const { consoleUrl } = connection.info.traits;
    if (consoleUrl === undefined || !kind.consolePath) {
      const { label } = connection.info;
      throw new AppError('invalid', vscode.l10n.t('There is no AWS Console for {0}.', label));
    }
    await vscode.env.openExternal(
      vscode.Uri.parse(`${consoleUrl}${kind.consolePath(row.item)}`, true),
    );
  }

  private async several(called: Called, capability: Capability): Promise<readonly Opened[]> {
    const rows = await this.services.rows.several(called, capability);
    return Promise.all(rows.map((row) => this.open(row)));
  }

  private async open(row: ResourceRow): Promise<Opened> {
    const { kinds } = await this.services.backend();
    const kind = kinds.find(({ id }) => id === row.kindId);
    if (!kind) {
      throw new AppError('notFound', vscode.l10n.t('Unknown kind of resource: {0}', row.kindId));
    }
    return { row, kind, connection: await this.services.chosen.openById(row.connectionId) };
  }

  /** Does something to each; goes on after a failure and reports the first. */
  private async act(
    title: string,
    opened: readonly Opened[],
    action: (opened: Opened) => Promise<void>,
  ): Promise<void> {
    const failures = await withProgress(title, async (report, signal) => {
      const errors: unknown[] = [];
      for (const [index, each] of opened.entries()) {
        if (signal.aborted) {
          break;
        }
        report(each.row.item.name, index / opened.length);
        try {
          await action(each);
        } catch (error) {
          errors.push(error);
        }
      }
      return errors;
    });
    this.services.lookAgain();
    await this.services.tree.refresh();
    if (failures.length > 0) {
      throw failures[0];
    }
  }
}

function listed(opened: readonly Opened[], note: string): string {
  const names = opened.length > 1 ? opened.map(({ row }) => row.item.name) : [];
  const where = [
    ...new Set(opened.map(({ connection: { info } }) => `${info.label} · ${info.region}`)),
  ];
  return [...names, vscode.l10n.t('In {0}.', where.join(', ')), note].join('\n');
}

async function copy(texts: readonly string[]): Promise<void> {
  if (texts.length > 0) {
    await vscode.env.clipboard.writeText(texts.join('\n'));
    vscode.window.setStatusBarMessage(vscode.l10n.t('Copied'), 2000);
  }
}
