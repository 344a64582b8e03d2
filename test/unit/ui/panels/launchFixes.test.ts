import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import { bucketFinding } from '../../../../src/core/preflight/bucket';
import { chooseInstanceType, type Finding } from '../../../../src/core/preflight/finding';
import type { LaunchDraft } from '../../../../src/shared/contracts/launch';
import { noSettings, type LaunchSettings } from '../../../../src/shared/contracts/launchSettings';
import type { AccountPorts } from '../../../../src/ui/launch/accountState';
import { LaunchFixes, type LaunchFixPorts } from '../../../../src/ui/panels/launchFixes';
import { FakeClock } from '../../../fakes/fakeClock';
import { fakeConnection } from '../../../fakes/fakeKind';
import { LaunchedPage } from '../launch/launchedPage';

const onAws = { runsHere: false, billable: true };
const role = 'arn:aws:iam::123456789012:role/Jobs';

describe('links of the launch page', () => {
  let page: LaunchedPage;
  let started: LaunchDraft[];
  let there: LaunchSettings;

  beforeEach(() => {
    page = new LaunchedPage();
    [started, there] = [[], noSettings];
  });
  afterEach(() => page.dispose());

  const open = async (
    settings: LaunchSettings,
    findings: readonly Finding[] = [],
  ): Promise<void> => {
    there = settings;
    const account: AccountPorts = {
      check: (_question, { report }) => {
        report('quotas', findings);
        return Promise.resolve();
      },
      forget: () => Promise.resolve(),
    };
    const clock = new FakeClock();
    page.create({ settings: () => there, account, clock }, onAws);
    await page.session.open();
    await clock.advance(400);
    await page.settled();
  };

  const fixes = (ports: Partial<LaunchFixPorts> = {}): LaunchFixes =>
    new LaunchFixes({
      session: page.session,
      openScript: () => Promise.resolve(),
      browse: () => Promise.resolve(null),
      choose: () => Promise.resolve(null),
      chooseConnection: () => Promise.resolve(undefined),
      chooseRegion: () => Promise.resolve(undefined),
      defaults: () => undefined,
      start: (draft) => Promise.resolve(void started.push(draft)),
      ...ports,
    });

  const onType = (instanceType: string): LaunchSettings => ({
    ...noSettings,
    fields: { instanceType, roleArn: role, subnets: 'subnet-1', securityGroups: 'sg-1' },
  });

  it('start the job on another type', async () => {
    await open(onType('ml.g5.2xlarge'));
    await fixes().fix('failure:type:ml.g5.4xlarge');
    assert.equal(started[0]?.settings.fields.instanceType, 'ml.g5.4xlarge');
    assert.equal(page.last.draft.settings.fields.instanceType, 'ml.g5.4xlarge');
  });

  it('go to another region with what means the same there, and start nothing', async () => {
    await open({ ...onType('ml.g5.2xlarge'), tags: [{ name: 'team', value: 'birds' }] });
    const chooseConnection = (region?: string): Promise<LaunchSettings | undefined> => {
      assert.equal(region, 'eu-west-2');
      const left = page.session.draft?.settings;
      there = { ...noSettings, fields: { subnets: 'subnet-there', securityGroups: 'sg-there' } };
      page.session.connectionChanged(fakeConnection('profile:prod:eu-west-2', onAws).info);
      return Promise.resolve(left);
    };
    await fixes({ chooseConnection }).fix('failure:region:eu-west-2');
    assert.deepEqual(page.last.draft.settings, {
      ...{ ...noSettings, tags: [{ name: 'team', value: 'birds' }] },
      fields: {
        ...{ subnets: 'subnet-there', securityGroups: 'sg-there' },
        ...{ instanceType: 'ml.g5.2xlarge', roleArn: role },
      },
    });
    assert.deepEqual(started, []);
  });

  /** Another region, for which nothing is remembered. */
  const toIreland = (region?: string): Promise<LaunchSettings | undefined> => {
    assert.equal(region, 'eu-west-1');
    const left = page.session.draft?.settings;
    there = noSettings;
    page.session.connectionChanged({
      ...fakeConnection('profile:prod:eu-west-1', onAws).info,
      region: 'eu-west-1',
    });
    return Promise.resolve(left);
  };
  const leftBehind = () => page.last.preflight.find(({ id }) => id === 'leftBehind');

  it('go where the bucket of the output is with role and output, and tell what stays behind', async () => {
    const outputUri = 's3://results/out/';
    const { fields } = onType('ml.m5.large');
    const elsewhere = bucketFinding(
      { kind: 'elsewhere', region: 'eu-west-1' },
      { bucket: 'results', region: 'us-east-1', use: 'output', uri: outputUri },
    );
    await open({ ...noSettings, fields: { ...fields, outputUri, checkpointUri: 's3://other/' } }, [
      elsewhere,
    ]);
    await fixes({ chooseConnection: toIreland }).fix('account:bucket:results');
    assert.deepEqual(page.last.draft.settings.fields, {
      ...{ instanceType: 'ml.m5.large', roleArn: role, outputUri },
    });
    for (const text of ['s3://other/', 'subnet-1', 'sg-1']) {
      assert.ok(leftBehind()?.message.includes(text), text);
    }
    assert.ok(leftBehind()?.message.includes('us-east-1'));
    assert.ok(!leftBehind()?.message.includes('results'));
    page.session.update((draft) => ({
      ...draft,
      settings: {
        ...draft.settings,
        fields: {
          ...draft.settings.fields,
          ...{ subnets: 'subnet-2', securityGroups: 'sg-2', checkpointUri: 's3://results/c/' },
        },
      },
    }));
    assert.equal(leftBehind(), undefined, 'what has its like here is not missed');
  });

  it('go where a request was written for with all that it says', async () => {
    await open(onType('ml.m5.large'));
    await fixes({ chooseConnection: toIreland }).fix('region:eu-west-1');
    assert.deepEqual(page.last.draft.settings, onType('ml.m5.large'));
    assert.equal(leftBehind(), undefined);
  });

  it('change nothing where no region was picked', async () => {
    await open(onType('ml.g5.2xlarge'));
    const { draftVersion } = page.last;
    await fixes().fix('failure:region:');
    assert.equal(page.last.draftVersion, draftVersion);
  });

  it('choose an instance type by what the form asks for', async () => {
    const settings = onType('ml.g5.2xlarge');
    const fields = { ...settings.fields, isSpot: 'true' };
    const finding: Finding = {
      ...{ id: 'quota:ml.g5.2xlarge', tone: 'error', message: 'None.' },
      ...chooseInstanceType('ml.g5.2xlarge'),
    };
    await open({ ...settings, fields }, [finding]);
    const asked: unknown[] = [];
    const choose: LaunchFixPorts['choose'] = (setting, given) => {
      asked.push([setting, given.isSpot]);
      return Promise.resolve({ value: 'ml.g5.xlarge' });
    };
    await fixes({ choose }).fix('account:quota:ml.g5.2xlarge');
    assert.deepEqual(asked, [['instanceType', 'true']]);
    assert.equal(page.last.draft.settings.fields.instanceType, 'ml.g5.xlarge');
  });
});
