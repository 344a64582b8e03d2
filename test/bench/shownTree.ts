import { inspect } from 'node:util';
import '../fakes/fakeVscode';
import type { Connection } from '../../src/aws/connection';
import type { Clock } from '../../src/core/clock';
import { areas, type Area } from '../../src/core/resources/area';
import { kindsByArea } from '../../src/resources';
import type { Output } from '../../src/platform/output';
import type { BackendLoader } from '../../src/ui/backend';
import { ChosenConnection } from '../../src/ui/connection/chosenConnection';
import { ResourceTree } from '../../src/ui/tree/resourceTree';
import type { TreeHosts } from '../../src/ui/tree/treeHost';
import type { GroupNode, TreeNode } from '../../src/ui/tree/treeNode';
import { newEvent } from '../fakes/fakeEvent';
import { memoryStore } from '../fakes/memoryStore';

interface Shown {
  readonly view: object;
  visible: boolean;
  readonly visibility: ReturnType<typeof newEvent<{ visible: boolean }>>;
  readonly collapses: ReturnType<typeof newEvent<{ element: TreeNode }>>;
}

const nothing = newEvent<undefined>().subscribe;

/** The extension's own tree, and views that ask it for rows as the workbench does. */
export class ShownTree {
  readonly tree: ResourceTree;
  private readonly views = new Map<Area, Shown>(areas.map((area) => [area, shownView()]));

  constructor(connection: Connection, clock: Clock, visible: boolean) {
    this.views.forEach((view) => (view.visible = visible));
    const hosts = Object.fromEntries(
      [...this.views].map(([area, { view }]) => [area, { view, changed: () => undefined }]),
    ) as unknown as TreeHosts;
    const connections = {
      open: () => Promise.resolve(connection),
      onDidChange: () => ({ dispose: () => undefined }),
    };
    const backend = (() =>
      Promise.resolve({ kindsByArea, connections })) as unknown as BackendLoader;
    const store = memoryStore();
    const { id, label, region, traits } = connection.info;
    void store.set('connection', { id, label, region, runsHere: traits.runsHere });
    const chosen = new ChosenConnection(store, backend);
    const output = { error: (what: string, error: unknown) => this.failures.push({ what, error }) };
    this.tree = new ResourceTree(hosts, {
      ...{ chosen, backend, clock, store, shared: memoryStore() },
      output: output as unknown as Output,
    });
  }

  readonly failures: object[] = [];

  /** The row of a view's first kind. */
  async group(area: Area): Promise<GroupNode> {
    const roots = await this.tree.getChildren(area);
    const group = roots.find((node) => node.type === 'group');
    if (!group) {
      throw new Error(`No rows in ${area}: ${inspect(this.failures)}`);
    }
    return group;
  }

  /** Draws what stands below a row; answers how many rows. */
  async draw(area: Area, group: GroupNode): Promise<number> {
    this.tree.getTreeItem(area, group);
    const rows = await this.tree.getChildren(area, group);
    rows.forEach((row) => this.tree.getTreeItem(area, row));
    return rows.length;
  }

  /** Hides or shows every view. */
  setVisible(visible: boolean): void {
    for (const view of this.views.values()) {
      view.visible = visible;
      view.visibility.fire({ visible });
    }
  }

  collapse(area: Area, element: TreeNode): void {
    this.views.get(area)?.collapses.fire({ element });
  }
}

function shownView(): Shown {
  const visibility = newEvent<{ visible: boolean }>();
  const collapses = newEvent<{ element: TreeNode }>();
  const shown: Shown = {
    ...{ visible: false, visibility, collapses },
    view: {
      get visible() {
        return shown.visible;
      },
      selection: [],
      onDidChangeVisibility: visibility.subscribe,
      onDidExpandElement: nothing,
      onDidCollapseElement: collapses.subscribe,
    },
  };
  return shown;
}
