import type * as vscode from 'vscode';
import type { Clock } from '../../core/clock';
import { AppError } from '../../core/errors';
import { areas, type Area } from '../../core/resources/area';
import type { ResourceItem } from '../../core/resources/kind';
import type { ListTarget, ResourceRow } from '../../ids';
import { disposeAll, type Disposable } from '../../platform/disposable';
import type { Output } from '../../platform/output';
import type { Store } from '../../platform/state';
import { rowAfter } from '../after/rowAfter';
import type { BackendLoader } from '../backend';
import type { ChosenConnection } from '../connection/chosenConnection';
import { FailureCauses } from '../jobs/failureCauses';
import { PythonFinder } from '../launch/pythonFinder';
import { connectionItem } from './connectionItem';
import { ConnectionTree } from './connectionTree';
import { ConnectionTrees, type TreeSide } from './connectionTrees';
import { KnownTags } from './knownTags';
import { ListQueries } from './listQueries';
import { createRefresher } from './createRefresher';
import { RowDetails } from './rowDetails';
import { rowTooltip } from './rowTooltip';
import type { TreeHosts } from './treeHost';
import { toTreeItem } from './treeItem';
import { TreeModel } from './treeModel';
import {
  connectionIdOf,
  type GroupNode,
  type MoreNode,
  type ResourceNode,
  type TreeNode,
} from './treeNode';
import { TreeSelection } from './treeSelection';
import { ViewStates } from './viewStates';
import { within } from './within';

/** How long rows that cannot change by themselves count as fresh when they are shown again. */
const staleMilliseconds = 10_000;

/** What a sandbox that answers needs at most for what it runs; one that does not is not waited for. */
const busyPatience = 1000;

export interface ResourceTreePorts {
  readonly chosen: ChosenConnection;
  readonly backend: BackendLoader;
  readonly output: Output;
  readonly clock: Clock;
  /** What this workspace remembers. */
  readonly store: Store;
  /** What all windows remember. */
  readonly shared: Store;
}

/** What the views show: one tree for every kind of resource, in parts. */
export class ResourceTree {
  /** How lists are filtered, sorted and grouped. */
  readonly queries: ListQueries;
  /** Tags that somebody has asked for; rows show them from then on. */
  readonly tags = new KnownTags();
  readonly selection: TreeSelection;
  private readonly trees: ConnectionTrees;
  private readonly details: RowDetails;
  private readonly causes: FailureCauses;
  private readonly disposables: readonly Disposable[];
  private readonly states: ViewStates;

  constructor(
    private readonly hosts: TreeHosts,
    private readonly ports: ResourceTreePorts,
  ) {
    const { chosen, backend, shared, store } = ports;
    this.selection = new TreeSelection(hosts);
    this.causes = new FailureCauses(shared);
    this.queries = new ListQueries(store);
    this.states = new ViewStates(chosen, new PythonFinder(backend));
    this.details = new RowDetails({ causes: this.causes, failed: (error) => this.log(error) });
    this.trees = new ConnectionTrees({
      shown: () => chosen.shown.map(({ id }) => id),
      isChosen: (id) => chosen.current.id === id,
      create: (id, side) => this.createTree(id, side),
      isVisible: (area) => hosts[area].view.visible,
      changed: (area, nodes) => this.changed(area, nodes),
      show: (area, state) => this.states.show(area, state),
    });
    this.disposables = [
      ...[this.trees, this.queries, this.tags, this.states],
      ...areas.flatMap((area) => this.listen(area)),
      chosen.onDidChange(() => this.trees.sync()),
      chosen.onDidRenew((id) => this.trees.renew(id)),
      chosen.onDidChangeTitle(() => this.trees.redrawTops()),
      this.queries.onDidChange((list) =>
        this.trees.arrange(
          ({ connectionId, kindId }) =>
            connectionId === list.connectionId && kindId === list.kindId,
        ),
      ),
      this.tags.onDidChange((id) => this.trees.arrange(({ connectionId }) => connectionId === id)),
    ];
  }

  getTreeItem(area: Area, node: TreeNode): vscode.TreeItem {
    if (node.type !== 'connection') {
      return toTreeItem(node, { area, now: this.ports.clock.now() });
    }
    const { shown, current } = this.ports.chosen;
    const { connectionId } = node;
    const known = shown.find(({ id }) => id === connectionId);
    // One that is hidden meanwhile is drawn a last time.
    return connectionItem(
      known ?? { ...current, label: connectionId },
      connectionId === current.id,
    );
  }

  async getChildren(area: Area, node?: TreeNode): Promise<TreeNode[]> {
    const nodes = node ? await this.trees.children(node) : await this.trees.roots(area);
    this.trees.check();
    return [...nodes];
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return this.trees.parent(node);
  }

  async resolveTreeItem(item: vscode.TreeItem, node: TreeNode): Promise<vscode.TreeItem> {
    const connection = this.trees.of(connectionIdOf(node))?.shownConnection;
    if (node.type === 'resource' && connection) {
      const details = await this.details.of(connection, node);
      if (node.kind.tone(node.item) === 'failed') {
        await this.explain(node);
      }
      const title = this.ports.chosen.titleOf(node.connectionId);
      const after = details?.job && (await rowAfter(this.ports, connection, details.job));
      item.tooltip = rowTooltip(node, { connection: title, details, after });
    }
    return item;
  }

  /** Names of a connection's jobs that are at work; `undefined` where that cannot be told soon. */
  async busyNames(connectionId: string): Promise<readonly string[] | undefined> {
    const model = this.trees.of(connectionId);
    if (!model) {
      return undefined;
    }
    if (AppError.is(model.loadProblem, 'sandboxUnavailable')) {
      return []; // What could not be started runs nothing.
    }
    const { kindsByArea } = await this.ports.backend();
    const rows = Promise.all(kindsByArea.jobs.map(({ id }) => model.rowsOf(id)));
    const known = await within(
      this.ports.clock,
      busyPatience,
      rows.catch(() => undefined),
    );
    return known
      ?.flat()
      .filter(({ kind, item }) => kind.tone(item) === 'busy')
      .map(({ item }) => item.name);
  }

  /**
   * The rows of a list at the top that are loaded now; what nobody sees is read anew. Rejects when it
   * cannot be.
   */
  async resources({ connectionId, kindId }: ListTarget): Promise<readonly ResourceNode[]> {
    return (await this.trees.of(connectionId)?.rowsOf(kindId)) ?? [];
  }

  /** The rows of a kind that were read until now, wherever they stand; asks for none. */
  loaded(connectionId: string, kindId: string): readonly ResourceItem[] {
    const rows = this.trees.of(connectionId)?.loaded(kindId) ?? [];
    return rows.map(({ item }) => item);
  }

  /** Asks the services for what is seen; rejects when that fails. */
  async refresh(): Promise<void> {
    await this.trees.refresh();
    this.trees.check();
  }

  /** The same for one connection. */
  async retry(connectionId: string): Promise<void> {
    await this.trees.of(connectionId)?.refresh();
    this.trees.check();
  }

  /** Shows what a row for more stands for. */
  async more(node: MoreNode): Promise<void> {
    await this.trees.more(node);
  }

  /** Reads a list to its end: one that is shown by its row, or one at the top by its kind. */
  async loadAll(list: GroupNode | ListTarget): Promise<void> {
    await ('summary' in list
      ? this.trees.more({ type: 'more', group: list, act: 'all', key: '', count: 0 })
      : this.trees.of(list.connectionId)?.readAll(list.kindId));
  }

  /** Selects a resource that has just been created, when its view is open. */
  async revealNew(list: ListTarget, name: string): Promise<void> {
    await this.trees.of(list.connectionId)?.refreshKind(list.kindId);
    const place = this.placeOf({ ...list, item: { name } });
    if (place?.view.visible) {
      await place.view.reveal(place.node, { select: true, focus: false });
    }
  }

  /** Goes to a row in its view, if it is among those that are loaded; answers whether it is. */
  async reveal(row: ResourceRow): Promise<boolean> {
    const place = this.placeOf(row);
    await place?.view.reveal(place.node, { select: true, focus: true });
    return place !== undefined;
  }

  /** Goes to the row of a connection that is shown beside others, where the view of jobs is open. */
  async revealConnection(id: string): Promise<void> {
    const { view } = this.hosts.jobs;
    const node = this.trees.top(id, 'jobs');
    if (node && view.visible) {
      await view.reveal(node, { select: true, focus: false });
    }
  }

  dispose(): void {
    disposeAll(this.disposables);
  }

  /** A row that is shown, and its view. */
  private placeOf({ connectionId, kindId, item }: ResourceRow) {
    const model = this.trees.of(connectionId);
    const node = model?.shown(kindId, item);
    return model && node && { node, view: this.hosts[model.areaOf(node.group)].view };
  }

  /** One connection's rows, and what keeps them fresh within its budget. */
  private createTree(id: string, side: TreeSide): ConnectionTree {
    const { chosen, backend, clock } = this.ports;
    const { causes, details, queries, tags } = this;
    const failed = (error: unknown): void => this.log(error);
    const model = new TreeModel({
      ...{ connectionId: id, causes, clock, failed, details, queries, tags },
      ...side,
      open: () => chosen.openShown(id),
      kinds: async () => (await backend()).kindsByArea,
    });
    return new ConnectionTree(id, model, createRefresher(model, { clock, failed }));
  }

  private listen(area: Area): readonly Disposable[] {
    const { view } = this.hosts[area];
    return [
      view.onDidChangeVisibility(() => this.becameFresh()),
      view.onDidExpandElement(({ element }) => {
        this.trees.setOpen(element, true);
        this.becameFresh();
      }),
      view.onDidCollapseElement(({ element }) => {
        this.trees.setOpen(element, false);
        this.trees.check();
      }),
    ];
  }

  /** What comes into sight is read anew when it is old; what went out of it is not followed. */
  private becameFresh(): void {
    this.trees
      .stale(staleMilliseconds)
      .catch((error: unknown) => this.log(error))
      .finally(() => this.trees.check());
    this.trees.check();
  }

  /** A job that had failed before the view was opened tells its cause when it is asked. */
  private async explain(node: ResourceNode): Promise<void> {
    const model = this.trees.of(node.connectionId);
    if (model && (await model.explain(node))) {
      this.hosts[model.areaOf(node.group)].changed([node]);
    }
  }

  private changed(area: Area, nodes: readonly TreeNode[] | undefined): void {
    if (nodes?.length !== 0) {
      this.hosts[area].changed(nodes);
    }
    this.trees.check();
  }

  private log(error: unknown): void {
    this.ports.output.error('the views', error);
  }
}
