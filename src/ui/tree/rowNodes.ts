import type { Capability, ItemKind, ResourceItem } from '../../core/resources/kind';
import { failureCause } from '../../core/training/failureCause';
import type { FailureCauses } from '../jobs/failureCauses';
import type { GroupNode, ResourceNode } from './treeNode';

export interface RowNodesPorts {
  readonly group: GroupNode;
  readonly kind: ItemKind;
  readonly lacks: readonly Capability[];
  readonly causes: FailureCauses;
}

/** The rows of one list that are shown, each the same object for as long as it stands. */
export class RowNodes {
  private readonly nodes = new Map<string, ResourceNode>();

  constructor(private readonly ports: RowNodesPorts) {}

  /** The row of an item, made where there is none yet. */
  of(item: ResourceItem, isPinned: boolean): ResourceNode {
    const known = this.nodes.get(item.name);
    if (known) {
      this.change(known, item, isPinned);
      return known;
    }
    const { group, kind, lacks } = this.ports;
    const { connectionId, kindId } = group;
    const node: ResourceNode = {
      ...{ type: 'resource', id: rowId(group, item.name), group },
      ...{ connectionId, kindId, kind, lacks, item, isPinned },
      cause: this.causeOf(item),
    };
    this.nodes.set(item.name, node);
    return node;
  }

  known(name: string): ResourceNode | undefined {
    return this.nodes.get(name);
  }

  /** Forgets the rows that are shown no more. */
  keep(names: ReadonlySet<string>): void {
    for (const name of this.nodes.keys()) {
      if (!names.has(name)) {
        this.nodes.delete(name);
      }
    }
  }

  /** Gives a row its item; answers whether that changes what it shows. */
  change(node: ResourceNode, item: ResourceItem, isPinned: boolean): boolean {
    if (node.item === item && node.isPinned === isPinned) {
      return false;
    }
    Object.assign(node, { item, isPinned, cause: this.causeOf(item) });
    return true;
  }

  private causeOf(item: ResourceItem): string | undefined {
    const told = item.failureReason;
    return (
      this.ports.causes.of(this.ports.group.connectionId, item) ??
      (told === undefined || told === '' ? undefined : failureCause(told))
    );
  }
}

/** Ids of what stands below a row begin with its own and a slash. */
export const rowId = ({ id }: GroupNode, name: string): string =>
  `${id}/${encodeURIComponent(name)}`;
