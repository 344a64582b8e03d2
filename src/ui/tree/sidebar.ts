import * as vscode from 'vscode';
import { areas, type Area } from '../../core/resources/area';
import { views } from '../../ids';
import { setContextKey } from '../../platform/contextKeys';
import { disposeAll, type Disposable } from '../../platform/disposable';
import { lazy, type Lazy } from '../../platform/lazy';
import type { ChosenConnection } from '../connection/chosenConnection';
import type { ResourceTree } from './resourceTree';
import type { TreeHost, TreeHosts } from './treeHost';
import type { TreeNode } from './treeNode';

/** The views, there from the start; what fills them is loaded when one is first shown. */
export interface Sidebar extends Disposable {
  readonly tree: Lazy<ResourceTree>;
}

export function createSidebar(
  chosen: ChosenConnection,
  load: (hosts: TreeHosts) => Promise<ResourceTree>,
): Sidebar {
  const tree = lazy(() => load(hosts));
  const disposables: Disposable[] = [];
  const create = (area: Area): TreeHost => {
    const host = createHost(area, tree);
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
    areas.forEach((area) => (hosts[area].view.description = chosen.title));
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

function createHost(area: Area, tree: Lazy<ResourceTree>): TreeHost & Disposable {
  const emitter = new vscode.EventEmitter<TreeNode | TreeNode[] | undefined>();
  const view = vscode.window.createTreeView<TreeNode>(views[area], {
    canSelectMany: true,
    treeDataProvider: {
      onDidChangeTreeData: emitter.event,
      getChildren: async (node) => (await tree()).getChildren(area, node),
      getTreeItem: async (node) => (await tree()).getTreeItem(node),
      getParent: async (node) => (await tree()).getParent(node),
      resolveTreeItem: async (item, node) => (await tree()).resolveTreeItem(item, node),
    },
  });
  return {
    view,
    changed: (nodes) => emitter.fire(nodes && [...nodes]),
    dispose: () => emitter.dispose(),
  };
}
