import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import { AppError } from '../../../../src/core/errors';
import { chooseRole, type Finding } from '../../../../src/core/preflight/finding';
import type { AccountPart, AccountQuestion } from '../../../../src/core/preflight/question';
import { AccountState, type AccountPorts } from '../../../../src/ui/launch/accountState';
import { FakeClock } from '../../../fakes/fakeClock';

const question: AccountQuestion = {
  jobName: 'job',
  role: 'arn:aws:iam::123456789012:role/Trainer',
  image: '',
  instances: [{ type: 'ml.m5.large', count: 1 }],
  isPlanned: false,
  times: { maxRuntime: 60, hasCheckpoints: false, isHeterogeneous: false },
  output: undefined,
  checkpoint: undefined,
  inputs: [],
};

const ok = (id: string): Finding => ({ id, tone: 'ok', message: `${id} is well.` });
const noRole: Finding = {
  ...{ id: 'role', tone: 'error', message: 'Choose another role.' },
  ...chooseRole(),
};
const unsure = (id: string): Finding => ({ id, tone: 'info', message: `${id}?`, detail: 'Why.' });

type Report = Parameters<AccountPorts['check']>[1]['report'];

describe('AccountState', () => {
  let clock: FakeClock;
  let asked: AccountQuestion[];
  let report: Report;
  let end: () => void;
  let forgotten: number;
  let drawn: number;
  let fail: (error: unknown) => void;
  let state: AccountState;

  beforeEach(() => {
    clock = new FakeClock();
    asked = [];
    forgotten = 0;
    const account: AccountPorts = {
      check: (one, options) =>
        new Promise((resolve, reject) => {
          asked.push(one);
          report = options.report;
          end = resolve;
          fail = reject;
          options.signal.addEventListener('abort', () => reject(new Error('stopped')));
        }),
      forget: () => {
        forgotten++;
        return Promise.resolve();
      },
    };
    drawn = 0;
    state = new AccountState(
      { account, clock },
      () => drawn++,
      () => undefined,
    );
  });

  const ids = (errors = {}): readonly string[] => state.lines(errors).map(({ id }) => id);
  const said = async (...parts: readonly (readonly [AccountPart, Finding])[]): Promise<void> => {
    parts.forEach(([part, finding]) => report(part, [finding]));
    end();
    await clock.advance(0);
  };

  it('asks a moment after the last change, and of nobody it says nothing', async () => {
    state.look(undefined);
    assert.deepEqual(ids(), []);
    state.look(question);
    await clock.advance(300);
    state.look({ ...question, jobName: 'job-2' });
    await clock.advance(300);
    assert.equal(asked.length, 0);
    assert.deepEqual(ids(), ['account:asking']);
    await clock.advance(100);
    assert.deepEqual(
      asked.map(({ jobName }) => jobName),
      ['job-2'],
    );
    state.look({ ...question, jobName: 'job-2' });
    await clock.advance(1000);
    assert.equal(asked.length, 1);
  });

  it('shows what is wrong, and counts what is well when all is known', async () => {
    state.look(question);
    await clock.advance(400);
    report('role', [noRole]);
    assert.deepEqual(ids(), ['account:role', 'account:asking']);
    await said(['credentials', ok('credentials')]);
    const [role, well] = state.lines({});
    assert.equal(role?.field, 'setting:roleArn');
    assert.deepEqual(role.links, [{ id: 'account:role', label: 'Choose role…' }]);
    assert.equal(well?.message, '1 of 2 checks of the account passed');
    assert.equal(well.detail, 'credentials is well.');
    assert.deepEqual(state.fix('account:role'), { ...noRole.fix, place: { part: 'role' } });
    assert.equal(state.fix('account:other'), undefined);
  });

  it('does not say again what the form says at the field', async () => {
    state.look(question);
    await clock.advance(400);
    await said(['role', noRole]);
    assert.deepEqual(ids({ 'setting:roleArn': 'No ARN.' }), ['account:well']);
  });

  it('says many things that cannot be told in one line', async () => {
    state.look(question);
    await clock.advance(400);
    await said(['role', unsure('role')], ['image', unsure('image')]);
    assert.deepEqual(ids(), ['account:role', 'account:image', 'account:well']);
    await state.again();
    await clock.advance(0);
    await said(
      ['role', unsure('role')],
      ['image', unsure('image')],
      ['passRole', unsure('passRole')],
    );
    const [first] = state.lines({});
    assert.equal(first?.id, 'account:uncertain');
    assert.equal(first.detail, 'role?\nWhy.\npassRole?\nWhy.\nimage?\nWhy.');
  });

  it('shows at once that it asks again', async () => {
    state.look(question);
    await clock.advance(400);
    await said(['role', noRole]);
    const before = drawn;
    const again = state.again();
    assert.ok(drawn > before);
    assert.deepEqual(ids(), ['account:asking']);
    await again;
  });

  it('says why the account could not be asked at all', async () => {
    state.look(question);
    await clock.advance(400);
    fail(new AppError('unexpected', 'The chunk is gone.'));
    await clock.advance(0);
    const [line] = state.lines({});
    assert.deepEqual(
      [line?.id, line?.tone, line?.detail],
      ['account:credentials', 'info', 'The chunk is gone.'],
    );
  });

  it('forgets at once what another role or connection makes wrong', async () => {
    state.look(question);
    await clock.advance(400);
    await said(['role', noRole], ['image', unsure('image')]);
    state.look({ ...question, role: 'arn:aws:iam::123456789012:role/Other' });
    assert.deepEqual(ids(), ['account:image', 'account:asking']);
    state.moved();
    assert.deepEqual(ids(), []);
    assert.equal(forgotten, 0);
  });

  it('ignores answers to what is not asked any more', async () => {
    state.look(question);
    await clock.advance(400);
    const late = report;
    state.look({ ...question, image: 'other' });
    late('role', [noRole]);
    assert.deepEqual(ids(), ['account:asking']);
    state.dispose();
    assert.deepEqual(ids(), []);
  });

  it('asks anew where the person says so', async () => {
    state.look(question);
    await clock.advance(400);
    await said(['role', noRole]);
    await state.again();
    await clock.advance(0);
    assert.equal(forgotten, 1);
    assert.equal(asked.length, 2);
    assert.deepEqual(ids(), ['account:asking']);
  });
});
