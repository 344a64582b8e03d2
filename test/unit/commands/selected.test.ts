import assert from 'node:assert/strict';
import { terminalLines } from '../../fakes/fakeVscode';
import { openSelected, type SelectedServices } from '../../../src/commands/selected';
import type { Area } from '../../../src/core/resources/area';
import type { Mend } from '../../../src/core/errors';
import type { TreeNode } from '../../../src/ui/tree/treeNode';
import { FakeClock } from '../../fakes/fakeClock';
import { groupNode, resourceNode } from '../../fakes/treeNodes';

const connectionId = 'profile:other:us-east-1';

describe('the row that is selected in a view', () => {
  const done: unknown[][] = [];
  let selected: Partial<Record<Area, TreeNode>>;
  let clock: FakeClock;

  const note =
    (what: string) =>
    (...args: readonly unknown[]): Promise<void> =>
      Promise.resolve(void done.push([what, ...args]));
  const services = {
    clock: { sleep: (milliseconds: number) => clock.sleep(milliseconds) },
    tree: {
      selection: { last: (area: Area) => selected[area] },
      more: note('more'),
      retry: note('retry'),
    },
    jobs: { openRow: note('open') },
    chosen: { hide: note('hide'), renew: note('renew') },
    backend: () => Promise.resolve({ connections: { renew: note('keys') } }),
    output: { show: note('output') },
  } as unknown as SelectedServices;

  beforeEach(() => {
    done.length = terminalLines.length = 0;
    selected = {};
    clock = new FakeClock();
  });

  it('is that of the view that was clicked, whatever others have selected', async () => {
    const row = resourceNode();
    selected = { jobs: resourceNode({ item: { name: 'other' } }), endpoints: row };
    await openSelected(services, 'endpoints', true);
    const nothing = openSelected(services, 'models', true);
    await clock.advance(60_000);
    await nothing;
    assert.deepEqual(done, [['open', row, true]]);
  });

  it('is opened too when it was clicked while it was drawn anew', async () => {
    const row = resourceNode();
    const opened = openSelected(services, 'jobs', true);
    await clock.advance(300);
    assert.deepEqual(done, []);
    selected = { jobs: row };
    await clock.advance(100);
    await opened;
    assert.deepEqual(done, [['open', row, true]]);
  });

  it('shows more by a click, and only once by Enter, which clicks as well', async () => {
    const more: TreeNode = { type: 'more', group: groupNode(), act: 'page', key: '', count: 1 };
    selected = { models: more };
    await openSelected(services, 'models', true);
    await openSelected(services, 'models', false);
    assert.deepEqual(done, [['more', more]]);
  });

  it('mends the connection whose row it is, not the chosen one', async () => {
    const act = (action: 'signIn' | 'mfaCode' | 'retry' | 'hide' | 'output', mend?: Mend) => {
      selected = { jobs: { type: 'action', connectionId, action, mend } };
      return openSelected(services, 'jobs', true);
    };
    await act('signIn', { act: 'signIn', connectionId, command: ['aws', 'login'] });
    await act('mfaCode', { act: 'mfaCode', connectionId });
    await act('retry');
    await act('hide');
    await act('output');
    assert.deepEqual(terminalLines, ['aws login']);
    assert.deepEqual(done, [
      ['keys', connectionId],
      ['renew', connectionId],
      ['retry', connectionId],
      ['hide', connectionId],
      ['output'],
    ]);
  });
});
