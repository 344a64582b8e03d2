import { areas, type Area } from '../../core/resources/area';
import type { ViewState } from '../../ids';
import type { ConnectionTree } from './connectionTree';
import type { TreeModel, TreeModelPorts } from './treeModel';
import {
  connectionIdOf,
  type ConnectionNode,
  type MoreNode,
  type NoteNode,
  type TreeNode,
} from './treeNode';
import { problemRows, type Leave } from './viewProblem';

/** What a connection's rows tell the views, and ask of them. */
export type TreeSide = Pick<TreeModelPorts, 'isVisible' | 'changed' | 'show' | 'leave'>;

export interface ConnectionTreesPorts extends Omit<TreeSide, 'leave'> {
  /** Ids of the connections to be shown, in their order; at least one. */
  shown(): readonly string[];
  isChosen(id: string): boolean;
  create(id: string, side: TreeSide): ConnectionTree;
}

/**
 * What the views show of all connections: one alone as it is, several below a row each. Each is asked,
 * followed and mended by itself.
 */
export class ConnectionTrees {
  private readonly trees = new Map<string, ConnectionTree>();

  constructor(private readonly ports: ConnectionTreesPorts) {
    this.take(ports.shown());
  }

  /** The rows of a connection; `undefined` where it is not shown. */
  of(connectionId: string): TreeModel | undefined {
    return this.trees.get(connectionId)?.model;
  }

  /** The row above a connection's own; `undefined` where there is none. */
  top(connectionId: string, area: Area): TreeNode | undefined {
    return this.only ? undefined : this.trees.get(connectionId)?.node(area);
  }

  async roots(area: Area): Promise<readonly TreeNode[]> {
    const { only } = this;
    if (!only) {
      this.ports.show(area, 'rows');
      return [...this.trees.values()].map((tree) => tree.node(area));
    }
    const nodes = await only.model.roots(area);
    // Meanwhile another may have been chosen.
    return this.only === only ? nodes : this.roots(area);
  }

  async children(node: TreeNode): Promise<readonly TreeNode[]> {
    const tree = this.treeOf(node);
    if (!tree) {
      return [];
    }
    return node.type === 'connection' ? this.below(tree, node) : tree.model.children(node);
  }

  parent(node: TreeNode): TreeNode | undefined {
    const tree = this.treeOf(node);
    const parent = tree?.model.parent(node);
    const isTop = node.type === 'group' && parent === undefined && !this.only;
    return isTop && tree ? tree.node(tree.model.areaOf(node)) : parent;
  }

  /** Whether the person has a row unfolded. */
  setOpen(node: TreeNode, isOpen: boolean): void {
    const tree = this.treeOf(node);
    const area = node.type === 'connection' ? tree?.areaOf(node) : undefined;
    if (area) {
      tree?.setOpen(area, isOpen);
    } else {
      tree?.model.setOpen(node, isOpen);
    }
  }

  /** Shows what a row for more stands for. */
  async more(node: MoreNode): Promise<void> {
    await this.treeOf(node)?.model.more(node);
  }

  /** Asks the services again for what is seen; rejects with the first failure and leaves the rows. */
  async refresh(): Promise<void> {
    await this.each((tree) => (this.isSeen(tree) ? tree.model.refresh() : Promise.resolve()));
  }

  /** Reads again what is seen and was read more than `age` milliseconds ago. */
  async stale(age: number): Promise<void> {
    await this.each(({ model }) => model.refreshing.stale(age));
  }

  /** The person wants to see lists otherwise, or more is known of their rows. */
  arrange(isMeant: Parameters<TreeModel['arrange']>[0]): void {
    this.trees.forEach(({ model }) => model.arrange(isMeant));
  }

  /** Follows what is seen and at work, of each connection within its own budget. */
  check(): void {
    this.trees.forEach(({ refresher }) => refresher.check());
  }

  /** Others are shown than before, or another is the chosen one. */
  sync(): void {
    const ids = this.ports.shown();
    const kept = ids.filter((id) => this.trees.has(id));
    this.take(ids);
    for (const area of areas) {
      if (kept.length === 0) {
        this.ports.show(area, 'loading');
      }
      this.ports.changed(area, undefined);
    }
  }

  /** A connection leads elsewhere or works again; the others stay as they are. */
  renew(id: string): void {
    this.trees.get(id)?.model.reset();
  }

  /** More is known of the connections themselves. */
  redrawTops(): void {
    if (!this.only) {
      areas.forEach((area) =>
        this.ports.changed(
          area,
          [...this.trees.values()].map((tree) => tree.node(area)),
        ),
      );
    }
  }

  dispose(): void {
    this.trees.forEach((tree) => tree.dispose());
    this.trees.clear();
  }

  /** The connection that is shown alone. */
  private get only(): ConnectionTree | undefined {
    const [first] = this.trees.values();
    return this.trees.size === 1 ? first : undefined;
  }

  private treeOf(node: TreeNode): ConnectionTree | undefined {
    return this.trees.get(connectionIdOf(node));
  }

  private take(ids: readonly string[]): void {
    const before = new Map(this.trees);
    this.trees.clear();
    for (const id of ids) {
      this.trees.set(id, before.get(id) ?? this.create(id));
      before.delete(id);
    }
    before.forEach((tree) => tree.dispose());
  }

  /** One that was hidden may still be at work when there is a new one of its id: it is not heard. */
  private create(id: string): ConnectionTree {
    const isThere = (): boolean => this.trees.get(id) === tree;
    const tree: ConnectionTree = this.ports.create(id, {
      isVisible: (area) => isThere() && this.isVisible(tree, area),
      leave: () => this.leave(id),
      changed: (area, nodes) => {
        if (isThere()) {
          this.changed(tree, area, nodes);
        }
      },
      show: (area, state) => {
        if (isThere()) {
          this.show(tree, area, state);
        }
      },
    });
    return tree;
  }

  private leave(id: string): Leave {
    return this.ports.isChosen(id) ? 'choose' : 'hide';
  }

  private isVisible(tree: ConnectionTree, area: Area): boolean {
    return this.ports.isVisible(area) && (tree === this.only || tree.isOpen(area));
  }

  private isSeen(tree: ConnectionTree): boolean {
    return tree === this.only || areas.some((area) => this.isVisible(tree, area));
  }

  private changed(tree: ConnectionTree, area: Area, nodes: readonly TreeNode[] | undefined): void {
    this.ports.changed(area, nodes ?? (this.only ? undefined : [tree.node(area)]));
  }

  private show(tree: ConnectionTree, area: Area, state: ViewState): void {
    tree.states.set(area, state);
    if (tree === this.only) {
      this.ports.show(area, state);
    }
  }

  /** What a view of its own would have a page for is said in rows. */
  private async below(tree: ConnectionTree, node: ConnectionNode): Promise<readonly TreeNode[]> {
    const area = tree.areaOf(node);
    if (!area) {
      return [];
    }
    tree.setOpen(area, true);
    const nodes = await tree.model.roots(area);
    const { loadProblem } = tree.model;
    if (loadProblem) {
      return problemRows(loadProblem, tree.id, this.leave(tree.id));
    }
    const note = tree.states.get(area);
    return note === 'empty' || note === 'noKinds' ? this.noted(tree, note) : nodes;
  }

  /** Says why there is nothing; launches fill the chosen one, where they can go there. */
  private noted({ id }: ConnectionTree, note: NoteNode['note']): readonly TreeNode[] {
    const isFilled = note === 'empty' && this.ports.isChosen(id);
    const said: TreeNode = { type: 'note', connectionId: id, note };
    return isFilled ? [said, { type: 'action', connectionId: id, action: 'train' }] : [said];
  }

  /** One that fails does not keep the others from being asked. */
  private async each(work: (tree: ConnectionTree) => Promise<void>): Promise<void> {
    const results = await Promise.allSettled([...this.trees.values()].map(work));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) {
      throw failed.reason;
    }
  }
}
