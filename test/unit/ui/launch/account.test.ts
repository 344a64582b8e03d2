import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import type { Fix } from '../../../../src/core/preflight/finding';
import type { AccountQuestion } from '../../../../src/core/preflight/question';
import { noSettings } from '../../../../src/shared/contracts/launchSettings';
import { mendAccount } from '../../../../src/ui/launch/accountMend';
import type { AccountPorts } from '../../../../src/ui/launch/accountState';
import { FakeClock } from '../../../fakes/fakeClock';
import { LaunchedPage } from './launchedPage';

const roleArn = 'arn:aws:iam::123456789012:role/Jobs';
const onAws = { runsHere: false, billable: true };

describe('the account, on the launch page', () => {
  let page: LaunchedPage;
  let clock: FakeClock;
  let asked: AccountQuestion[];

  const account: AccountPorts = {
    check: (question, { report }) => {
      asked.push(question);
      const isRefused = question.role === roleArn;
      report('role', [
        isRefused
          ? {
              ...{ id: 'role', tone: 'error', message: 'Choose another role.' },
              fix: { kind: 'chooseRole', label: 'Choose role…' },
            }
          : { id: 'role', tone: 'ok', message: 'The role is well.' },
      ]);
      return Promise.resolve();
    },
    forget: () => Promise.resolve(),
  };

  const open = (traits: object) => {
    const settings = () => ({ ...noSettings, fields: { roleArn } });
    page.create({ account, clock, settings }, traits);
    return page.session.open();
  };

  beforeEach(() => {
    page = new LaunchedPage();
    clock = new FakeClock();
    asked = [];
  });

  afterEach(() => page.dispose());

  it('is asked about what the form says, and what it refuses is not started', async () => {
    const draft = await open(onAws);
    await clock.advance(400);
    assert.deepEqual(
      asked.map(({ role, instances }) => [role, instances]),
      [[roleArn, [{ type: 'ml.m5.large', count: 1 }]]],
    );
    const { refusal, preflight } = await page.settled();
    assert.equal(refusal, 'Fix the errors listed above first.');
    assert.equal(preflight.find(({ id }) => id === 'account:role')?.field, 'setting:roleArn');
    await assert.rejects(page.session.start(draft), { reason: 'invalid' });
    const other = { ...noSettings, fields: { roleArn: `${roleArn}2` } };
    page.session.edit({ ...draft, settings: other });
    await clock.advance(400);
    await page.session.start({ ...draft, settings: other });
    assert.equal(page.launched.length, 1);
  });

  it('is not asked where jobs cost nothing', async () => {
    await open({ runsHere: true, billable: false });
    await clock.advance(400);
    assert.deepEqual(asked, []);
  });
});

describe('mendAccount', () => {
  const fill = async (fix: Fix, choice: string | null) => {
    const done: string[] = [];
    await mendAccount(fix, {
      choose: (setting) => {
        done.push(`choose ${setting}`);
        return Promise.resolve(choice === null ? null : { value: choice });
      },
      update: (change) => {
        const draft = { settings: { ...noSettings, fields: { roleArn: 'old' } } };
        done.push(JSON.stringify(change(draft as never).settings.fields));
      },
      chooseConnection: () => {
        done.push('connection');
        return Promise.resolve();
      },
      open: (opened) => Promise.resolve(done.push(opened)),
    });
    return done;
  };
  const fix = (kind: Fix['kind'], value?: string): Fix => ({ kind, label: 'Mend', value });

  it('fills in what is chosen, or known', async () => {
    assert.deepEqual(await fill(fix('chooseRole'), 'new'), ['choose roleArn', '{"roleArn":"new"}']);
    assert.deepEqual(await fill(fix('chooseRole', 'exact'), null), ['{"roleArn":"exact"}']);
    assert.deepEqual(await fill(fix('chooseInstanceType'), null), ['choose instanceType']);
  });

  it('leads to connections and pages', async () => {
    assert.deepEqual(await fill(fix('signIn'), null), ['connection']);
    assert.deepEqual(await fill(fix('chooseRegion', 'eu-west-1'), null), ['connection']);
    assert.deepEqual(await fill(fix('requestQuota', 'https://quota'), null), ['https://quota']);
    assert.deepEqual(await fill(fix('editField', 'image'), null), []);
  });
});
