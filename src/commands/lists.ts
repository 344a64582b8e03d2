import * as vscode from 'vscode';
import { kindsThere } from '../core/resources/area';
import { findKind } from '../core/resources/findKind';
import type { ItemKind } from '../core/resources/kind';
import { activeParts, type ResourceQuery, type RowOrder } from '../core/resources/query';
import { rowKey } from '../core/resources/applyQuery';
import { AppError } from '../core/errors';
import type { ListTarget } from '../ids';
import { notify, pick, pickSeveral, typeText, type Choice } from '../platform/prompts';
import { queryText } from '../ui/tree/queryText';
import type { ResourceTree } from '../ui/tree/resourceTree';
import type { Called, Rows } from './rows';
import { pickTag, type TagFilterServices } from './tagFilter';

export interface ListServices extends TagFilterServices {
  readonly tree: Pick<ResourceTree, 'queries' | 'loadAll' | 'resources' | 'tags'>;
  readonly rows: Pick<Rows, 'several'>;
}

interface List extends ListTarget {
  readonly kind: ItemKind;
}

const hour = 3_600_000;

/** What filters, sorts and groups a list; from the palette each asks which one. */
export class ListCommands {
  constructor(private readonly services: ListServices) {}

  async filterByText(target?: ListTarget): Promise<void> {
    const list = await this.list(target);
    if (!list) {
      return;
    }
    const { queries } = this.services.tree;
    // Each text is stored behind the one before it, so that the last one stays.
    let stored = Promise.resolve();
    await typeText({
      title: vscode.l10n.t('SageMaker: filter {0}', list.kind.title),
      placeholder: vscode.l10n.t('Words of a name, a status or what a row tells'),
      value: queries.query(list).text ?? '',
      typed: (text) => {
        stored = stored.then(() => queries.set(list, { text }));
      },
    });
    await stored;
  }

  async filterByStatus(target?: ListTarget): Promise<void> {
    const list = await this.list(target, ({ statuses = [] }) => statuses.length > 0);
    const statuses = list?.kind.statuses ?? [];
    if (!list) {
      return;
    }
    if (statuses.length === 0) {
      void notify('info', vscode.l10n.t('{0} have no status.', list.kind.title));
      return;
    }
    const now = this.services.tree.queries.query(list).statuses ?? [];
    const picked = await pickSeveral(
      statuses.map((label) => ({ label, picked: now.includes(label) })),
      {
        title: vscode.l10n.t('SageMaker: filter {0} by status', list.kind.title),
        placeholder: vscode.l10n.t('Choose the statuses to be shown; none: all of them'),
      },
    );
    if (picked) {
      await this.services.tree.queries.set(list, { statuses: picked });
    }
  }

  async filterByAge(target?: ListTarget): Promise<void> {
    await this.choose(target, 'createdWithin', {
      title: vscode.l10n.t('SageMaker: created within'),
      choices: ages(),
    });
  }

  async filterByTag(target?: ListTarget): Promise<void> {
    const list = await this.list(target, canHaveTags);
    const tag = list && (await pickTag(this.services, list));
    if (tag) {
      await this.services.tree.queries.set(list, { tag });
    }
  }

  async sort(target?: ListTarget): Promise<void> {
    await this.choose(target, 'order', {
      title: vscode.l10n.t('SageMaker: sort by'),
      choices: orders(),
    });
  }

  async group(target?: ListTarget): Promise<void> {
    await this.choose(target, 'groupBy', {
      title: vscode.l10n.t('SageMaker: group by'),
      choices: [
        { label: vscode.l10n.t('Not at all'), value: { is: undefined } },
        { label: vscode.l10n.t('Day'), value: { is: 'day' } },
        { label: vscode.l10n.t('Prefix of the name'), value: { is: 'prefix' } },
      ],
    });
  }

  async clear(target?: ListTarget): Promise<void> {
    const list = target ?? (await this.pickChanged());
    if (list) {
      await this.services.tree.queries.clear(list);
    }
  }

  async loadAll(target?: ListTarget): Promise<void> {
    const list = await this.list(target);
    if (list) {
      await this.services.tree.loadAll(target ?? list);
    }
  }

  /** Keeps rows on top of their lists, or lets them go. */
  async pin(called: Called, isPinned: boolean): Promise<void> {
    const { rows } = await this.services.rows.several(called, 'describe');
    const keys = new Map<string, string[]>();
    const listOf = ({ connectionId, kindId }: ListTarget) => `${connectionId} ${kindId}`;
    for (const row of rows) {
      keys.set(listOf(row), [...(keys.get(listOf(row)) ?? []), rowKey(row.item)]);
    }
    for (const [list, own] of keys) {
      const first = rows.find((row) => listOf(row) === list);
      if (first) {
        await this.services.tree.queries.pin(first, own, isPinned);
      }
    }
  }

  private async choose<Part extends 'createdWithin' | 'order' | 'groupBy'>(
    target: ListTarget | undefined,
    part: Part,
    asked: { readonly title: string; readonly choices: readonly Choice<Wanted<Part>>[] },
  ): Promise<void> {
    const list = await this.list(target);
    const wanted = list && (await this.pickPart(list, part, asked));
    if (wanted) {
      await this.services.tree.queries.set(list, { [part]: wanted.is });
    }
  }

  private pickPart<Part extends 'createdWithin' | 'order' | 'groupBy'>(
    list: List,
    part: Part,
    asked: { readonly title: string; readonly choices: readonly Choice<Wanted<Part>>[] },
  ): Promise<Wanted<Part> | undefined> {
    const now = JSON.stringify(this.services.tree.queries.query(list)[part]);
    const current = vscode.l10n.t('current');
    return pick(
      asked.choices.map((choice) => ({
        ...choice,
        description: JSON.stringify(choice.value.is) === now ? current : '',
      })),
      { title: asked.title, placeholder: list.kind.title },
    );
  }

  /** The list that was called on, or one of the chosen connection; `undefined`: dismissed. */
  private async list(
    target: ListTarget | undefined,
    isMeant: (kind: ItemKind) => boolean = () => true,
  ): Promise<List | undefined> {
    if (!target) {
      const lists = (await this.lists()).filter(({ kind }) => isMeant(kind));
      return lists.length === 1 ? lists[0] : this.pickList(lists);
    }
    const { kinds } = await this.services.backend();
    const kind = findKind(kinds, target.kindId);
    if (!kind) {
      throw new AppError('notFound', vscode.l10n.t('Unknown kind of resource: {0}', target.kindId));
    }
    return { connectionId: target.connectionId, kindId: target.kindId, kind };
  }

  /** Every list of the chosen connection that stands by itself. */
  private async lists(): Promise<readonly List[]> {
    const { kindsByArea } = await this.services.backend();
    const { info } = await this.services.chosen.open();
    return Object.values(kindsThere(kindsByArea, info.traits.kinds))
      .flat()
      .map((kind) => ({ connectionId: info.id, kindId: kind.id, kind }));
  }

  private async pickChanged(): Promise<List | undefined> {
    const { queries } = this.services.tree;
    const lists = await this.lists();
    const changed = lists.filter((list) => activeParts(queries.query(list)).length > 0);
    if (changed.length === 0) {
      void notify('info', vscode.l10n.t('No list is filtered, sorted or grouped.'));
      return undefined;
    }
    return changed.length === 1 ? changed[0] : this.pickList(changed);
  }

  private pickList(lists: readonly List[]): Promise<List | undefined> {
    const { queries } = this.services.tree;
    return pick(
      lists.map((list) => ({
        label: list.kind.title,
        iconPath: new vscode.ThemeIcon(list.kind.icon),
        description: queryText(queries.query(list)),
        value: list,
      })),
      {
        title: vscode.l10n.t('SageMaker: choose a list'),
        placeholder: vscode.l10n.t('Lists of the chosen connection'),
      },
    );
  }
}

const canHaveTags = (kind: ItemKind): boolean =>
  kind.capabilities({ name: '', arn: 'arn' }).includes('tags');

/** What a part of a query is to be; an absent value is a choice, too. */
interface Wanted<Part extends keyof ResourceQuery> {
  readonly is: ResourceQuery[Part];
}

function ages(): readonly Choice<Wanted<'createdWithin'>>[] {
  const hours = [1, 6, 24].map((count) => ({
    label:
      count === 1 ? vscode.l10n.t('The last hour') : vscode.l10n.t('The last {0} hours', count),
    value: { is: count * hour },
  }));
  const days = [3, 7, 30, 90, 365].map((count) => ({
    label: vscode.l10n.t('The last {0} days', count),
    value: { is: count * 24 * hour },
  }));
  return [{ label: vscode.l10n.t('Any time'), value: { is: undefined } }, ...hours, ...days];
}

function orders(): readonly Choice<Wanted<'order'>>[] {
  const order = (by: RowOrder['by'], descending: boolean): Wanted<'order'> => ({
    is: { by, descending },
  });
  return [
    { label: vscode.l10n.t('At work first, then the newest'), value: { is: undefined } },
    { label: vscode.l10n.t('Newest first'), value: order('created', true) },
    { label: vscode.l10n.t('Oldest first'), value: order('created', false) },
    { label: vscode.l10n.t('Last changed first'), value: order('modified', true) },
    { label: vscode.l10n.t('Name, A to Z'), value: order('name', false) },
    { label: vscode.l10n.t('Name, Z to A'), value: order('name', true) },
    { label: vscode.l10n.t('Status'), value: order('status', false) },
  ];
}
