import * as vscode from 'vscode';
import { views } from '../../ids';
import { setContextKey } from '../../platform/contextKeys';
import { disposeAll, type Disposable } from '../../platform/disposable';
import { lazy, type Lazy } from '../../platform/lazy';
import type { ChosenConnection } from '../connection/chosenConnection';
import type { ResourceTree } from './resourceTree';
import type { TreeHost } from './treeHost';
import type { TreeNode } from './treeNode';

/** The Jobs view, there from the start; what fills it is loaded when it is first shown. */
export interface JobsView extends Disposable {
  readonly tree: Lazy<ResourceTree>;
}

export function createJobsView(
  chosen: ChosenConnection,
  load: (host: TreeHost) => Promise<ResourceTree>,
): JobsView {
  const emitter = new vscode.EventEmitter<TreeNode | TreeNode[] | undefined>();
  const tree = lazy(() => load({ view, changed: (nodes) => emitter.fire(nodes && [...nodes]) }));
  const view: vscode.TreeView<TreeNode> = vscode.window.createTreeView(views.jobs, {
    canSelectMany: true,
    treeDataProvider: {
      onDidChangeTreeData: emitter.event,
      getChildren: async (node) => (await tree()).getChildren(node),
      getTreeItem: async (node) => (await tree()).getTreeItem(node),
      getParent: async (node) => (await tree()).getParent(node),
      resolveTreeItem: async (item, node) => (await tree()).resolveTreeItem(item, node),
    },
  });
  const describe = (): void => {
    view.description = chosen.title;
    setContextKey('sagemakerWorkbench.runsHere', chosen.current.runsHere);
  };
  describe();
  setContextKey('sagemakerWorkbench.jobsView', 'loading');
  const disposables = [
    ...[view, emitter],
    ...[chosen.onDidChange(describe), chosen.onDidChangeTitle(describe)],
  ];
  return {
    tree,
    dispose: () => {
      disposeAll(disposables);
      void tree.started?.then((started) => started.dispose());
    },
  };
}
