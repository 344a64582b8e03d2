import '../fakes/fakeVscode';
import type { Connection } from '../../src/aws/connection';
import { areas, type Area, type KindsByArea } from '../../src/core/resources/area';
import type { ViewState } from '../../src/ids';
import type { Store } from '../../src/platform/state';
import { FailureCauses } from '../../src/ui/jobs/failureCauses';
import { KnownTags } from '../../src/ui/tree/knownTags';
import { ListQueries } from '../../src/ui/tree/listQueries';
import { RowDetails } from '../../src/ui/tree/rowDetails';
import { TreeModel } from '../../src/ui/tree/treeModel';
import type { GroupNode, ResourceNode, TreeNode } from '../../src/ui/tree/treeNode';
import { FakeClock } from './fakeClock';
import { fakeConnection } from './fakeKind';
import { memoryStore } from './memoryStore';

const noKinds: KindsByArea = { jobs: [], models: [], endpoints: [], more: [] };

/** A tree whose account is made of fake kinds, and what it has told its views. */
export class TreeWorld {
  readonly clock = new FakeClock();
  readonly store: Store = memoryStore();
  readonly queries = new ListQueries(this.store);
  readonly tags = new KnownTags();
  readonly visible = new Set<Area>(areas);
  readonly states: ViewState[] = [];
  readonly changes: (readonly TreeNode[] | undefined)[] = [];
  readonly failures: unknown[] = [];
  connection: Connection = fakeConnection();
  openFailure: Error | undefined;
  model: TreeModel;

  constructor(private readonly kinds: Partial<KindsByArea>) {
    this.model = this.create();
    this.queries.onDidChange((list) => this.model.arrange(({ kindId }) => kindId === list.kindId));
    this.tags.onDidChange(() => this.model.arrange(() => true));
  }

  /** The same after a reload of the window. */
  create(): TreeModel {
    const causes = new FailureCauses(this.store);
    const failed = (error: unknown): void => void this.failures.push(error);
    return new TreeModel({
      ...{
        connectionId: this.connection.info.id,
        causes,
        failed,
        clock: this.clock,
        queries: this.queries,
        tags: this.tags,
      },
      details: new RowDetails({ causes, failed }),
      open: () =>
        this.openFailure ? Promise.reject(this.openFailure) : Promise.resolve(this.connection),
      kinds: () => Promise.resolve({ ...noKinds, ...this.kinds }),
      leave: () => 'choose',
      isVisible: (area) => this.visible.has(area),
      changed: (area, nodes) => {
        if (area === 'jobs') {
          this.changes.push(nodes);
        }
      },
      show: (area, state) => {
        if (area === 'jobs') {
          this.states.push(state);
        }
      },
    });
  }

  async group(kindId = 'trainingJob', area: Area = 'jobs'): Promise<GroupNode | undefined> {
    const roots = await this.model.roots(area);
    return roots.find((node): node is GroupNode => node.type === 'group' && node.kindId === kindId);
  }

  /** What stands below the row of a kind, which is unfolded for that. */
  async below(kindId = 'trainingJob', area: Area = 'jobs'): Promise<readonly TreeNode[]> {
    const group = await this.group(kindId, area);
    const children = group ? await this.model.children(group) : [];
    await new Promise((resolve) => setTimeout(resolve)); // The first rows are told once more.
    return children;
  }

  /** The training jobs with the row above them; nothing where there is none. */
  async all(): Promise<readonly TreeNode[]> {
    const below = await this.below();
    const group = await this.group();
    return group ? [group, ...below] : [];
  }

  async rows(kindId?: string): Promise<readonly ResourceNode[]> {
    return (await this.below(kindId)).filter((node) => node.type === 'resource');
  }

  async names(kindId?: string): Promise<readonly string[]> {
    return (await this.rows(kindId)).map(({ item }) => item.name);
  }

  async more(act: 'show' | 'page' | 'all'): Promise<void> {
    const below = await this.below();
    const node = below.find((one) => one.type === 'more' && one.act === act);
    if (node?.type === 'more') {
      await this.model.more(node);
    }
  }
}
