import assert from 'node:assert/strict';
import type { Connection } from '../../../src/aws/connection';
import { areas } from '../../../src/core/resources/area';
import { kindsByArea, resourceKinds } from '../../../src/resources';
import { createRefresher } from '../../../src/ui/tree/createRefresher';
import type { GroupNode, TreeNode } from '../../../src/ui/tree/treeNode';
import { TreeWorld } from '../../fakes/treeWorld';
import { faultKinds } from './faultKinds';
import type { Fault, FaultyAccount } from './faultyAccount';

/** How often the workbench would look at promises that are ready. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Every kind that stands by itself, of one account, below one connection and in one tree. */
export class WholeAccount {
  readonly world: TreeWorld;
  /** When calls were made, by the clock of the views. */
  readonly calls: number[] = [];
  private readonly refresher: ReturnType<typeof createRefresher>;
  private readonly isBusy: boolean;
  private underWay = 0;

  /** `count` rows of each kind, all at work or none, where the kind can be at work. */
  constructor(
    readonly account: FaultyAccount,
    connection: Connection,
    { count, isBusy = false }: { readonly count: number; readonly isBusy?: boolean },
  ) {
    this.isBusy = isBusy;
    this.world = new TreeWorld(kindsByArea);
    this.world.connection = this.counting(connection);
    this.world.model = this.world.create();
    const failed = (error: unknown): void => void this.world.failures.push(error);
    this.refresher = createRefresher(this.world.model, { clock: this.world.clock, failed });
    const names = Array.from({ length: count }, (_, index) => `row-${String(index)}`);
    resourceKinds.forEach(({ id }) => this.create(id, ...names));
  }

  /** Creates rows of a kind. */
  create(kindId: string, ...names: readonly string[]): void {
    const kind = resourceKinds.find(({ id }) => id === kindId) ?? assert.fail(kindId);
    const statuses = (kind.statuses ?? []).filter(
      (status) => (kind.tone({ name: '', status }) === 'busy') === this.isBusy,
    );
    this.account.create(this.scripted(kindId), statuses, names);
  }

  /** Lets a fault stand before the lists of these kinds; of all, where none is named. */
  fail(fault: Fault, kindIds = resourceKinds.map(({ id }) => id)): void {
    const operations = new Set(kindIds.map((id) => this.operation(id)));
    this.account.fault = (request) =>
      operations.has(request.operation) ? fault(request) : undefined;
  }

  operation(kindId: string): string {
    return this.scripted(kindId).list.operation;
  }

  /** The rows of the kinds, without any of them unfolded. */
  async groups(): Promise<readonly GroupNode[]> {
    const roots = await Promise.all(areas.map((area) => this.world.model.roots(area)));
    return roots.flat().filter((node): node is GroupNode => node.type === 'group');
  }

  /** Unfolds every list at once; what stands below each, by its kind. */
  async unfold(): Promise<ReadonlyMap<string, readonly TreeNode[]>> {
    const groups = await this.groups();
    const below = groups.map(
      async (group) => [group.kindId, await this.world.model.children(group)] as const,
    );
    const all = new Map(await Promise.all(below));
    this.refresher.check();
    return all;
  }

  /** Reads every list to its end. */
  async readAll(): Promise<void> {
    await Promise.all(resourceKinds.map(({ id }) => this.world.model.readAll(id)));
  }

  /** What the lists say of their failures, by kind. */
  async problems(): Promise<ReadonlyMap<string, string>> {
    const told = [...(await this.unfold())].flatMap(([kindId, nodes]) =>
      nodes.flatMap((node) =>
        node.type === 'error' ? [[kindId, node.error.message] as const] : [],
      ),
    );
    return new Map(told);
  }

  async assertComplete(): Promise<void> {
    assert.deepEqual([...(await this.problems())], []);
    for (const { id } of resourceKinds) {
      const names = this.world.model.loaded(id).map(({ item }) => item.name);
      assert.deepEqual(names, this.account.names(this.operation(id)));
    }
  }

  /** The most calls that were made in any minute since `start`. */
  mostInMinute(start: number): number {
    const since = this.calls.filter((time) => time > start);
    return Math.max(
      0,
      ...since.map((from) => since.filter((time) => time >= from && time < from + 60_000).length),
    );
  }

  /** Shows or hides the views. */
  setVisible(isVisible: boolean): void {
    areas.forEach((area) =>
      isVisible ? this.world.visible.add(area) : this.world.visible.delete(area),
    );
    this.refresher.check();
  }

  /** Lets time pass for the views, second by second, as long as each call takes. */
  async pass(seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second++) {
      await this.world.clock.advance(1000);
      while (this.underWay > 0) {
        await turn();
      }
    }
  }

  dispose(): void {
    this.refresher.dispose();
    this.world.model.dispose();
  }

  private counting(connection: Connection): Connection {
    const send: Connection['sagemaker']['send'] = async (command, signal) => {
      this.underWay++;
      this.calls.push(this.world.clock.now());
      try {
        return await connection.sagemaker.send(command, signal);
      } finally {
        await turn(); // What waited for it goes on first.
        this.underWay--;
      }
    };
    return Object.create(connection, { sagemaker: { value: { send } } }) as Connection;
  }

  private scripted(kindId: string) {
    return faultKinds[kindId] ?? assert.fail(`${kindId} is not scripted`);
  }
}
