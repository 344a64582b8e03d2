import { areas, type Area, type KindsByArea } from '../../core/resources/area';
import type { ResourceItem } from '../../core/resources/kind';
import type { RowList } from './rowList';
import type { ListPlace } from './rowListPorts';
import type { GroupNode, ResourceNode } from './treeNode';

type CreateList = (place: ListPlace) => RowList;

/** The lists of one connection: those of the views, and those below rows; and which are open. */
export class ListFamily {
  private readonly lists = new Map<string, RowList>();
  private readonly roots = new Map<Area, readonly RowList[]>();
  private readonly open = new Set<string>();

  constructor(
    kinds: KindsByArea,
    private readonly create: CreateList,
  ) {
    for (const area of areas) {
      this.roots.set(
        area,
        kinds[area].map((kind, index) => this.add({ kind, isFirst: index === 0 })),
      );
    }
  }

  get all(): readonly RowList[] {
    return [...this.lists.values()];
  }

  of(group: GroupNode): RowList | undefined {
    return this.lists.get(group.id);
  }

  ofArea(area: Area): readonly RowList[] {
    return this.roots.get(area) ?? [];
  }

  /** Whether a view may need its page for an account that has nothing; lists nobody has unfolded are still to be asked. */
  mayBeEmpty(area: Area): boolean {
    const [first, ...others] = this.ofArea(area);
    const mayBe = others.every(({ isEmpty, wasAsked }) => isEmpty || !wasAsked);
    return area === 'jobs' && first?.isEmpty === true && mayBe;
  }

  /** One that stands at the top. */
  ofKind(kindId: string): RowList | undefined {
    return [...this.roots.values()].flat().find(({ group }) => group.kindId === kindId);
  }

  /** Rows of a kind that were read, shown or not, wherever they stand. */
  rowsOf(kindId: string): readonly ResourceNode[] {
    return this.allOfKind(kindId).flatMap((list) => list.rowsOfAll());
  }

  /** The row of a resource, when it is among those that are shown, wherever it stands. */
  shown(kindId: string, { name, parent }: ResourceItem): ResourceNode | undefined {
    const isBelow = ({ group }: RowList): boolean => group.parent?.item.name === parent;
    return this.allOfKind(kindId).find(isBelow)?.find(name);
  }

  /** The lists below a row, made when they are asked for first. */
  below(row: ResourceNode): readonly RowList[] {
    return (row.kind.children ?? []).map((child, index) => {
      const kind = child.below(row.item);
      const known = this.lists.get(`${row.id}/${kind.id}`);
      if (known) {
        known.group.parent = row; // It may be a new row of the same name.
      }
      return known ?? this.add({ kind, parent: row, isFirst: index === 0 });
    });
  }

  areaOf(group: GroupNode): Area {
    let top = group;
    while (top.parent) {
      top = top.parent.group;
    }
    const [area = 'jobs'] =
      [...this.roots].find(([, lists]) => lists.some((list) => list.group === top)) ?? [];
    return area;
  }

  setOpen(id: string, isOpen: boolean): void {
    if (isOpen) {
      this.open.add(id);
    } else {
      this.open.delete(id);
    }
  }

  /** Whether a list's rows are unfolded, and all that it stands below. */
  isOpen({ id, parent }: GroupNode): boolean {
    return (
      this.open.has(id) && (!parent || (this.open.has(parent.id) && this.isOpen(parent.group)))
    );
  }

  /** Forgets the lists below rows that do not exist any more. */
  forget(rowIds: readonly string[]): void {
    for (const id of this.lists.keys()) {
      if (rowIds.some((rowId) => id.startsWith(`${rowId}/`))) {
        this.lists.delete(id);
        this.open.delete(id);
      }
    }
  }

  private allOfKind(kindId: string): readonly RowList[] {
    return this.all.filter(({ group }) => group.kindId === kindId);
  }

  private add(place: ListPlace): RowList {
    const list = this.create(place);
    this.lists.set(list.group.id, list);
    return list;
  }
}
