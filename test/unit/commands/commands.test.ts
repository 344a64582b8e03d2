import assert from 'node:assert/strict';
import { shown } from '../../fakes/fakeVscode';
import { Rows } from '../../../src/commands/rows';
import { guard } from '../../../src/commands/run';
import { AppError, type ErrorReason } from '../../../src/core/errors';
import type { Capability } from '../../../src/core/resources/kind';
import type { ResourceRow } from '../../../src/ids';
import type { Output } from '../../../src/platform/output';
import type { ResourceNode } from '../../../src/ui/tree/treeNode';
import { FakeKind, job } from '../../fakes/fakeKind';
import { resourceNode } from '../../fakes/treeNodes';

const row = (name: string, status: string): ResourceNode =>
  resourceNode({ item: job(name, status) });

describe('the error boundary of commands', () => {
  const logged: string[] = [];
  const output = { error: (what: string) => logged.push(what) } as unknown as Output;
  const fail = (error: Error): Promise<void> =>
    guard('a.command', () => Promise.reject(error), output);

  beforeEach(() => {
    shown.length = 0;
    logged.length = 0;
  });

  const cases: readonly (readonly [ErrorReason, readonly string[]])[] = [
    ['noPython', ['Choose Interpreter']],
    ['sandboxUnavailable', ['Restart Sandbox', 'Show Details']],
    ['expired', ['Choose Connection', 'Show Details']],
    ['denied', ['Choose Connection', 'Show Details']],
    ['network', ['Choose Connection', 'Show Details']],
    ['invalid', []],
    ['conflict', []],
    ['diskFull', ['Show Details']],
    ['unexpected', ['Show Details']],
  ];
  for (const [reason, buttons] of cases) {
    it(`shows a failure for ${reason} with what mends it`, async () => {
      await fail(new AppError(reason, 'A sentence.'));
      assert.deepEqual(shown, [{ severity: 'error', message: 'A sentence.', buttons }]);
      assert.deepEqual(logged, ['a.command']);
    });
  }

  it('offers the one act that mends a sign-in before another connection', async () => {
    const mend = { act: 'mfaCode', connectionId: 'profile:work:eu-west-1' } as const;
    await fail(new AppError('expired', 'A code is needed.', { mend }));
    assert.deepEqual(shown[0]?.buttons, ['Enter MFA Code', 'Choose Connection']);
  });

  it('is silent when the person cancelled', async () => {
    await fail(new AppError('cancelled', 'Cancelled.'));
    await fail(new DOMException('Aborted', 'AbortError'));
    assert.deepEqual([shown, logged], [[], []]);
  });

  it('does not pass a programming error off as something else', async () => {
    await fail(new TypeError('x is undefined'));
    assert.match(shown[0]?.message ?? '', /inside the extension.*x is undefined/);
  });
});

describe('the rows a command is for', () => {
  let known: readonly ResourceNode[];
  let selection: readonly ResourceNode[];
  let together: readonly ResourceNode[];
  let rows: Rows;
  let asked: (readonly string[])[];
  let picked: ResourceRow | undefined;

  const names = (found: readonly ResourceRow[]): readonly string[] =>
    found.map(({ item }) => item.name);

  beforeEach(() => {
    shown.length = 0;
    known = [row('running', 'InProgress'), row('done', 'Completed')];
    selection = [];
    together = [];
    asked = [];
    const finder: ConstructorParameters<typeof Rows>[1] = {
      pick: (capability, { none }) => {
        asked.push([capability, none]);
        return Promise.resolve(picked);
      },
    };
    rows = new Rows({ with: () => selection, together: () => together }, finder, ({ item }) =>
      Promise.resolve<readonly Capability[]>(new FakeKind().capabilities(item)),
    );
  });

  it('takes the clicked row', async () => {
    const [running] = known;
    assert.deepEqual(names((await rows.several({ row: running }, 'stop')).rows), ['running']);
  });

  it('takes what is selected together where it was called without a row, if some of it can', async () => {
    together = known;
    const found = await rows.several({}, 'stop');
    assert.deepEqual([names(found.rows), names(found.left)], [['running'], ['done']]);
    assert.deepEqual(asked, []);
    together = known.slice(1);
    await rows.several({}, 'stop');
    assert.equal(asked.length, 1);
    together = known;
    await rows.several({}, 'tags');
    assert.equal(asked.length, 2, 'no question would name them');
  });

  it('takes the clicked row alone where a command is for one', async () => {
    const found = await rows.one({ row: known[1], selection: known }, 'describe');
    assert.equal(found?.item.name, 'done');
  });

  it('tells those of the selection that can from the others', async () => {
    const found = await rows.several({ row: known[1], selection: known }, 'delete');
    assert.deepEqual([names(found.rows), names(found.left)], [['done'], ['running']]);
    assert.deepEqual(shown, []);
  });

  it('takes what is selected with the row that a key was pressed on', async () => {
    selection = known;
    assert.deepEqual(names((await rows.several({ row: known[1] }, 'delete')).rows), ['done']);
  });

  it('takes nothing, and asks nothing, where a key was pressed on the row of a list', async () => {
    const { group } = row('done', 'Completed');
    const called = { row: group as unknown as ResourceRow };
    assert.deepEqual(await rows.several(called, 'delete'), { rows: [], left: [] });
    assert.deepEqual([shown, asked], [[], []]);
  });

  it('says why when none of the selection can, which is no failure', async () => {
    const called = { row: known[0], selection: known.slice(0, 1) };
    assert.deepEqual((await rows.several(called, 'delete')).rows, []);
    assert.deepEqual(
      shown.map(({ severity, message }) => [severity, message]),
      [['info', 'At work, or not to be deleted by itself: running']],
    );
  });

  it('has one found among those that can where there is no row', async () => {
    [picked] = known;
    assert.deepEqual(names((await rows.several({}, 'stop')).rows), ['running']);
    assert.equal((await rows.one({}, 'logs'))?.item.name, 'running');
    picked = undefined;
    assert.deepEqual((await rows.several({}, 'console')).rows, []);
    assert.deepEqual(asked, [
      ['stop', 'Nothing is running that could be stopped.'],
      ['logs', 'There are no jobs yet.'],
      ['console', 'Nothing here has a page in the AWS Console.'],
    ]);
  });
});
