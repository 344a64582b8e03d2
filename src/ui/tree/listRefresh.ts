import { isPassing } from '../../core/errors';
import type { Area } from '../../core/resources/area';
import type { Clock } from '../../core/clock';
import type { ListFamily } from './listFamily';
import { callsInPause } from './refresher';
import type { RowList } from './rowList';
import type { ResourceNode } from './treeNode';

export interface ListRefreshPorts {
  readonly clock: Clock;
  lists(): ListFamily | undefined;
  isVisible(area: Area): boolean;
  /** Whether a view shows that it has no rows, instead of its lists. */
  isEmpty(area: Area): boolean;
  redraw(list: RowList, nodes: Awaited<ReturnType<RowList['refresh']>>): void;
  explain(row: ResourceNode): Promise<void>;
}

/** A person who waits for rows gets so many causes with them. */
const explainedAtOnce = 4;

/** Keeps the lists fresh that somebody sees, and asks nothing about the others. */
export class ListRefresh {
  /** Rows that were seen to fail, and that nobody has asked yet why. */
  private readonly unexplained = new WeakMap<RowList, readonly ResourceNode[]>();

  /** How many calls the last look at what is at work has taken. */
  lastCalls = 0;
  private explained = 0;
  private turn = 0;
  private readonly turns = new WeakMap<RowList, number>();

  constructor(private readonly ports: ListRefreshPorts) {}

  /** Whether anything that somebody sees can change, or recover, by itself. */
  get isBusy(): boolean {
    return this.seen.some((list) => this.wants(list));
  }

  isSeen(list: RowList): boolean {
    return this.seen.includes(list);
  }

  /** Looks at some of what is seen and at work, and at the others in the next turns. */
  async follow(): Promise<void> {
    const lists = this.takeTurn();
    const before = callsOf(lists);
    this.explained = 0;
    try {
      await this.refresh(lists, false);
    } finally {
      this.lastCalls = callsOf(lists) - before + this.explained;
    }
  }

  /** Reads all again that is seen; rejects with the first failure. */
  async all(): Promise<void> {
    await this.refresh(this.seen, true);
  }

  /** What is seen and was read more than `age` milliseconds ago. */
  async stale(age: number): Promise<void> {
    const before = this.ports.clock.now() - age;
    await this.refresh(
      this.seen.filter(({ readAt, problem }) => readAt < before && !problem),
      false,
    );
  }

  /** Each list by itself: one that fails does not keep the others from being shown. */
  async refresh(lists: readonly RowList[], asked: boolean): Promise<void> {
    const share = Math.floor(callsInPause / lists.length);
    const results = await Promise.allSettled(lists.map((list) => this.one(list, asked, share)));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) {
      throw failed.reason;
    }
  }

  private get seen(): readonly RowList[] {
    const lists = this.ports.lists();
    return (lists?.all ?? []).filter((list) => {
      const area = lists?.areaOf(list.group) ?? 'jobs';
      const isShown = this.ports.isEmpty(area) || lists?.isOpen(list.group) === true;
      return list.wasAsked && isShown && this.ports.isVisible(area);
    });
  }

  private wants(list: RowList): boolean {
    const mayRecover = list.problem !== undefined && isPassing(list.problem);
    return list.isBusy || mayRecover || this.unexplained.has(list);
  }

  /** Those that were looked at longest ago: as many as may be asked in the pause between two looks. */
  private takeTurn(): readonly RowList[] {
    const lists = this.seen
      .filter((list) => this.wants(list))
      .toSorted((a, b) => (this.turns.get(a) ?? 0) - (this.turns.get(b) ?? 0))
      .slice(0, callsInPause);
    this.turn++;
    lists.forEach((list) => this.turns.set(list, this.turn));
    return lists;
  }

  /** `share`: of the calls that fit into the pause between two looks, those for this list. */
  private async one(list: RowList, asked: boolean, share: number): Promise<void> {
    const before = list.calls;
    try {
      const nodes = await list.refresh(asked);
      const most = asked ? explainedAtOnce : Math.max(1, share - (list.calls - before));
      const explained = await this.explain(list, most);
      const isWhole = nodes.includes(list.group);
      this.ports.redraw(list, isWhole ? nodes : [...new Set([...nodes, ...explained])]);
    } catch (error) {
      if (list.problem) {
        this.ports.redraw(list, [list.group]);
      }
      throw error;
    }
  }

  /** Asks some of the rows that failed why; the others are asked with the next looks. */
  private async explain(list: RowList, most: number): Promise<readonly ResourceNode[]> {
    const earlier = this.unexplained.get(list) ?? [];
    const failed = [...earlier, ...list.failed].filter(
      (row) => row.cause === undefined && list.find(row.item.name) === row,
    );
    const [due, rest] = [failed.slice(0, most), failed.slice(most)];
    if (rest.length > 0) {
      this.unexplained.set(list, rest);
    } else {
      this.unexplained.delete(list);
    }
    this.explained += due.length;
    await Promise.all(due.map((row) => this.ports.explain(row)));
    return due;
  }
}

const callsOf = (lists: readonly RowList[]): number =>
  lists.reduce((sum, { calls }) => sum + calls, 0);
