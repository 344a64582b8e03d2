import type { Area } from '../../core/resources/area';
import type { Clock } from '../../core/clock';
import type { ListFamily } from './listFamily';
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

/** So many jobs that failed at once are asked why; the others tell it when somebody looks. */
const mostExplained = 4;

/** Keeps the lists fresh that somebody sees, and asks nothing about the others. */
export class ListRefresh {
  /** How many calls the last look at what is at work has taken. */
  lastCalls = 0;

  constructor(private readonly ports: ListRefreshPorts) {}

  /** Whether anything that somebody sees can change by itself. */
  get isBusy(): boolean {
    return this.seen.some(({ isBusy }) => isBusy);
  }

  isSeen(list: RowList): boolean {
    return this.seen.includes(list);
  }

  /** Looks at what is seen and at work. */
  async follow(): Promise<void> {
    const lists = this.seen.filter(({ isBusy }) => isBusy);
    const before = callsOf(lists);
    try {
      await this.refresh(lists, false);
    } finally {
      this.lastCalls = callsOf(lists) - before;
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
    const results = await Promise.allSettled(lists.map((list) => this.one(list, asked)));
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

  private async one(list: RowList, asked: boolean): Promise<void> {
    try {
      const nodes = await list.refresh(asked);
      await Promise.all(list.failed.slice(0, mostExplained).map((row) => this.ports.explain(row)));
      this.ports.redraw(list, nodes);
    } catch (error) {
      if (list.problem) {
        this.ports.redraw(list, [list.group]);
      }
      throw error;
    }
  }
}

const callsOf = (lists: readonly RowList[]): number =>
  lists.reduce((sum, { calls }) => sum + calls, 0);
