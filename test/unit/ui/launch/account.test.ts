import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import {
  chooseInstanceType,
  chooseRole,
  type FindingPlace,
  type Fix,
} from '../../../../src/core/preflight/finding';
import type { AccountQuestion } from '../../../../src/core/preflight/question';
import { noSettings } from '../../../../src/shared/contracts/launchSettings';
import { mendAccount, type PlacedFix } from '../../../../src/ui/launch/accountMend';
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
              ...chooseRole(),
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
  const typed = { ...noSettings, fields: { roleArn: 'old' } };
  const fill = async (fix: PlacedFix, choice: string | null, settings = typed) => {
    const done: string[] = [];
    await mendAccount(fix, {
      choose: (setting) => {
        done.push(`choose ${setting}`);
        return Promise.resolve(choice === null ? null : { value: choice });
      },
      update: (change) => {
        const { fields, groups } = change({ settings } as never).settings;
        done.push(JSON.stringify(groups.length > 0 ? groups : fields));
      },
      chooseConnection: (region) => {
        done.push(`connection ${region ?? 'any'}`);
        return Promise.resolve();
      },
      open: (opened) => Promise.resolve(done.push(opened)),
    });
    return done;
  };
  const fix = (kind: Fix['kind'], value?: string, place?: FindingPlace): PlacedFix => ({
    ...{ kind, label: 'Mend', value, place },
  });

  it('fills in what is chosen, or known', async () => {
    assert.deepEqual(await fill(fix('chooseRole'), 'new'), ['choose roleArn', '{"roleArn":"new"}']);
    assert.deepEqual(await fill(fix('chooseRole', 'exact'), null), ['{"roleArn":"exact"}']);
    assert.deepEqual(await fill(fix('chooseInstanceType'), null), ['choose instanceType']);
  });

  it('fills in buckets where they are used', async () => {
    const bucket = (part: FindingPlace['part']) => fix('chooseBucket', undefined, { part });
    assert.deepEqual(await fill(bucket('output'), 's3://new'), [
      'choose outputUri',
      '{"roleArn":"old","outputUri":"s3://new"}',
    ]);
    assert.deepEqual(await fill(bucket('checkpoint'), null), ['choose checkpointUri']);
  });

  it('changes the type of every group that has the one that is not well', async () => {
    const group = (type: string) => ({ name: 'g', type, count: '1' });
    const groups = [group('ml.m5.large'), group(' ml.p3.2xlarge'), group('ml.p3.2xlarge')];
    const { fix: choose, place } = chooseInstanceType('ml.p3.2xlarge');
    const settings = { ...typed, groups };
    assert.deepEqual(await fill({ ...choose, place }, 'ml.g5.xlarge', settings as never), [
      'choose instanceType',
      JSON.stringify([group('ml.m5.large'), group('ml.g5.xlarge'), group('ml.g5.xlarge')]),
    ]);
  });

  it('leads to connections and pages', async () => {
    assert.deepEqual(await fill(fix('signIn'), null), ['connection any']);
    assert.deepEqual(await fill(fix('chooseRegion', 'eu-west-1'), null), ['connection eu-west-1']);
    assert.deepEqual(await fill(fix('requestQuota', 'https://quota'), null), ['https://quota']);
    assert.deepEqual(await fill(fix('editField', 'image'), null), []);
  });
});
