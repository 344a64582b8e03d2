import { AppError } from '../../core/errors';
import type { ResourceItem, ResourceKind } from '../../core/resources/kind';
import { failureCause } from '../../core/training/failureCause';
import type { ContextKeys } from '../../ids';
import type { Connection } from '../../aws/connection';
import type { FailureCauses } from '../jobs/failureCauses';
import { explainedReason } from '../jobs/failureReason';
import { ResourceList } from './resourceList';
import type {
  ActionNode,
  ErrorNode,
  GroupNode,
  MoreNode,
  ResourceNode,
  TreeNode,
} from './treeNode';

export type JobsViewState = ContextKeys['sagemakerWorkbench.jobsView'];

export interface TreeModelPorts {
  /** Opens the chosen connection. */
  open(): Promise<Connection>;
  kinds(): Promise<readonly ResourceKind[]>;
  readonly causes: FailureCauses;
  /** Says which rows changed; `undefined`: all of them. */
  changed(nodes: readonly TreeNode[] | undefined): void;
  /** Says what the view has to tell when it has no rows. */
  show(state: JobsViewState): void;
  /** What the view shows in a few words only, for the log. */
  failed(error: unknown): void;
}

const mendingActions: readonly ActionNode[] = [
  { type: 'action', action: 'retry' },
  { type: 'action', action: 'choose' },
  { type: 'action', action: 'output' },
];

interface Section {
  readonly group: GroupNode;
  readonly more: MoreNode;
  readonly rows: Map<string, ResourceNode>;
}

/** What the tree shows of one connection at a time, and what a refresh changes of it. */
export class TreeModel {
  private connection: Connection | undefined;
  private sections: readonly Section[] = [];
  private failure: ErrorNode | undefined;
  private problem: AppError | undefined;
  private loading: Promise<void> | undefined;
  private generation = 0;

  constructor(private readonly ports: TreeModelPorts) {}

  /** The connection whose rows are shown; none before the first expansion. */
  get shownConnection(): Connection | undefined {
    return this.connection;
  }

  get hasBusy(): boolean {
    return this.sections.some(({ group }) => group.list.hasBusy);
  }

  /** Why there are no rows; `undefined` where they could be loaded. */
  get loadProblem(): AppError | undefined {
    return this.problem;
  }

  async roots(): Promise<readonly TreeNode[]> {
    let generation: number;
    do {
      generation = this.generation;
      this.loading ??= this.load(generation);
      await this.loading;
    } while (generation !== this.generation);
    if (this.failure) {
      const { mend } = this.failure.error;
      const first: readonly ActionNode[] = mend ? [{ type: 'action', action: mend.act }] : [];
      return [this.failure, ...first, ...mendingActions];
    }
    return this.isEmpty ? [] : this.sections.map(({ group }) => group);
  }

  children(node: TreeNode): readonly TreeNode[] {
    const section = this.sections.find(({ group }) => group === node);
    if (!section) {
      return [];
    }
    const rows = shownRows(section);
    return section.group.list.hasMore ? [...rows, section.more] : rows;
  }

  parent(node: TreeNode): GroupNode | undefined {
    return node.type === 'resource'
      ? this.sections.find(({ rows }) => rows.get(node.item.name) === node)?.group
      : undefined;
  }

  find(kindId: string, name: string): ResourceNode | undefined {
    return this.sections.find(({ group }) => group.list.kind.id === kindId)?.rows.get(name);
  }

  /** In the order in which they are shown. */
  get rows(): readonly ResourceNode[] {
    return this.sections.flatMap(shownRows);
  }

  /** The rows for a command. What could not be loaded before is asked for anew; rejects with why not. */
  async loadedRows(): Promise<readonly ResourceNode[]> {
    await (this.problem ? this.refresh() : this.roots());
    if (this.problem) {
      throw this.problem;
    }
    return this.rows;
  }

  /** Forgets everything, because another connection was chosen or the old one has ended. */
  reset(): void {
    this.generation++;
    this.connection = undefined;
    this.sections = [];
    this.failure = undefined;
    this.problem = undefined;
    this.loading = undefined;
    this.ports.show('loading');
    this.ports.changed(undefined);
  }

  /** Asks the service again; rejects with what went wrong and leaves the rows as they are. */
  async refresh(): Promise<void> {
    if (!this.connection || this.failure) {
      this.reset();
      await this.roots();
      return;
    }
    const generation = this.generation;
    const wasEmpty = this.isEmpty;
    const changed = await Promise.all(this.sections.map((section) => this.refreshSection(section)));
    if (generation !== this.generation) {
      return;
    }
    this.ports.show(this.isEmpty ? 'empty' : 'rows');
    this.ports.changed(this.isEmpty === wasEmpty ? changed.flat() : undefined);
  }

  async loadMore(kindId: string): Promise<void> {
    const section = this.sections.find(({ group }) => group.list.kind.id === kindId);
    if (section) {
      await section.group.list.loadMore();
      this.takeRows(section);
      this.ports.changed([section.group]);
    }
  }

  /** Asks why a job failed. The cause is an extra: rows that are known are shown without it. */
  async explain(node: ResourceNode): Promise<void> {
    const { connection } = this;
    if (!connection || !node.kind.describe) {
      return;
    }
    try {
      const description = await node.kind.describe(connection.sagemaker, node.item);
      const { FailureReason: reason } = description as { FailureReason?: unknown };
      if (typeof reason === 'string' && reason !== '') {
        const cause = failureCause(await explainedReason(connection.logs, node.item.name, reason));
        node.cause = cause;
        await this.ports.causes.remember(node.connectionId, node.item, cause);
      }
    } catch (error) {
      this.ports.failed(error);
    }
  }

  private get isEmpty(): boolean {
    return this.sections.every(({ group }) => group.list.items.length === 0);
  }

  private async load(generation: number): Promise<void> {
    try {
      const [connection, kinds] = await Promise.all([this.ports.open(), this.ports.kinds()]);
      const sections = kinds.map((kind) =>
        createSection(new ResourceList(kind, connection.sagemaker)),
      );
      await Promise.all(sections.map(({ group }) => group.list.refresh()));
      if (generation === this.generation) {
        this.connection = connection;
        this.sections = sections;
        sections.forEach((section) => void this.takeRows(section));
        this.ports.show(this.isEmpty ? 'empty' : 'rows');
      }
    } catch (error) {
      if (generation === this.generation) {
        this.fail(error);
      }
    }
  }

  /** Two failures have a page of their own; every other one is a row that explains and retries. */
  private fail(error: unknown): void {
    this.ports.failed(error);
    const known = error instanceof AppError ? error : new AppError('unexpected', String(error));
    this.problem = known;
    if (known.reason === 'sandboxUnavailable') {
      this.ports.show('sandboxFailed');
      return;
    }
    if (known.reason === 'notFound') {
      this.ports.show('noConnection');
      return;
    }
    this.failure = { type: 'error', error: known };
    this.ports.show('rows');
  }

  private async refreshSection(section: Section): Promise<readonly TreeNode[]> {
    const before = new Map([...section.rows.values()].map((node) => [node.item.name, node.item]));
    const change = await section.group.list.refresh();
    const fresh = this.takeRows(section);
    const { list } = section.group;
    const failed = fresh.filter(({ item }) => justFailed(list, before.get(item.name), item));
    await Promise.all(failed.map((node) => this.explain(node)));
    if (change.rows) {
      return [section.group];
    }
    const changed = new Set(change.changed);
    return [...section.rows.values()].filter(
      ({ item }) => changed.has(item.name) || list.isBusy(item),
    );
  }

  /** Gives each row its item; answers those that are new or different. */
  private takeRows(section: Section): readonly ResourceNode[] {
    const { list } = section.group;
    this.dropRows(section);
    return list.items.flatMap((item) => {
      const node = section.rows.get(item.name);
      if (node?.item === item) {
        return [];
      }
      if (node) {
        node.item = item;
        node.cause = this.ports.causes.of(node.connectionId, item);
        return [node];
      }
      const created = this.createRow(list, item);
      section.rows.set(item.name, created);
      return [created];
    });
  }

  private dropRows({ group: { list }, rows }: Section): void {
    const names = new Set(list.items.map(({ name }) => name));
    const gone = [...rows.values()].filter(({ item }) => !names.has(item.name));
    gone.forEach(({ item }) => rows.delete(item.name));
    const forgotten = gone.map(({ connectionId, item }) => ({ connectionId, item }));
    this.ports.causes.forget(forgotten).catch((error: unknown) => this.ports.failed(error));
  }

  private createRow(list: ResourceList, item: ResourceItem): ResourceNode {
    const { kind } = list;
    const info = this.connection?.info;
    const connectionId = info?.id ?? '';
    return {
      type: 'resource',
      connectionId,
      kindId: kind.id,
      kind,
      hasConsole: info?.traits.consoleUrl !== undefined,
      item,
      cause: this.ports.causes.of(connectionId, item),
    };
  }
}

function createSection(list: ResourceList): Section {
  return { group: { type: 'group', list }, more: { type: 'more', list }, rows: new Map() };
}

const shownRows = ({ group, rows }: Section): readonly ResourceNode[] =>
  group.list.items.flatMap(({ name }) => rows.get(name) ?? []);

/** New rows count as well: a job can fail between two refreshes. */
function justFailed(
  list: ResourceList,
  before: ResourceItem | undefined,
  item: ResourceItem,
): boolean {
  const wasOpen = before === undefined || list.isBusy(before);
  return wasOpen && list.kind.tone(item) === 'failed';
}
