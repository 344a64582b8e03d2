import type * as vscode from 'vscode';
import type { Clock } from '../../core/clock';
import { AppError } from '../../core/errors';
import { areas, type Area } from '../../core/resources/area';
import type { ResourceItem } from '../../core/resources/kind';
import type { ViewState } from '../../ids';
import { setContextKey } from '../../platform/contextKeys';
import { disposeAll, type Disposable } from '../../platform/disposable';
import type { Output } from '../../platform/output';
import { onDidChangeSetting } from '../../platform/settings';
import type { Store } from '../../platform/state';
import type { BackendLoader } from '../backend';
import type { ChosenConnection } from '../connection/chosenConnection';
import { FailureCauses } from '../jobs/failureCauses';
import { PythonFinder } from '../launch/pythonFinder';
import { KnownTags } from './knownTags';
import { ListQueries } from './listQueries';
import { pollPause, Refresher } from './refresher';
import { RowDetails } from './rowDetails';
import { rowTooltip } from './rowTooltip';
import type { TreeHosts } from './treeHost';
import { toTreeItem } from './treeItem';
import { TreeModel } from './treeModel';
import type { GroupNode, ResourceNode, TreeNode } from './treeNode';
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
  private readonly model: TreeModel;
  private readonly details: RowDetails;
  private readonly refresher: Refresher;
  private readonly disposables: readonly Disposable[];
  private readonly python: PythonFinder;
  private state: ViewState = 'loading';

  constructor(
    private readonly hosts: TreeHosts,
    private readonly ports: ResourceTreePorts,
  ) {
    const { chosen, backend, clock, shared, store } = ports;
    const causes = new FailureCauses(shared);
    const failed = (error: unknown): void => this.log(error);
    this.queries = new ListQueries(store);
    this.python = new PythonFinder(backend);
    this.details = new RowDetails({ causes, failed });
    this.model = new TreeModel({
      ...{ causes, clock, failed, details: this.details, queries: this.queries, tags: this.tags },
      open: () => chosen.open(),
      kinds: async () => (await backend()).kindsByArea,
      isVisible: (area) => hosts[area].view.visible,
      changed: (area, nodes) => {
        if (nodes?.length !== 0) {
          hosts[area].changed(nodes);
        }
        this.refresher.check();
      },
      show: (area, state) => this.show(area, state),
    });
    const { refreshing } = this.model;
    this.refresher = new Refresher(
      {
        refresh: () => refreshing.follow(),
        isBusy: () => refreshing.isBusy,
        interval: () =>
          pollPause(
            this.model.shownConnection?.info.traits.statusPollMilliseconds ?? 30_000,
            refreshing.lastCalls,
          ),
        jitter: () => Math.random(),
        failed,
      },
      clock,
    );
    this.disposables = [
      ...[this.refresher, this.queries, this.tags, this.model],
      ...areas.flatMap((area) => this.listen(area)),
      chosen.onDidChange(() => this.model.reset()),
      onDidChangeSetting('sagemakerWorkbench.sandbox.pythonPath', () =>
        this.show('jobs', this.state),
      ),
      this.queries.onDidChange((list) =>
        this.model.arrange(
          ({ connectionId, kindId }) =>
            connectionId === list.connectionId && kindId === list.kindId,
        ),
      ),
      this.tags.onDidChange((id) => this.model.arrange(({ connectionId }) => connectionId === id)),
    ];
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    return toTreeItem(node, this.ports.clock.now());
  }

  async getChildren(area: Area, node?: TreeNode): Promise<TreeNode[]> {
    const nodes = node ? await this.model.children(node) : await this.model.roots(area);
    this.refresher.check();
    return [...nodes];
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return this.model.parent(node);
  }

  async resolveTreeItem(item: vscode.TreeItem, node: TreeNode): Promise<vscode.TreeItem> {
    const connection = this.model.shownConnection;
    if (node.type === 'resource' && connection) {
      const details = await this.details.of(connection, node);
      if (node.kind.tone(node.item) === 'failed') {
        await this.explain(node);
      }
      item.tooltip = rowTooltip(node, { connection: this.ports.chosen.title, details });
    }
    return item;
  }

  /** The resources that are selected in a view. */
  selectionIn(area: Area): readonly ResourceNode[] {
    return this.hosts[area].view.selection.filter((node) => node.type === 'resource');
  }

  /** Names of jobs that are at work; `undefined` where that cannot be told soon. */
  async busyNames(): Promise<readonly string[] | undefined> {
    if (AppError.is(this.model.loadProblem, 'sandboxUnavailable')) {
      return []; // What could not be started runs nothing.
    }
    const rows = this.rowsOf((await this.ports.backend()).kindsByArea.jobs.map(({ id }) => id));
    const known = await within(
      this.ports.clock,
      busyPatience,
      rows.catch(() => undefined),
    );
    return known
      ?.filter(({ kind, item }) => kind.tone(item) === 'busy')
      .map(({ item }) => item.name);
  }

  /**
   * The rows of some kinds that are loaded now; those that nobody sees are read anew. Rejects when they
   * cannot be.
   */
  async resources(kindIds: readonly string[]): Promise<readonly ResourceNode[]> {
    return this.rowsOf(kindIds);
  }

  /** The rows of a kind that were read until now, if that connection is shown; asks for none. */
  loaded(connectionId: string, kindId: string): readonly ResourceItem[] {
    const rows = this.model.listOf(kindId)?.rowsOfAll() ?? [];
    return rows.filter((row) => row.connectionId === connectionId).map(({ item }) => item);
  }

  /** Asks the service for what is seen; rejects when that fails. */
  async refresh(): Promise<void> {
    await this.model.refresh();
    this.refresher.check();
  }

  /** Shows what the selected row for more stands for. */
  async loadMore(): Promise<void> {
    const selected = areas.flatMap((area) => this.hosts[area].view.selection);
    const more = selected.findLast((node) => node.type === 'more');
    if (more) {
      await this.model.more(more);
    }
  }

  /** Reads a list to its end: one that is shown by its row, or one at the top by its kind. */
  async loadAll(list: GroupNode | { readonly kindId: string }): Promise<void> {
    await ('summary' in list
      ? this.model.more({ type: 'more', group: list, act: 'all', key: '', count: 0 })
      : this.model.readAll(list.kindId));
  }

  /** Selects a resource that has just been created, when its view is open. */
  async reveal(kindId: string, name: string): Promise<void> {
    await this.model.refreshKind(kindId);
    const node = this.model.listOf(kindId)?.find(name);
    if (!node) {
      return;
    }
    const { view } = this.hosts[this.model.areaOf(node)];
    if (view.visible) {
      await view.reveal(node, { select: true, focus: false });
    }
  }

  dispose(): void {
    disposeAll(this.disposables);
  }

  private async rowsOf(kindIds: readonly string[]): Promise<readonly ResourceNode[]> {
    const rows = await Promise.all(kindIds.map((id) => this.model.rowsOf(id)));
    return rows.flat();
  }

  private listen(area: Area): readonly Disposable[] {
    const { view } = this.hosts[area];
    return [
      view.onDidChangeVisibility(() => this.becameFresh()),
      view.onDidExpandElement(({ element }) => {
        this.model.setOpen(element, true);
        this.becameFresh();
      }),
      view.onDidCollapseElement(({ element }) => {
        this.model.setOpen(element, false);
        this.refresher.check();
      }),
    ];
  }

  /** What comes into sight is read anew when it is old; what went out of it is not followed. */
  private becameFresh(): void {
    this.model.refreshing
      .stale(staleMilliseconds)
      .catch((error: unknown) => this.log(error))
      .finally(() => this.refresher.check());
    this.refresher.check();
  }

  /** A job that had failed before the view was opened tells its cause when it is asked. */
  private async explain(node: ResourceNode): Promise<void> {
    if (await this.model.explain(node)) {
      this.hosts[this.model.areaOf(node)].changed([node]);
    }
  }

  /** Without rows, a missing Python is the first thing to mend: nothing else can be done here. */
  private show(area: Area, state: ViewState): void {
    setContextKey(`sagemakerWorkbench.${area}View`, state);
    if (area !== 'jobs') {
      return;
    }
    this.state = state;
    if (state === 'empty' && this.ports.chosen.current.runsHere) {
      void this.python.find().catch(() => {
        if (this.state === 'empty') {
          setContextKey('sagemakerWorkbench.jobsView', 'noPython');
        }
      });
    }
  }

  private log(error: unknown): void {
    this.ports.output.error('the views', error);
  }
}
