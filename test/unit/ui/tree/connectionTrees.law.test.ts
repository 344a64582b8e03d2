import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AppError } from '../../../../src/core/errors';
import type { TreeNode } from '../../../../src/ui/tree/treeNode';
import { job } from '../../../fakes/fakeKind';
import { SideBySide, wordOf } from '../../../fakes/sideBySide';

const ids = ['a', 'b', 'c'] as const;

type Id = (typeof ids)[number];

type Step =
  | { readonly type: 'create' | 'delete' | 'fail' | 'close' | 'renew' | 'retry'; readonly id: Id }
  | { readonly type: 'show'; readonly shown: readonly Id[] }
  | { readonly type: 'filter'; readonly id: Id; readonly text: string }
  | { readonly type: 'refresh' };

const id = fc.constantFrom(...ids);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    type: fc.constantFrom('create', 'delete', 'fail', 'close', 'renew', 'retry'),
    id,
  }) as fc.Arbitrary<Step>,
  fc.record({
    type: fc.constant('show' as const),
    shown: fc.uniqueArray(id, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({ type: fc.constant('filter' as const), id, text: fc.constantFrom('', '1', 'job') }),
  fc.record({ type: fc.constant('refresh' as const) }),
);

interface Drawn {
  readonly node: TreeNode | undefined;
  line: string;
  below: readonly Drawn[];
}

/** A view that draws anew only what it is told, and what stands below that. */
class Mirror {
  private readonly top: Drawn = { node: undefined, line: '', below: [] };

  constructor(private readonly world: SideBySide) {}

  async take(): Promise<void> {
    // What is read for the first time is told once more.
    while (this.world.changes.length > 0) {
      for (const change of this.world.changes.splice(0)) {
        for (const node of change ?? [undefined]) {
          await this.drawAnew(node, this.top);
        }
      }
      await new Promise((resolve) => setTimeout(resolve));
    }
  }

  lines(drawn = this.top): readonly string[] {
    return drawn.below.flatMap((each) => [
      each.line,
      ...this.lines(each).map((line) => ` ${line}`),
    ]);
  }

  private async drawAnew(node: TreeNode | undefined, place: Drawn): Promise<void> {
    if (place.node === node) {
      Object.assign(place, await this.draw(node));
      return;
    }
    for (const each of place.below) {
      await this.drawAnew(node, each);
    }
  }

  private async draw(node: TreeNode | undefined): Promise<Drawn> {
    const { trees } = this.world;
    const nodes = node ? await trees.children(node) : await trees.roots('jobs');
    const below: Drawn[] = [];
    for (const each of nodes) {
      below.push(await this.draw(each));
    }
    return { node, line: node ? wordOf(node) : '', below };
  }
}

async function take(world: SideBySide, one: Step): Promise<void> {
  switch (one.type) {
    case 'show':
      world.show(...(one.shown as [Id, ...Id[]]));
      return;
    case 'filter':
      return world.queries.set({ connectionId: one.id, kindId: 'trainingJob' }, { text: one.text });
    case 'refresh':
      return world.trees.refresh().catch(() => undefined);
    case 'renew':
      world.trees.renew(one.id);
      return;
    case 'retry':
      return world.trees
        .of(one.id)
        ?.refresh()
        .catch(() => undefined);
    default:
      change(world.account(one.id), one.type);
  }
}

/** What happens in an account without anybody here being told. */
function change(
  account: ReturnType<SideBySide['account']>,
  what: 'create' | 'delete' | 'fail' | 'close',
): void {
  const { jobs } = account;
  const denied = new AppError('denied', `${account.id} refuses.`);
  switch (what) {
    case 'create':
      jobs.items = [job(`job-${jobs.items.length}`, 'Completed', jobs.items.length), ...jobs.items];
      break;
    case 'delete':
      jobs.items = jobs.items.slice(1);
      break;
    case 'fail':
      jobs.failure = jobs.failure ? undefined : denied;
      break;
    case 'close':
      account.openFailure = account.openFailure ? undefined : denied;
  }
}

describe('connections side by side that come, go, fail and change', () => {
  it('are shown as they are by a view that draws only what it is told', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
        const world = new SideBySide('a', 'b');
        const mirror = new Mirror(world);
        world.changes.push(undefined);
        await mirror.take();
        for (const one of steps) {
          await take(world, one);
          await mirror.take();
          const fresh = new Mirror(world);
          world.changes.push(undefined);
          await fresh.take();
          assert.deepEqual(mirror.lines(), fresh.lines(), JSON.stringify(one));
        }
        // Once nothing fails any more, a refresh shows everything that is shown, and nothing else.
        for (const each of ids) {
          Object.assign(world.account(each), { openFailure: undefined });
          Object.assign(world.account(each).jobs, { failure: undefined });
          await world.queries.clear({ connectionId: each, kindId: 'trainingJob' });
        }
        await world.trees.refresh();
        await mirror.take();
        const names = world.shown.flatMap((each) =>
          world.account(each).jobs.items.map(({ name }) => name),
        );
        const shown = mirror.lines().map((line) => line.trim());
        assert.deepEqual(
          shown.filter((line) => line.startsWith('job-')).toSorted(),
          names.toSorted(),
        );
        world.trees.dispose();
      }),
      { numRuns: 200 },
    );
  });
});
