import type { GroupNode, SubgroupNode } from './treeNode';

/** The rows of a list's days or prefixes, each the same object, so that it stays unfolded or folded. */
export class Subgroups {
  private readonly nodes = new Map<string, SubgroupNode>();

  constructor(private readonly group: GroupNode) {}

  of(by: SubgroupNode['by'], { key, count }: Pick<SubgroupNode, 'key' | 'count'>): SubgroupNode {
    const id = `${by} ${key}`;
    const known = this.nodes.get(id);
    const node = known ?? { type: 'subgroup', group: this.group, by, key, count };
    node.count = count;
    this.nodes.set(id, node);
    return node;
  }
}
