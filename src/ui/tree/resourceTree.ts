import * as vscode from 'vscode';
import type { Clock } from '../../core/clock';
import { views } from '../../ids';
import { setContextKey } from '../../platform/contextKeys';
import { disposeAll, type Disposable } from '../../platform/disposable';
import type { Output } from '../../platform/output';
import type { BackendLoader } from '../backend';
import type { ChosenConnection } from '../connection/chosenConnection';
import { Refresher } from './refresher';
import { toTreeItem, tooltip } from './treeItem';
import { TreeModel, type JobsViewState } from './treeModel';
import type { ResourceNode, TreeNode } from './treeNode';

/** How long rows that cannot change by themselves are taken for fresh when the view is shown again. */
const staleMilliseconds = 10_000;

export interface ResourceTreePorts {
  readonly chosen: ChosenConnection;
  readonly backend: BackendLoader;
  readonly output: Output;
  readonly clock: Clock;
}

/** The Jobs view: one tree for every kind of resource. */
export class ResourceTree implements vscode.TreeDataProvider<TreeNode>, Disposable {
  private readonly emitter = new vscode.EventEmitter<TreeNode | readonly TreeNode[] | undefined>();
  private readonly model: TreeModel;
  private readonly refresher: Refresher;
  private readonly view: vscode.TreeView<TreeNode>;
  private readonly disposables: readonly Disposable[];
  private refreshedAt = 0;

  readonly onDidChangeTreeData = this.emitter.event as vscode.Event<
    TreeNode | TreeNode[] | undefined
  >;

  constructor(private readonly ports: ResourceTreePorts) {
    const { chosen, backend, clock } = ports;
    this.model = new TreeModel({
      open: () => chosen.open(),
      kinds: async () => (await backend()).kinds,
      changed: (nodes) => this.changed(nodes),
      show: (state) => this.show(state),
    });
    this.refresher = new Refresher(
      {
        refresh: () => this.model.refresh(),
        isBusy: () => this.model.hasBusy,
        interval: () => this.model.shownConnection?.info.traits.statusPollMilliseconds ?? 5000,
        failed: (error) => ports.output.error('refreshing the jobs', error),
      },
      clock,
    );
    this.view = vscode.window.createTreeView(views.jobs, {
      treeDataProvider: this,
      showCollapseAll: false,
      canSelectMany: true,
    });
    this.disposables = [
      this.emitter,
      this.refresher,
      this.view,
      this.view.onDidChangeVisibility(({ visible }) => this.becameVisible(visible)),
      chosen.onDidChange(() => {
        this.describeView();
        this.model.reset();
      }),
    ];
    this.describeView();
    setContextKey('sagemakerWorkbench.jobsView', 'loading');
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
    return this.view.selection.filter((node) => node.type === 'resource');
  }

  /** Names of the loaded rows that are at work. */
  get busyNames(): readonly string[] {
    return this.model.rows
      .filter(({ kind, item }) => kind.tone(item) === 'busy')
      .map(({ item }) => item.name);
  }

  /** Rows that are loaded now; loads the first page when there is none yet. */
  async resources(): Promise<readonly ResourceNode[]> {
    await this.model.roots();
    return this.model.rows;
  }

  /** Asks the service for the rows; rejects when that fails. */
  async refresh(): Promise<void> {
    this.refreshedAt = this.ports.clock.now();
    await this.model.refresh();
    this.refresher.check();
  }

  async loadMore(kindId: string): Promise<void> {
    await this.model.loadMore(kindId);
  }

  /** Forgets the rows and what they were read through. */
  reset(): void {
    this.model.reset();
  }

  /** Shows a resource that has just been created; the view is brought up only when it is open. */
  async reveal(kindId: string, name: string): Promise<void> {
    await this.refresh();
    const node = this.model.find(kindId, name);
    if (node && this.view.visible) {
      await this.view.reveal(node, { select: true, focus: false });
    }
  }

  dispose(): void {
    disposeAll(this.disposables);
  }

  private changed(nodes: readonly TreeNode[] | undefined): void {
    this.emitter.fire(nodes);
  }

  private show(state: JobsViewState): void {
    setContextKey('sagemakerWorkbench.jobsView', state);
  }

  private describeView(): void {
    this.view.description = this.ports.chosen.title;
  }

  private becameVisible(visible: boolean): void {
    this.refresher.setVisible(visible);
    const isStale = this.ports.clock.now() - this.refreshedAt > staleMilliseconds;
    if (visible && isStale && this.model.shownConnection) {
      this.refresh().catch((error: unknown) =>
        this.ports.output.error('refreshing the jobs', error),
      );
    }
  }

  /** A job that had failed before the view was opened tells its cause when it is asked. */
  private async explain(node: ResourceNode): Promise<void> {
    const api = this.model.shownConnection?.sagemaker;
    const isAsked = node.cause === undefined && node.kind.tone(node.item) === 'failed';
    if (isAsked && api && node.kind.describe) {
      this.model.setCause(node, await node.kind.describe(api, node.item));
      this.emitter.fire(node);
    }
  }
}
