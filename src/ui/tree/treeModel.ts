import type { Connection } from '../../aws/connection';
import { asAppError, type AppError } from '../../core/errors';
import { areas, kindsThere, type Area, type KindsByArea } from '../../core/resources/area';
import type { ResourceItem } from '../../core/resources/kind';
import type { ViewState } from '../../ids';
import { ListFamily } from './listFamily';
import { ListRefresh } from './listRefresh';
import type { RowDetails } from './rowDetails';
import { RowList } from './rowList';
import type { RowListPorts } from './rowListPorts';
import type { GroupNode, MoreNode, ResourceNode, TreeNode } from './treeNode';
import { pageOf, problemRows } from './viewProblem';
import { within } from './within';

export interface TreeModelPorts extends Pick<
  RowListPorts,
  'queries' | 'tags' | 'causes' | 'clock' | 'failed' | 'leave'
> {
  readonly connectionId: string;
  open(): Promise<Connection>;
  kinds(): Promise<KindsByArea>;
  readonly details: RowDetails;
  isVisible(area: Area): boolean;
  /** Says which rows of a view changed; `undefined`: all of them. */
  changed(area: Area, nodes: readonly TreeNode[] | undefined): void;
  /** Says what a view has to tell when it has no rows. */
  show(area: Area, state: ViewState): void;
}

/** How long a view waits for what decides whether it has rows, before it shows the kinds. */
const patience = 1000;

/** What the views show of one connection, and what a refresh changes of it. */
export class TreeModel {
  readonly refreshing: ListRefresh;
  private connection: Connection | undefined;
  private lists: ListFamily | undefined; // None before the first expansion.
  private problem: AppError | undefined;
  private loading: Promise<void> | undefined;
  private leaving = new AbortController();
  private readonly empty = new Set<Area>();

  constructor(private readonly ports: TreeModelPorts) {
    this.refreshing = new ListRefresh({
      clock: ports.clock,
      lists: () => this.lists,
      isVisible: (area) => ports.isVisible(area),
      isEmpty: (area) => this.empty.has(area),
      redraw: (list, nodes) => this.redraw(list, nodes),
      explain: (row) => this.explain(row).then(() => undefined),
    });
  }

  /** The connection whose rows are shown; none before the first expansion. */
  get shownConnection(): Connection | undefined {
    return this.connection;
  }

  /** Why there is no connection; `undefined` where there is one. */
  get loadProblem(): AppError | undefined {
    return this.problem;
  }

  async roots(area: Area): Promise<readonly TreeNode[]> {
    const lists = await this.opened();
    if (this.problem) {
      const page = pageOf(this.problem);
      this.ports.show(area, page ?? 'rows');
      return page ? [] : problemRows(this.problem, this.ports.connectionId, this.ports.leave());
    }
    const own = lists?.ofArea(area) ?? [];
    const state = await this.stateOf(area, own);
    if (lists !== this.lists) {
      return this.roots(area);
    }
    this.ports.show(area, state);
    return state === 'rows' ? own.map(({ group }) => group) : [];
  }

  async children(node: TreeNode): Promise<readonly TreeNode[]> {
    const { lists } = this;
    if (!lists) {
      return [];
    }
    this.setOpen(node, true);
    switch (node.type) {
      case 'group':
        return this.childrenOf(lists.of(node));
      case 'subgroup':
        return lists.of(node.group)?.rowsOf(node.key) ?? [];
      case 'resource':
        return lists.below(node).map(({ group }) => group);
      default:
        return [];
    }
  }

  parent(node: TreeNode): TreeNode | undefined {
    switch (node.type) {
      case 'group':
        return node.parent;
      case 'subgroup':
        return node.group;
      case 'resource':
        return this.lists?.of(node.group)?.parentOf(node);
      default:
        return undefined;
    }
  }

  /** Rows of a kind that were read until now, shown or not, wherever they stand; asks for none. */
  loaded(kindId: string): readonly ResourceNode[] {
    return this.lists?.rowsOf(kindId) ?? [];
  }

  /** The row of a resource, when it is among those that are shown. */
  shown(kindId: string, item: ResourceItem): ResourceNode | undefined {
    return this.lists?.shown(kindId, item);
  }

  /** Whether the person has a row unfolded: only then what is below it is kept fresh. */
  setOpen(node: TreeNode, isOpen: boolean): void {
    if (node.type === 'group' || node.type === 'resource') {
      this.lists?.setOpen(node.id, isOpen);
    }
  }

  /** Asks the service again for what is seen; rejects with the first failure and leaves the rows. */
  async refresh(): Promise<void> {
    if (!this.lists || this.problem) {
      this.reset();
      await this.opened();
    } else {
      await this.refreshing.all();
    }
  }

  /** Reads a list at the top again, whether it is seen or not. */
  async refreshKind(kindId: string): Promise<void> {
    const list = (await this.opened())?.ofKind(kindId);
    if (list) {
      await this.refreshing.refresh([list], true);
    }
  }

  /** All rows of a kind that were read, fresh; rejects with why there are none. */
  async rowsOf(kindId: string): Promise<readonly ResourceNode[]> {
    if (this.problem) {
      this.reset();
    }
    const list = (await this.opened())?.ofKind(kindId);
    if (this.problem) {
      throw this.problem;
    }
    if (list && (!list.wasRead || list.problem || !this.refreshing.isSeen(list))) {
      await this.refreshing.refresh([list], true);
    }
    return list?.rowsOfAll() ?? [];
  }

  /** Shows what a row for more stands for. */
  async more(node: MoreNode): Promise<void> {
    const list = this.lists?.of(node.group);
    if (list) {
      const changed = (): void => this.redraw(list, [list.group]);
      await list.more(node, changed).finally(changed);
    }
  }

  /** Reads a list at the top to its end. */
  async readAll(kindId: string): Promise<void> {
    const group = (await this.opened())?.ofKind(kindId)?.group;
    if (group) {
      await this.more({ type: 'more', group, act: 'all', key: '', count: 0 });
    }
  }

  /** The person wants to see lists otherwise, or more is known of their rows. */
  arrange(isMeant: (group: RowList['group']) => boolean): void {
    const lists = this.lists?.all.filter(({ group, wasAsked }) => wasAsked && isMeant(group)) ?? [];
    lists.forEach((list) => this.redraw(list, list.update()));
  }

  /** Asks why a row failed; answers whether that is news. */
  async explain(row: ResourceNode): Promise<boolean> {
    return this.connection ? this.ports.details.explain(this.connection, row) : false;
  }

  areaOf(group: GroupNode): Area {
    return this.lists?.areaOf(group) ?? 'jobs';
  }

  /** Forgets everything, because the connection leads elsewhere or works again. */
  reset(): void {
    this.leaving.abort();
    this.leaving = new AbortController();
    this.empty.clear();
    this.connection = this.lists = this.problem = this.loading = undefined;
    for (const area of areas) {
      this.ports.show(area, 'loading');
      this.ports.changed(area, undefined);
    }
  }

  dispose(): void {
    this.leaving.abort();
  }

  private async opened(): Promise<ListFamily | undefined> {
    let signal: AbortSignal;
    do {
      ({ signal } = this.leaving);
      this.loading ??= this.load(signal);
      await this.loading;
    } while (signal.aborted && signal !== this.leaving.signal);
    return this.lists;
  }

  private async load(signal: AbortSignal): Promise<void> {
    try {
      const [connection, kinds] = await Promise.all([this.ports.open(), this.ports.kinds()]);
      if (!signal.aborted) {
        this.connection = connection;
        const came = (group: GroupNode): void => this.arrange((one) => one === group);
        const ports = { ...this.ports, connection, signal, came };
        const known = kindsThere(kinds, connection.info.traits.kinds);
        this.lists = new ListFamily(known, (place) => new RowList(ports, place));
      }
    } catch (error) {
      if (!signal.aborted) {
        this.problem = asAppError(error);
        this.ports.failed(error);
      }
    }
  }

  /** Only the jobs have a page for an account that has none; others are asked when all else is empty. */
  private async stateOf(area: Area, lists: readonly RowList[]): Promise<ViewState> {
    this.empty.delete(area);
    const [first, ...others] = lists;
    if (!first) {
      return 'noKinds';
    }
    if (area === 'jobs') {
      const { clock } = this.ports;
      await within(clock, patience, this.read(first));
      if (first.isEmpty) {
        await within(clock, patience, Promise.all(others.map((list) => this.read(list))));
      }
      if (this.problem) {
        return pageOf(this.problem) ?? 'rows';
      }
      if (lists.every(({ isEmpty }) => isEmpty)) {
        this.empty.add(area);
        return 'empty';
      }
    }
    return 'rows';
  }

  private async childrenOf(list: RowList | undefined): Promise<readonly TreeNode[]> {
    if (list?.isToCome()) {
      await this.read(list);
      this.redraw(list, [list.group]);
    }
    return list?.children() ?? [];
  }

  /** A sandbox that cannot be started is the trouble of all lists, and has a page. */
  private async read(list: RowList): Promise<void> {
    const { lists } = this;
    const isFirst = !list.wasAsked;
    await list.read();
    if (isFirst && list.problem && lists === this.lists) {
      this.ports.failed(list.problem);
      if (list.problem.reason === 'sandboxUnavailable') {
        this.giveUp(list.problem);
      }
    }
  }

  private giveUp(problem: AppError): void {
    this.problem = problem;
    areas.forEach((area) => this.ports.changed(area, undefined));
  }

  private redraw(list: RowList, nodes: readonly TreeNode[]): void {
    const { lists } = this;
    if (lists?.of(list.group) !== list) {
      return;
    }
    lists.forget(list.takeGone());
    const area = lists.areaOf(list.group);
    const isEmpty = lists.mayBeEmpty(area);
    this.ports.changed(area, isEmpty === this.empty.has(area) ? nodes : undefined);
  }
}
