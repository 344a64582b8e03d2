import type * as vscode from 'vscode';
import type { Area } from '../../core/resources/area';
import type { TreeNode } from './treeNode';

/** What a tree needs of its view. */
export interface TreeHost {
  readonly view: vscode.TreeView<TreeNode>;
  /** Tells the view that rows changed; `undefined`: all of them. */
  changed(nodes: readonly TreeNode[] | undefined): void;
}

export type TreeHosts = Readonly<Record<Area, TreeHost>>;
