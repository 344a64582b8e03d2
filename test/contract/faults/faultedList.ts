import assert from 'node:assert/strict';
import type { Connection } from '../../../src/aws/connection';
import { AppError } from '../../../src/core/errors';
import { areas, type Area } from '../../../src/core/resources/area';
import { kindsByArea } from '../../../src/resources';
import type {
  ActionNode,
  ErrorNode,
  GroupNode,
  ResourceNode,
  TreeNode,
} from '../../../src/ui/tree/treeNode';
import type { ScriptedKind } from '../../fakes/scriptedKinds';
import { TreeWorld } from '../../fakes/treeWorld';
import { everyKind } from '../../unit/resources/everyKind';
import { faultKinds } from './faultKinds';
import type { Fault, FaultyAccount } from './faultyAccount';

/** What stands where rows could not be read. */
interface Explained {
  readonly error: AppError;
  readonly actions: readonly ActionNode['action'][];
}

type ListedKind = (typeof everyKind)[number];

/** Of what a child of this kind is listed below in the account. */
const parentName = (kindId: string): string =>
  kindId === 'pipelineExecution' ? 'abcdefghijkl' : 'parent';

/** More rows than fit on two pages; only as many as the service can have where there are none. */
const countOf = (kindId: string): number => (kindId === 'variant' ? 7 : 230);

/** One kind's list as the views show it, over the whole product but the workbench, and its account. */
export class FaultedList {
  readonly world: TreeWorld;
  private group: GroupNode | undefined;
  private readonly scripted: ScriptedKind;

  private constructor(
    readonly listed: ListedKind,
    readonly account: FaultyAccount,
    connection: Connection,
  ) {
    this.scripted = scriptedOf(listed.kind.id);
    this.world = new TreeWorld(kindsByArea);
    this.world.connection = connection;
    this.world.model = this.world.create();
  }

  /** Fills an account, lets a fault stand before the kind's list, and unfolds what it stands below. */
  static async below(
    listed: ListedKind,
    account: FaultyAccount,
    { connection, fault }: { readonly connection: Connection; readonly fault: Fault },
  ): Promise<FaultedList> {
    const list = new FaultedList(listed, account, connection);
    const { kind, path } = listed;
    for (const id of ['trainingJob', ...path].filter((one) => one !== kind.id)) {
      list.fill(id, [parentName(id)]);
    }
    const count = countOf(kind.id);
    list.fill(
      kind.id,
      Array.from({ length: count }, (_, index) => `row-${String(index)}`),
    );
    list.fault = fault;
    await list.unfoldAbove();
    return list;
  }

  get operation(): string {
    return this.scripted.list.operation;
  }

  /** Lets a fault stand before this list alone. */
  set fault(fault: Fault) {
    this.account.fault = (request) =>
      request.operation === this.operation ? fault(request) : undefined;
  }

  async rows(): Promise<readonly TreeNode[]> {
    return this.world.model.children(this.group ?? assert.fail('nothing is unfolded'));
  }

  async names(): Promise<readonly string[]> {
    const rows = await this.rows();
    return rows
      .filter((node): node is ResourceNode => node.type === 'resource')
      .map(({ item }) => item.name);
  }

  async readAll(): Promise<void> {
    const group = this.group ?? assert.fail('nothing is unfolded');
    await this.world.model.more({ type: 'more', group, act: 'all', key: '', count: 0 });
  }

  /** What the list says of its failure; nothing where it has not failed. */
  async explained(): Promise<Explained | undefined> {
    const rows = await this.rows();
    const error = rows.find((node): node is ErrorNode => node.type === 'error')?.error;
    const actions = rows.filter((node): node is ActionNode => node.type === 'action');
    return error && { error, actions: actions.map(({ action }) => action) };
  }

  /** Asks again and again, as a person does by the row for it. */
  async retryUntilComplete(attempts: number): Promise<void> {
    for (let attempt = 1; attempt <= attempts; attempt++) {
      try {
        await (attempt === 1 ? this.rows() : this.world.model.refresh());
        await this.readAll();
        return;
      } catch (error) {
        assert.ok(error instanceof AppError, String(error));
        const explained = await this.explained();
        assert.equal(explained?.error, error);
        assert.equal(explained.actions.at(-1), 'retry');
        await this.assertPart();
      }
    }
    assert.fail(`not complete after ${String(attempts)} attempts`);
  }

  /** All rows, once each, in the order of the tree, and nothing else. */
  async assertComplete(): Promise<void> {
    assert.equal((await this.explained())?.error, undefined);
    assert.deepEqual(await this.names(), this.expected());
    const others = (await this.rows()).filter(({ type }) => type !== 'resource');
    assert.deepEqual(others, []);
  }

  /** What is shown of the rows is right, if not all. */
  async assertPart(): Promise<void> {
    const names = await this.names();
    assert.equal(new Set(names).size, names.length);
    const shown = new Set(names);
    assert.deepEqual(
      this.expected().filter((name) => shown.has(name)),
      names,
    );
  }

  /** As a plain reading of the account gives it: at work first, then the newest. */
  private expected(): readonly string[] {
    const { kind } = this.listed;
    const statuses = kind.statuses ?? [];
    const newest = this.account.names(this.operation);
    if (this.scripted.status === '' || statuses.length === 0) {
      return this.scripted.list.operation === 'DescribeEndpoint' ? newest.toSorted() : newest;
    }
    const isBusy = (name: string): boolean => {
      const status = this.account.statusOf(this.operation, name);
      return kind.tone({ name, status }) === 'busy';
    };
    return [...newest.filter(isBusy), ...newest.filter((name) => !isBusy(name))];
  }

  private fill(kindId: string, names: readonly string[]): void {
    const { statuses = [] } = everyKind.find(({ kind }) => kind.id === kindId)?.kind ?? {};
    this.account.create(scriptedOf(kindId), statuses, names);
  }

  private async unfoldAbove(): Promise<void> {
    const { kind, path } = this.listed;
    const { model } = this.world;
    const ids = [...path, kind.id];
    const [root = kind.id] = ids;
    let group = await this.world.group(root, areaOf(root));
    let above = root;
    for (const id of ids.slice(1)) {
      const rows = await model.children(group ?? assert.fail(`no list of ${above}`));
      const parent = rows.find(
        (node) => node.type === 'resource' && node.item.name === parentName(above),
      );
      const groups = await model.children(parent ?? assert.fail(`no ${above} to unfold`));
      group = groups.find((node): node is GroupNode => node.type === 'group' && node.kindId === id);
      above = id;
    }
    this.group = group;
  }
}

const scriptedOf = (kindId: string): ScriptedKind =>
  faultKinds[kindId] ?? assert.fail(`${kindId} is not scripted`);

const areaOf = (kindId: string): Area =>
  areas.find((area) => kindsByArea[area].some(({ id }) => id === kindId)) ??
  assert.fail(`${kindId} stands nowhere`);
