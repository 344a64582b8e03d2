import type * as vscode from 'vscode';
import type { Clock } from '../../core/clock';
import { AppError } from '../../core/errors';
import { setContextKey } from '../../platform/contextKeys';
import { disposeAll, type Disposable } from '../../platform/disposable';
import type { Output } from '../../platform/output';
import { onDidChangeSetting } from '../../platform/settings';
import type { Store } from '../../platform/state';
import type { BackendLoader } from '../backend';
import type { ChosenConnection } from '../connection/chosenConnection';
import { FailureCauses } from '../jobs/failureCauses';
import type { TreeHost } from './treeHost';
import { PythonFinder } from '../launch/pythonFinder';
import { Refresher } from './refresher';
import { toTreeItem, tooltip } from './treeItem';
import { TreeModel, type JobsViewState } from './treeModel';
import type { ResourceNode, TreeNode } from './treeNode';

/** How long rows that cannot change by themselves count as fresh when the view is shown again. */
const staleMilliseconds = 10_000;

export interface ResourceTreePorts {
  readonly chosen: ChosenConnection;
  readonly backend: BackendLoader;
  readonly output: Output;
  readonly clock: Clock;
  /** What all windows remember. */
  readonly shared: Store;
}

/** What the Jobs view shows: one tree for every kind of resource. */
export class ResourceTree {
  private readonly model: TreeModel;
  private readonly refresher: Refresher;
  private readonly disposables: readonly Disposable[];
  private readonly python: PythonFinder;
  private refreshedAt: number;
  private state: JobsViewState = 'loading';

  constructor(
    private readonly host: TreeHost,
    private readonly ports: ResourceTreePorts,
  ) {
    const { chosen, backend, clock, shared } = ports;
    this.refreshedAt = clock.now();
    this.python = new PythonFinder(backend);
    this.model = new TreeModel({
      open: () => chosen.open(),
      kinds: async () => (await backend()).kinds,
      causes: new FailureCauses(shared),
      changed: (nodes) => host.changed(nodes),
      show: (state) => this.show(state),
      failed: (error) => this.log(error),
    });
    this.refresher = new Refresher(
      {
        refresh: () => this.model.refresh(),
        isBusy: () => this.model.hasBusy,
        interval: () => this.model.shownConnection?.info.traits.statusPollMilliseconds ?? 5000,
        failed: (error) => this.log(error),
      },
      clock,
    );
    this.refresher.setVisible(host.view.visible);
    this.disposables = [
      this.refresher,
      host.view.onDidChangeVisibility(({ visible }) => this.becameVisible(visible)),
      chosen.onDidChange(() => this.model.reset()),
      onDidChangeSetting('sagemakerWorkbench.sandbox.pythonPath', () => this.show(this.state)),
    ];
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    return toTreeItem(node, this.ports.clock.now());
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    const nodes = node ? this.model.children(node) : await this.model.roots();
    this.refresher.check();
    return [...nodes];
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return this.model.parent(node);
  }

  async resolveTreeItem(item: vscode.TreeItem, node: TreeNode): Promise<vscode.TreeItem> {
    if (node.type === 'resource') {
      await this.explain(node);
      item.tooltip = tooltip(node, this.ports.chosen.title);
    }
    return item;
  }

  get selection(): readonly ResourceNode[] {
    return this.host.view.selection.filter((node) => node.type === 'resource');
  }

  /** Names of the rows that are at work; `undefined` while no rows are in sight that could tell. */
  get busyNames(): readonly string[] | undefined {
    if (AppError.is(this.model.loadProblem, 'sandboxUnavailable')) {
      return []; // What could not be started runs nothing.
    }
    if (!this.host.view.visible || !this.model.shownConnection) {
      return undefined;
    }
    return this.model.rows
      .filter(({ kind, item }) => kind.tone(item) === 'busy')
      .map(({ item }) => item.name);
  }

  /**
   * Rows that are loaded now; loads the first page when there is none, rejects when it cannot. Nothing
   * keeps the rows of a view fresh that nobody sees, so they are asked for again.
   */
  async resources(): Promise<readonly ResourceNode[]> {
    if (!this.host.view.visible) {
      await this.refresh();
    }
    return this.model.loadedRows();
  }

  /** Asks the service for the rows; rejects when that fails. */
  async refresh(): Promise<void> {
    this.refreshedAt = this.ports.clock.now();
    await this.model.refresh();
    this.refresher.check();
  }

  /** Loads the next page where the selected row stands for it. */
  async loadMore(): Promise<void> {
    const more = this.host.view.selection.find((node) => node.type === 'more');
    if (more) {
      await this.model.loadMore(more.list.kind.id);
    }
  }

  /** Selects a resource that has just been created, when the view is open. */
  async reveal(kindId: string, name: string): Promise<void> {
    const { view } = this.host;
    await this.refresh();
    const node = this.model.find(kindId, name);
    if (node && view.visible) {
      await view.reveal(node, { select: true, focus: false });
    }
  }

  dispose(): void {
    disposeAll(this.disposables);
  }

  private becameVisible(visible: boolean): void {
    this.refresher.setVisible(visible);
    const isStale = this.ports.clock.now() - this.refreshedAt > staleMilliseconds;
    if (visible && isStale && this.model.shownConnection) {
      this.refresh().catch((error: unknown) => this.log(error));
    }
  }

  /** A job that had failed before the view was opened tells its cause when it is asked. */
  private async explain(node: ResourceNode): Promise<void> {
    if (node.cause === undefined && node.kind.tone(node.item) === 'failed') {
      await this.model.explain(node);
      this.host.changed([node]);
    }
  }

  /** Without rows, a missing Python is the first thing to mend: nothing else can be done here. */
  private show(state: JobsViewState): void {
    this.state = state;
    setContextKey('sagemakerWorkbench.jobsView', state);
    if (state === 'empty' && this.ports.chosen.current.runsHere) {
      void this.python.find().catch(() => {
        if (this.state === 'empty') {
          setContextKey('sagemakerWorkbench.jobsView', 'noPython');
        }
      });
    }
  }

  private log(error: unknown): void {
    this.ports.output.error('the jobs view', error);
  }
}
