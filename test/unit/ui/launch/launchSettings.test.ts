import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import { fakeConnection } from '../../../fakes/fakeKind';
import { LaunchedPage } from './launchedPage';

const roleArn = 'arn:aws:iam::123456789012:role/Jobs';
const onAws = { runsHere: false, billable: true };

describe('the settings of a launch', () => {
  let page: LaunchedPage;

  beforeEach(() => {
    page = new LaunchedPage();
  });

  afterEach(() => page.dispose());

  it('are not asked for where jobs run on this computer, nor sent there', async () => {
    const settings = { fields: { roleArn: 'nonsense', instanceType: 'ml.p5.48xlarge' } };
    const draft = { ...(await page.session.open()), settings };
    page.session.edit(draft);
    const { settings: offered, errors, cost } = await page.settled();
    assert.deepEqual([offered, errors, cost], [null, {}, 'nothing: this machine']);
    await page.session.start(draft);
    const [launch] = page.launched;
    assert.deepEqual([launch?.role, launch?.instanceType], [undefined, 'ml.m5.large']);
  });

  it('need a role elsewhere, and never say that a job costs nothing', async () => {
    page.create({}, onAws);
    const draft = await page.session.open();
    const { settings, errors, refusal, cost, preflight } = await page.settled();
    assert.deepEqual(Object.keys(errors), ['setting:roleArn']);
    assert.equal(refusal, 'Fix the marked fields first.');
    assert.match(cost, /^unknown/);
    assert.equal(settings?.defaults.instanceType, 'ml.m5.large');
    assert.equal(settings.facts.instanceType, '2 vCPU, 8 GiB');
    assert.ok(!preflight.some(({ id }) => id === 'python'));
    await assert.rejects(page.session.start(draft), { reason: 'invalid' });
    assert.deepEqual(page.launched, []);
  });

  it('become parts of the launch, each as it is typed', async () => {
    page.create({ settings: () => ({ fields: { roleArn } }) }, onAws);
    const draft = await page.session.open();
    const fields = { roleArn: ` ${roleArn} `, instanceType: 'ml.g5.xlarge', instanceCount: '2' };
    await page.session.start({ ...draft, settings: { fields } });
    const [launch] = page.launched;
    assert.deepEqual(
      [launch?.role, launch?.instanceType, launch?.instanceCount, launch?.volumeSizeGb],
      [roleArn, 'ml.g5.xlarge', 2, undefined],
    );
  });

  const wrong = {
    roleArn: ['SageMakerRole', 'arn:aws:iam::12:role/x', 'arn:aws:s3:::bucket'],
    instanceType: ['m5.large', 'ml.m5', 'ml.m5.large, ml.m5.xlarge'],
    instanceCount: ['0', '-1', 'two', '1.5', '1000000'],
    volumeGigabytes: ['0', '70000', 'big'],
  };
  for (const [name, texts] of Object.entries(wrong)) {
    it(`are checked while they are typed: ${name}`, async () => {
      page.create({ settings: () => ({ fields: { roleArn } }) }, onAws);
      const draft = await page.session.open();
      for (const text of texts) {
        page.session.edit({ ...draft, settings: { fields: { roleArn, [name]: text } } });
        assert.deepEqual(Object.keys(page.last.errors), [`setting:${name}`], text);
      }
    });
  }

  it('are those of the connection that the job goes to', async () => {
    const of = { current: { fields: {} } };
    page.create({ settings: () => of.current });
    await page.session.open();
    of.current = { fields: { roleArn } };
    page.session.connectionChanged(fakeConnection('profile:prod:eu-west-1', onAws).info);
    assert.deepEqual(page.last.draft.settings, { fields: { roleArn } });
    assert.deepEqual(page.last.errors, {});
  });

  it('stay as they are where all else is made as the script says it', async () => {
    page.create({ settings: () => ({ fields: { roleArn } }) }, onAws);
    const draft = await page.session.open();
    const fields = { roleArn, instanceCount: '3' };
    page.session.edit({ ...draft, settings: { fields } });
    assert.equal(page.last.isChanged, false);
    await page.session.reset();
    assert.deepEqual(page.last.draft.settings, { fields });
  });
});
