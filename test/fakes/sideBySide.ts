import './fakeVscode';
import { fakeConnection, FakeKind } from './fakeKind';
import { FakeClock } from './fakeClock';
import { memoryStore } from './memoryStore';
import type { Area, KindsByArea } from '../../src/core/resources/area';
import type { ViewState } from '../../src/ids';
import { FailureCauses } from '../../src/ui/jobs/failureCauses';
import { ConnectionTree } from '../../src/ui/tree/connectionTree';
import { ConnectionTrees, type TreeSide } from '../../src/ui/tree/connectionTrees';
import { createRefresher } from '../../src/ui/tree/createRefresher';
import { KnownTags } from '../../src/ui/tree/knownTags';
import { ListQueries } from '../../src/ui/tree/listQueries';
import { RowDetails } from '../../src/ui/tree/rowDetails';
import { TreeModel } from '../../src/ui/tree/treeModel';
import type { TreeNode } from '../../src/ui/tree/treeNode';

/** The account behind one connection: what its training jobs are, and whether it answers. */
class Account {
  readonly jobs = new FakeKind();
  readonly connection;
  openFailure: Error | undefined;

  constructor(readonly id: string) {
    this.connection = fakeConnection(id, { statusPollMilliseconds: 30_000 });
  }
}

/** Views that show the training jobs of several accounts. */
export class SideBySide {
  readonly clock = new FakeClock();
  readonly queries = new ListQueries(memoryStore());
  readonly tags = new KnownTags();
  readonly visible = new Set<Area>(['jobs']);
  readonly states: ViewState[] = [];
  readonly changes: (readonly TreeNode[] | undefined)[] = [];
  readonly failures: unknown[] = [];
  readonly trees: ConnectionTrees;
  shown: readonly string[];
  chosen: string;
  private readonly accounts = new Map<string, Account>();
  private readonly kinds: KindsByArea;

  constructor(...ids: readonly [string, ...string[]]) {
    this.shown = ids;
    [this.chosen] = ids;
    const jobs = Object.assign(new FakeKind(), {
      list: (api: unknown, token?: string) => this.ownerOf(api).jobs.list(api, token),
    });
    this.kinds = { jobs: [jobs], models: [], endpoints: [], more: [] };
    this.trees = new ConnectionTrees({
      shown: () => this.shown,
      isChosen: (id) => id === this.chosen,
      create: (id, side) => this.create(id, side),
      isVisible: (area) => this.visible.has(area),
      changed: (area, nodes) => {
        if (area === 'jobs') {
          this.changes.push(nodes);
        }
        this.trees.check();
      },
      show: (area, state) => {
        if (area === 'jobs') {
          this.states.push(state);
        }
      },
    });
    this.queries.onDidChange((list) =>
      this.trees.arrange(({ connectionId }) => connectionId === list.connectionId),
    );
  }

  account(id: string): Account {
    const known = this.accounts.get(id) ?? new Account(id);
    this.accounts.set(id, known);
    return known;
  }

  /** Shows these from now on, the first of which is the chosen one. */
  show(...ids: readonly [string, ...string[]]): void {
    [this.chosen] = ids;
    this.shown = ids.toSorted();
    this.trees.sync();
  }

  /** Everything in the view of the jobs, unfolded, as lines that tell their depth. */
  async drawn(): Promise<readonly string[]> {
    return this.drawBelow(undefined, 0);
  }

  async top(id: string): Promise<TreeNode> {
    const tops = await this.trees.roots('jobs');
    const top = tops.find((node) => node.type === 'connection' && node.connectionId === id);
    if (!top) {
      throw new Error(`no row of ${id}`);
    }
    return top;
  }

  private async drawBelow(node: TreeNode | undefined, depth: number): Promise<readonly string[]> {
    const nodes = node ? await this.trees.children(node) : await this.trees.roots('jobs');
    await new Promise((resolve) => setTimeout(resolve)); // The first rows are told once more.
    const lines: string[] = [];
    for (const each of nodes) {
      lines.push(
        `${'  '.repeat(depth)}${wordOf(each)}`,
        ...(await this.drawBelow(each, depth + 1)),
      );
    }
    return lines;
  }

  private create(id: string, side: TreeSide): ConnectionTree {
    const { clock, queries, tags } = this;
    const causes = new FailureCauses(memoryStore());
    const failed = (error: unknown): void => void this.failures.push(error);
    const { connection } = this.account(id);
    const model = new TreeModel({
      ...{ connectionId: id, causes, clock, failed, queries, tags, ...side },
      details: new RowDetails({ causes, failed }),
      open: () => {
        const { openFailure } = this.account(id);
        return openFailure ? Promise.reject(openFailure) : Promise.resolve(connection);
      },
      kinds: () => Promise.resolve(this.kinds),
    });
    return new ConnectionTree(id, model, createRefresher(model, { clock, failed }));
  }

  private ownerOf(api: unknown): Account {
    const owner = [...this.accounts.values()].find(
      ({ connection }) => connection.sagemaker === api,
    );
    if (!owner) {
      throw new Error('asked through no connection');
    }
    return owner;
  }
}

/** What a row says, in a word. */
export function wordOf(node: TreeNode): string {
  switch (node.type) {
    case 'connection':
      return node.connectionId;
    case 'group':
      return node.kind.title;
    case 'resource':
      return node.item.name;
    case 'error':
      return node.error.message;
    case 'action':
      return node.action;
    case 'note':
      return node.note;
    default:
      return node.type;
  }
}
