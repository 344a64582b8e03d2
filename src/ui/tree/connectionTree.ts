import { areas, type Area } from '../../core/resources/area';
import type { ViewState } from '../../ids';
import type { Refresher } from './refresher';
import type { TreeModel } from './treeModel';
import type { ConnectionNode } from './treeNode';

/** One connection in the views: its rows, what keeps them fresh, and the row above them. */
export class ConnectionTree {
  /** What it would show in a view of its own. */
  readonly states = new Map<Area, ViewState>();
  private readonly open = new Set<Area>();
  private readonly nodes: Readonly<Record<Area, ConnectionNode>>;

  constructor(
    readonly id: string,
    readonly model: TreeModel,
    readonly refresher: Refresher,
  ) {
    // Each view's own: the workbench knows rows by their identity.
    const node = (): ConnectionNode => ({ type: 'connection', connectionId: id });
    this.nodes = { jobs: node(), models: node(), endpoints: node(), more: node() };
  }

  node(area: Area): ConnectionNode {
    return this.nodes[area];
  }

  /** The view that the row above stands in. */
  areaOf(node: ConnectionNode): Area | undefined {
    return areas.find((area) => this.nodes[area] === node);
  }

  setOpen(area: Area, isOpen: boolean): void {
    if (isOpen) {
      this.open.add(area);
    } else {
      this.open.delete(area);
    }
  }

  isOpen(area: Area): boolean {
    return this.open.has(area);
  }

  dispose(): void {
    this.refresher.dispose();
    this.model.dispose();
  }
}
