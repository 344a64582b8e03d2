import '../../../fakes/fakeVscode';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { trainingJob } from '../../../../src/resources/kinds/trainingJob';
import { toTreeItem } from '../../../../src/ui/tree/treeItem';
import type { TreeNode } from '../../../../src/ui/tree/treeNode';
import { fakeConnection } from '../../../fakes/fakeKind';
import type { SentCommand } from '../../../fakes/fakeSender';
import { ScriptedAccount } from '../../../fakes/scriptedAccount';
import { TreeWorld } from '../../../fakes/treeWorld';

const jobs = { connectionId: 'sandbox', kindId: 'trainingJob' };

type Step =
  | { readonly type: 'create'; readonly count: number }
  | { readonly type: 'delete' | 'change'; readonly index: number }
  | { readonly type: 'refresh' | 'follow' | 'page' | 'all' | 'clear' }
  | { readonly type: 'filter'; readonly text: string }
  | { readonly type: 'pin'; readonly index: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ type: fc.constant('create' as const), count: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ type: fc.constantFrom('delete' as const, 'change' as const), index: fc.nat(99) }),
  fc.record({
    type: fc.constantFrom('refresh', 'refresh', 'follow', 'page', 'all', 'clear'),
  }) as fc.Arbitrary<Step>,
  fc.record({
    type: fc.constant('filter' as const),
    text: fc.constantFrom('1', 'job-2', 'stopping'),
  }),
  fc.record({ type: fc.constant('pin' as const), index: fc.nat(99) }),
);

/** What a view shows that believes what it is told, and asks for nothing else. */
class Mirror {
  shown: readonly string[] = [];
  private nodes: readonly TreeNode[] = [];

  constructor(private readonly world: TreeWorld) {}

  async take(): Promise<void> {
    const changes = this.world.changes.splice(0);
    if (changes.some((change) => change === undefined || change[0]?.type === 'group')) {
      this.nodes = await this.world.all();
      this.shown = this.nodes.map((node) => this.draw(node));
      return;
    }
    const changed = new Set(changes.flatMap((change) => change ?? []));
    this.shown = this.nodes.map((node, index) =>
      changed.has(node) ? this.draw(node) : (this.shown[index] ?? ''),
    );
  }

  draw(node: TreeNode): string {
    assert.ok(node.type !== 'connection');
    const shown = { area: 'jobs', now: this.world.clock.now() } as const;
    const { id, label, description, contextValue } = toTreeItem(node, shown);
    return JSON.stringify([id, label, description, contextValue]);
  }
}

describe('the tree of an account that changes', () => {
  it('shows what the account has, each row once, and tells every change', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(60),
        fc.array(fc.integer({ min: 1, max: 15 }), { minLength: 1, maxLength: 3 }),
        fc.array(step, { maxLength: 25 }),
        async (count, pageSizes, steps) => {
          const account = new ScriptedAccount(count, { tokens: 'place', pageSizes });
          const world = new TreeWorld({ jobs: [trainingJob] });
          const send = (command: SentCommand) => Promise.resolve(account.list(command));
          world.connection = { ...fakeConnection(), sagemaker: { send } } as never;
          const mirror = new Mirror(world);
          world.changes.push(undefined);
          await mirror.take();
          for (const one of steps) {
            await act(world, account, one);
            await mirror.take();
            const fresh = (await world.all()).map((node) => mirror.draw(node));
            assert.deepEqual(mirror.shown, fresh, one.type);
            const ids = fresh.map((text) => (JSON.parse(text) as string[])[0]);
            assert.equal(new Set(ids).size, ids.length, 'a row stands twice');
          }
          await world.queries.clear(jobs);
          await world.queries.set(jobs, { pins: [] });
          await world.model.refresh();
          await world.model.readAll('trainingJob');
          await world.model.refresh();
          const statuses = (await world.rows()).map(({ item: { name, status } }) => ({
            name,
            status,
          }));
          assert.deepEqual(statuses, account.items);
        },
      ),
      { numRuns: 200 },
    );
  });
});

async function act(world: TreeWorld, account: ScriptedAccount, one: Step): Promise<void> {
  switch (one.type) {
    case 'refresh':
      return world.model.refresh();
    case 'follow':
      return world.model.refreshing.follow();
    case 'page':
    case 'all':
      return world.more(one.type);
    case 'filter':
      return world.queries.set(jobs, { text: one.text });
    case 'clear':
      return world.queries.clear(jobs);
    case 'pin': {
      const name = account.names[one.index % Math.max(1, account.names.length)];
      return world.queries.pin(jobs, name === undefined ? [] : [name], true);
    }
    default:
      account.apply(one);
  }
}
