import { areas, type Area } from '../../core/resources/area';
import type { ResourceRow } from '../../ids';
import type { TreeHosts } from './treeHost';
import type { ResourceNode, TreeNode } from './treeNode';

/** What is selected in the views. */
export class TreeSelection {
  constructor(private readonly hosts: TreeHosts) {}

  /** The resources that are selected together with a row; none where it is not selected itself. */
  with(row: ResourceRow): readonly ResourceNode[] {
    const all = areas.map((area) => this.of(area));
    return all.find((selection) => selection.some((node) => node === row)) ?? [];
  }

  /** The resources of a view that is seen, where several are selected: commands without a row are for them. */
  together(): readonly ResourceNode[] {
    const seen = areas.filter((area) => this.hosts[area].view.visible);
    return seen.map((area) => this.of(area)).find(({ length }) => length > 1) ?? [];
  }

  /** The row that was selected last in a view, whatever it is. */
  last(area: Area): TreeNode | undefined {
    return this.hosts[area].view.selection[0];
  }

  private of(area: Area): readonly ResourceNode[] {
    return this.hosts[area].view.selection.filter((node) => node.type === 'resource');
  }
}
