import type { AppError } from '../../core/errors';
import { lacking } from '../../core/connections/lacking';
import { applyQuery, rowKey } from '../../core/resources/applyQuery';
import type { ResourceItem } from '../../core/resources/kind';
import { PagedRows, type RowsChange } from '../../core/resources/pagedRows';
import { Arrangement } from './arrangement';
import { FarPins } from './farPins';
import { ListProblem } from './listProblem';
import { newFailures, tonesOf } from './newFailures';
import type { ListPlace, RowListPorts } from './rowListPorts';
import { RowNodes, rowId } from './rowNodes';
import { Subgroups } from './subgroups';
import type { GroupNode, MoreNode, ResourceNode, TreeNode } from './treeNode';

/** While all is read, rows are arranged anew this often. */
const arrangePause = 500;

/**
 * The rows of one kind at one place of the tree: read by pages, shown as the person wants them. Every
 * change answers the nodes that have to be drawn anew; failures are kept in `problem`.
 */
export class RowList {
  readonly group: GroupNode;
  /** When it was read last, in milliseconds since the epoch. */
  readAt = -Infinity;
  /** Calls that listing has cost so far. */
  calls = 0;
  isBusy = false;
  /** The rows that were seen to fail by the last refresh. */
  failed: readonly ResourceNode[] = [];
  private readonly rows: PagedRows;
  private readonly farPins: FarPins;
  private readonly arrangement = new Arrangement();
  private readonly nodes: RowNodes;
  private readonly subgroups: Subgroups;
  private items: readonly ResourceItem[] = [];
  private first: Promise<void> | undefined;
  private isAwaited = false;
  private readonly trouble = new ListProblem();
  private readonly gone: string[] = [];

  constructor(
    private readonly ports: RowListPorts,
    place: ListPlace,
  ) {
    const { kind, parent, isFirst } = place;
    const { info, sagemaker } = ports.connection;
    const list = { connectionId: info.id, kindId: kind.id };
    this.group = {
      ...{ type: 'group', id: `${parent?.id ?? info.id}/${kind.id}`, ...list },
      ...{ kind, parent, isFirst },
      summary: { hidden: 0, hasMore: false, query: ports.queries.query(list) },
    };
    this.subgroups = new Subgroups(this.group);
    this.nodes = new RowNodes({
      ...{ group: this.group, kind, causes: ports.causes },
      lacks: lacking(info.traits),
    });
    const called = (): void => {
      this.calls++;
    };
    this.rows = new PagedRows((token) => {
      called();
      return kind.list(sagemaker, token, ports.signal);
    });
    const changed = (): void => ports.came(this.group);
    this.farPins = new FarPins({ ...ports, kind, api: sagemaker, called, changed });
  }

  /** Whether anybody has wanted to see it. */
  get wasAsked(): boolean {
    return this.first !== undefined;
  }

  /** Whether somebody has to wait for its first rows and show them; said once. */
  isToCome(): boolean {
    const isFirst = !this.isAwaited && !this.wasRead;
    this.isAwaited = true;
    return isFirst;
  }

  get problem(): AppError | undefined {
    return this.trouble.error;
  }

  get wasRead(): boolean {
    return this.readAt > -Infinity;
  }

  /** Whether it is known to have no row at all. */
  get isEmpty(): boolean {
    return this.wasRead && !this.problem && this.items.length === 0 && !this.rows.hasMore;
  }

  /** Rows of all items that were read, shown or not. */
  rowsOfAll(): readonly ResourceNode[] {
    return this.items.map((item) => this.nodes.of(item, this.isPinned(item)));
  }

  /** Ids of rows that do not exist any more since they were asked for last. */
  takeGone(): readonly string[] {
    return this.gone.splice(0);
  }

  /** Reads the first page once; what fails is kept in `problem` until somebody asks again. */
  read(): Promise<void> {
    this.first ??= settled(this.attempt(() => this.rows.refresh(), false));
    return this.first;
  }

  /** Reads anew what was read; rejects with why not. `asked`: a person waits for it. */
  async refresh(asked: boolean): Promise<readonly TreeNode[]> {
    const { kind } = this.group;
    const before = this.wasRead ? tonesOf(kind, this.arrangement.shown) : undefined;
    const changed = await this.startRefresh(asked);
    const failed = before ? newFailures(kind, this.arrangement.shown, before) : [];
    this.failed = failed.flatMap((item) => this.find(item.name) ?? []);
    return changed;
  }

  private startRefresh(asked: boolean): Promise<readonly TreeNode[]> {
    if (asked) {
      this.farPins.renew();
    }
    const reading = this.attempt(() => (asked ? this.rows.refresh() : this.readBusy()), asked);
    this.first ??= settled(reading);
    return reading;
  }

  /** As far as there are rows that may have changed by themselves. */
  private readBusy(): Promise<RowsChange> {
    return this.rows.refreshUntil((item) => this.group.kind.tone(item) === 'busy');
  }

  /** Shows what a row for more stands for. */
  async more({ act, key }: MoreNode, changed: () => void): Promise<void> {
    if (act === 'show') {
      this.arrangement.showMore(key);
    } else if (act === 'page') {
      await this.attempt(() => this.rows.loadMore(), true);
    } else {
      await this.readAll(changed);
    }
  }

  /** Reads to the end; `changed` hears now and then what has come. */
  private async readAll(changed: () => void): Promise<void> {
    let arrangedAt = this.ports.clock.now();
    const onPage = (): void => {
      if (this.ports.clock.now() - arrangedAt >= arrangePause) {
        this.update();
        changed();
        arrangedAt = this.ports.clock.now();
      }
    };
    await this.attempt(async () => {
      await this.rows.loadAll(onPage, this.ports.signal);
      return undefined;
    }, true);
  }

  /** Filters, sorts and groups anew; answers what is to be drawn anew for that. */
  update(change?: RowsChange): readonly TreeNode[] {
    const before = this.layout;
    const items = this.items;
    this.arrange();
    if (change?.rows === true) {
      this.dropGone(items);
    }
    const shown = this.arrangement.shown;
    this.nodes.keep(new Set(shown.map(({ name }) => name)));
    const changed = shown.flatMap((item) => this.changedRow(item));
    const isOther = change === undefined || before !== this.layout;
    return isOther ? [this.group] : changed;
  }

  children(): readonly TreeNode[] {
    const { arrangement, group } = this;
    const pinned = arrangement.pinned.map((item) => this.nodes.of(item, true));
    const { groupBy } = arrangement;
    const rows = groupBy
      ? arrangement.places.map((place) => this.subgroups.of(groupBy, place))
      : this.rowsOf('');
    const none: readonly TreeNode[] =
      this.wasRead && arrangement.isEmpty ? [{ type: 'empty', group }] : [];
    return [
      ...this.trouble.rows(group, this.ports.leave()),
      ...pinned,
      ...rows,
      ...none,
      ...this.furtherPages(),
    ];
  }

  rowsOf(key: string): readonly TreeNode[] {
    const { items, count } = this.arrangement.placeOf(key);
    const rows = items.map((item) => this.nodes.of(item, false));
    const rest = count - items.length;
    return rest > 0
      ? [...rows, { type: 'more', group: this.group, act: 'show', key, count: rest }]
      : rows;
  }

  /** The row of a resource, when it is among those that are shown. */
  find(name: string): ResourceNode | undefined {
    const item = this.arrangement.shown.find((one) => one.name === name);
    return item && this.nodes.of(item, this.isPinned(item));
  }

  parentOf(row: ResourceNode): TreeNode {
    const { groupBy, places } = this.arrangement;
    const place = groupBy && places.find(({ items }) => items.includes(row.item));
    return groupBy && place ? this.subgroups.of(groupBy, place) : this.group;
  }

  private arrange(): void {
    const { connection, queries, tags, clock } = this.ports;
    const { group } = this;
    const query = queries.query(group);
    const rows = this.rows.hasMore
      ? this.farPins.join(this.rows.items, query.pins)
      : this.rows.items;
    this.items = rows.map((item) => tags.addTo(connection.info.id, item));
    const toneOf = (item: ResourceItem) => group.kind.tone(item);
    this.arrangement.take(applyQuery(this.items, query, { now: clock.now(), toneOf }), query);
    this.isBusy = this.items.some((item) => toneOf(item) === 'busy');
    group.summary = {
      count: this.wasRead ? this.rows.items.length : undefined,
      hidden: this.arrangement.hidden,
      hasMore: this.rows.hasMore,
      query,
    };
  }

  /** Busy rows tell for how long they have been so. */
  private changedRow(item: ResourceItem): readonly ResourceNode[] {
    const node = this.nodes.known(item.name);
    if (!node) {
      return [];
    }
    const isOther = this.nodes.change(node, item, this.isPinned(item));
    return isOther || node.kind.tone(item) === 'busy' ? [node] : [];
  }

  /** Differs when more has to be drawn than rows that are there already. */
  private get layout(): string {
    const { count, hasMore } = this.group.summary;
    return JSON.stringify([count, hasMore, this.arrangement.layout]);
  }

  private isPinned(item: ResourceItem): boolean {
    return (this.group.summary.query.pins ?? []).includes(rowKey(item));
  }

  private dropGone(before: readonly ResourceItem[]): void {
    const names = new Set(this.items.map(({ name }) => name));
    const gone = before.filter(({ name }) => !names.has(name));
    this.gone.push(...gone.map(({ name }) => rowId(this.group, name)));
    const { connectionId } = this.group;
    const jobs = gone.map((item) => ({ connectionId, item }));
    this.ports.causes.forget(jobs).catch((error: unknown) => this.ports.failed(error));
  }

  private async attempt(
    work: () => Promise<RowsChange | undefined>,
    asked: boolean,
  ): Promise<readonly TreeNode[]> {
    const { problem } = this;
    try {
      const change = await work();
      this.readAt = this.ports.clock.now();
      this.trouble.clear();
      const changed = this.update(change);
      return problem ? [this.group] : changed;
    } catch (error) {
      this.ports.signal.throwIfAborted();
      this.trouble.take(error, asked || !this.wasRead);
      throw error;
    }
  }

  private furtherPages(): readonly MoreNode[] {
    const { group } = this;
    const acts = this.rows.hasMore ? (['page', 'all'] as const) : [];
    return acts.map((act) => ({
      type: 'more',
      group,
      act,
      key: '',
      count: this.rows.items.length,
    }));
  }
}

const settled = (work: Promise<unknown>): Promise<void> =>
  work.then(
    () => undefined,
    () => undefined,
  );
