import * as vscode from 'vscode';
import type { Clock } from '../../core/clock';
import { areas, type Area } from '../../core/resources/area';
import { clickCommand, views, type CommandArguments, type CommandId } from '../../ids';
import { setContextKey } from '../../platform/contextKeys';
import { disposeAll, type Disposable } from '../../platform/disposable';
import { lazy, type Lazy } from '../../platform/lazy';
import type { ChosenConnection } from '../connection/chosenConnection';
import { DrawnSelection } from './drawnSelection';
import type { ResourceTree } from './resourceTree';
import { SettledChanges } from './settledChanges';
import type { TreeHost, TreeHosts } from './treeHost';
import type { TreeNode } from './treeNode';

/** The views, there from the start; what fills them is loaded when one is first shown. */
export interface Sidebar extends Disposable {
  readonly tree: Lazy<ResourceTree>;
}

export function createSidebar(
  chosen: ChosenConnection,
  clock: Clock,
  load: (hosts: TreeHosts) => Promise<ResourceTree>,
): Sidebar {
  const tree = lazy(() => load(hosts));
  const disposables: Disposable[] = [];
  const create = (area: Area): TreeHost => {
    const host = createHost(area, tree, clock);
    disposables.push(host.view, host);
    return host;
  };
  const hosts: TreeHosts = {
    jobs: create('jobs'),
    models: create('models'),
    endpoints: create('endpoints'),
    more: create('more'),
  };
  const describe = (): void => {
    const { length } = chosen.shown;
    const title = length > 1 ? vscode.l10n.t('{0} connections', length) : chosen.title;
    areas.forEach((area) => (hosts[area].view.description = title));
    setContextKey('sagemakerWorkbench.showsSeveral', length > 1);
    setContextKey('sagemakerWorkbench.runsHere', chosen.current.runsHere);
  };
  describe();
  areas.forEach((area) => setContextKey(`sagemakerWorkbench.${area}View`, 'loading'));
  disposables.push(chosen.onDidChange(describe), chosen.onDidChangeTitle(describe));
  return {
    tree,
    dispose: () => {
      disposeAll(disposables);
      void tree.started?.then((started) => started.dispose());
    },
  };
}

function createHost(area: Area, tree: Lazy<ResourceTree>, clock: Clock): TreeHost & Disposable {
  const emitter = new vscode.EventEmitter<TreeNode | TreeNode[] | undefined>();
  const changes = new SettledChanges<TreeNode>(clock, (nodes) => emitter.fire(nodes && [...nodes]));
  const view = vscode.window.createTreeView<TreeNode>(views[area], {
    canSelectMany: true,
    treeDataProvider: {
      onDidChangeTreeData: emitter.event,
      getChildren: (node) =>
        changes.answer(node, async () => {
          const rows = await (await tree()).getChildren(area, node);
          selection.take(node, rows);
          return rows;
        }),
      getTreeItem: async (node) => (await tree()).getTreeItem(area, node),
      getParent: async (node) => (await tree()).getParent(node),
      resolveTreeItem: async (item, node) => (await tree()).resolveTreeItem(item, node),
    },
  });
  const selection = new DrawnSelection<TreeNode>(clock, {
    selected: () => view.selection,
    isActedOn: ({ type }) => type === 'resource',
    draw: (nodes) => changes.changed(nodes),
  });
  const open: CommandId = 'sagemakerWorkbench.resource.open';
  const click = vscode.commands.registerCommand(clickCommand(area), () =>
    vscode.commands.executeCommand(
      open,
      ...([area, 'click'] satisfies CommandArguments[typeof open]),
    ),
  );
  return {
    view,
    changed: (nodes) => selection.changed(nodes),
    dispose: () => disposeAll([emitter, click]),
  };
}
