import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import { noSettings, type LaunchSettings } from '../../../../src/shared/contracts/launchSettings';
import { fakeConnection } from '../../../fakes/fakeKind';
import { LaunchedPage } from './launchedPage';

const roleArn = 'arn:aws:iam::123456789012:role/Jobs';
const onAws = { runsHere: false, billable: true };

const withFields = (
  fields: LaunchSettings['fields'],
  rows: Partial<LaunchSettings> = {},
): LaunchSettings => ({
  ...noSettings,
  ...rows,
  fields,
});

describe('the settings of a launch', () => {
  let page: LaunchedPage;

  /** A page of a connection to AWS with a role. */
  const open = () => {
    page.create({ settings: () => withFields({ roleArn }) }, onAws);
    return page.session.open();
  };

  beforeEach(() => {
    page = new LaunchedPage();
  });

  afterEach(() => page.dispose());

  it('are not asked for where jobs run on this computer, nor sent there', async () => {
    const settings = withFields({ roleArn: 'nonsense', instanceType: 'ml.p5.48xlarge' });
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

  it('leave what is not said to the defaults', async () => {
    const draft = await open();
    await page.session.start(draft);
    const [launch] = page.launched;
    const { role, instanceType, ...others } = launch ?? assert.fail();
    assert.deepEqual([role, instanceType], [roleArn, 'ml.m5.large']);
    const said = Object.entries<unknown>(others).filter(([, value]) => value !== undefined);
    assert.deepEqual(said.map(([name]) => name).sort(), [
      ...['alsoPacked', 'channels', 'hyperparameters', 'image', 'installRequirements'],
      ...['jobName', 'maxRuntimeSeconds', 'metrics', 'script', 'sourceDirectory'],
    ]);
  });

  it('become the parts of the launch', async () => {
    const draft = await open();
    const fields = {
      ...{ roleArn: ` ${roleArn} `, instanceType: 'ml.g5.xlarge', instanceCount: '2' },
      ...{ volumeGigabytes: '100', inputMode: 'FastFile', outputUri: 's3://bucket/out' },
      ...{ outputKmsKey: 'alias/a', keepsFiles: 'true', isSpot: 'true', maxWaitMinutes: '90' },
      ...{ checkpointUri: 's3://bucket/points', checkpointPath: '/opt/ml/points' },
      ...{
        retryAttempts: '3',
        maxPendingMinutes: '180',
        subnets: 'subnet-1, subnet-2',
        securityGroups: 'sg-1',
      },
      ...{ isIsolated: 'true', encryptsTraffic: 'true', volumeKmsKey: 'alias/b' },
      ...{ distribution: 'mpi', processesPerHost: '4', mpiOptions: '-x A=1' },
    };
    const tags = [
      { name: ' team ', value: 'penguins' },
      { name: '', value: '' },
    ];
    const environment = [{ name: 'MODE', value: 'a b' }];
    const settings = withFields(fields, { tags, environment });
    await page.session.start({ ...draft, settings });
    const { role, instanceType, instanceCount, ...rest } = page.launched[0] ?? assert.fail();
    assert.deepEqual([role, instanceType, instanceCount], [roleArn, 'ml.g5.xlarge', 2]);
    const expected = {
      ...{ volumeSizeGb: 100, inputMode: 'FastFile', outputUri: 's3://bucket/out' },
      ...{ outputKmsKey: 'alias/a', outputCompression: 'NONE', spot: { maxWaitSeconds: 5400 } },
      checkpoint: { uri: 's3://bucket/points', localPath: '/opt/ml/points' },
      ...{ retryAttempts: 3, maxPendingSeconds: 10_800 },
      vpc: { subnets: ['subnet-1', 'subnet-2'], securityGroups: ['sg-1'] },
      ...{ isNetworkIsolated: true, encryptsTraffic: true, volumeKmsKey: 'alias/b' },
      distribution: { kind: 'mpi', processesPerHost: 4, customOptions: '-x A=1' },
      ...{ tags: { team: 'penguins' }, environment: { MODE: 'a b' } },
    };
    assert.deepEqual({ ...rest, ...expected }, rest);
  });

  it('may be instances of several types, which stand for the one', async () => {
    const draft = await open();
    const groups = [
      { name: 'gpu', type: 'ml.g5.xlarge', count: '1' },
      { name: 'cpu', type: 'ml.c5.xlarge', count: ' 2 ' },
    ];
    const fields = { roleArn, instanceType: 'what was there', instanceCount: 'x' };
    await page.session.start({ ...draft, settings: withFields(fields, { groups }) });
    assert.deepEqual(page.launched[0]?.instanceGroups, [
      { name: 'gpu', type: 'ml.g5.xlarge', count: 1 },
      { name: 'cpu', type: 'ml.c5.xlarge', count: 2 },
    ]);
  });

  const wrong: Readonly<Record<string, readonly string[]>> = {
    imageUri: ['train', 'my image:1', 'registry.example/a:1 b', 'https://host/image'],
    roleArn: ['SageMakerRole', 'arn:aws:iam::12:role/x', 'arn:aws:s3:::bucket'],
    instanceType: ['m5.large', 'ml.m5', 'ml.m5.large, ml.m5.xlarge'],
    instanceCount: ['0', '-1', 'two', '1.5', '1000000'],
    volumeGigabytes: ['0', '70000', 'big'],
    inputMode: ['Fast'],
    outputUri: [
      'bucket/folder',
      's3:bucket',
      's3://',
      's3://A/b',
      `s3://bucket/${'x'.repeat(1024)}`,
    ],
    outputKmsKey: ['a key', 'alias/ä'],
    checkpointUri: ['/opt/ml/checkpoints'],
    checkpointPath: ['checkpoints', 's3://bucket'],
    keepAliveMinutes: ['0', '361', '1.5'],
    maxPendingMinutes: ['119', '40321', 'two'],
    retryAttempts: ['-1', '31', 'often'],
    trainingPlan: ['plan', 'arn:aws:iam::123456789012:role/x'],
    subnets: ['sg-1', 'subnet-', 'subnet-1 vpc-2'],
    securityGroups: ['subnet-1', 'sg-1,sg-2,sg-3,sg-4,sg-5,sg-6'],
    volumeKmsKey: ['a key'],
    distribution: ['horovod'],
  };
  const needed: Readonly<Record<string, LaunchSettings['fields']>> = {
    subnets: { securityGroups: 'sg-1' },
    securityGroups: { subnets: 'subnet-1' },
    checkpointPath: { checkpointUri: 's3://bucket/points' },
  };
  for (const [name, texts] of Object.entries(wrong)) {
    it(`are checked while they are typed: ${name}`, async () => {
      const draft = await open();
      for (const text of texts) {
        const settings = withFields({ roleArn, ...needed[name], [name]: text });
        page.session.edit({ ...draft, settings });
        assert.deepEqual(Object.keys(page.last.errors), [`setting:${name}`], text);
      }
    });
  }

  const together: Readonly<
    Record<string, [fields: LaunchSettings['fields'], wrong: readonly string[]]>
  > = {
    'a wait that is shorter than the job': [
      { isSpot: 'true', maxWaitMinutes: '59' },
      ['maxWaitMinutes'],
    ],
    'a wait that nobody asks for': [{ maxWaitMinutes: 'x' }, []],
    'spot instances that are to stay': [
      { isSpot: 'true', keepAliveMinutes: '5' },
      ['keepAliveMinutes'],
    ],
    'subnets without a group': [{ subnets: 'subnet-1' }, ['securityGroups']],
    'groups without a subnet': [{ securityGroups: 'sg-1' }, ['subnets']],
    'options of what is not chosen': [{ processesPerHost: 'x', mpiOptions: 'a\nb' }, []],
    'a folder of checkpoints that go nowhere': [{ checkpointPath: 'points' }, []],
    'options of MPI': [
      { distribution: 'mpi', processesPerHost: 'x', mpiOptions: 'a\nb' },
      ['processesPerHost', 'mpiOptions'],
    ],
  };
  for (const [name, [fields, expected]] of Object.entries(together)) {
    it(`are checked together: ${name}`, async () => {
      const draft = await open();
      page.session.edit({ ...draft, settings: withFields({ roleArn, ...fields }) });
      assert.deepEqual(
        Object.keys(page.last.errors).sort(),
        expected.map((field) => `setting:${field}`).sort(),
      );
    });
  }

  it('are held against each other as SageMaker does', async () => {
    const draft = await open();
    const groups = [{ name: 'gpu', type: 'ml.g5.xlarge', count: '1' }];
    const settings = withFields({ roleArn, keepAliveMinutes: '30' }, { groups });
    page.session.edit({ ...draft, settings });
    const { errors, refusal } = page.last;
    assert.deepEqual(errors, {
      'setting:keepAliveMinutes':
        'Instances of groups do not stay. Leave this empty, or use one instance type.',
    });
    assert.equal(refusal, 'Fix the marked fields first.');
    await assert.rejects(page.session.start({ ...draft, settings }), { reason: 'invalid' });
    assert.deepEqual(page.launched, []);
  });

  it('may name the image, which the page then says', async () => {
    const draft = await open();
    const fields = { roleArn, framework: 'pytorch', frameworkVersion: '2.0.0' };
    const settings = withFields(fields);
    page.session.edit({ ...draft, settings });
    assert.deepEqual(page.last.framework, { label: 'PyTorch 2.0', origin: 'chosen for this job' });
    const { framework, frameworkVersion } = page.last.settings?.options ?? {};
    assert.match(framework?.[0]?.label ?? '', /^As the script says: scikit-learn/);
    assert.ok(frameworkVersion?.some(({ value }) => value === '2.0.0'));
    await page.session.start({ ...draft, settings });
    assert.match(page.launched[0]?.image ?? '', /pytorch-training:2\.0\.0-cpu-py310$/);
    const none = withFields({ ...fields, frameworkVersion: '0.0.1' });
    page.session.edit({ ...draft, settings: none });
    assert.deepEqual(Object.keys(page.last.errors), ['setting:frameworkVersion']);
  });

  it('are checked row by row', async () => {
    const draft = await open();
    const named = (...names: readonly string[]) => names.map((name) => ({ name, value: 'x' }));
    const settings = withFields(
      { roleArn },
      {
        tags: [...named('', 'aws:x', 'a', 'a', 'b!', 'c'), { name: 'd', value: 'y'.repeat(257) }],
        environment: [...named('', '1A', 'A B', 'OK', 'OK'), { name: 'B', value: 'y'.repeat(513) }],
        groups: [
          { name: '', type: 'ml.m5.large', count: '1' },
          { name: 'a', type: 'm5', count: '1' },
          { name: 'b', type: 'ml.m5.large', count: '0' },
          { name: 'b', type: 'ml.m5.large', count: '1' },
        ],
      },
    );
    page.session.edit({ ...draft, settings });
    const at = (kind: string, parts: readonly string[]) => parts.map((part) => `${kind}:${part}`);
    assert.deepEqual(Object.keys(page.last.errors), [
      ...at('tag', ['0:name', '1:name', '3:name', '4:name', '6:value']),
      ...at('environment', ['0:name', '1:name', '2:name', '4:name', '5:value']),
      ...at('group', ['0:name', '1:type', '2:count', '3:name']),
    ]);
    assert.deepEqual(page.kept?.settings.tags, named('a', 'c'));
    assert.deepEqual(page.kept.settings.environment, named('OK'));
    assert.deepEqual(page.kept.settings.groups, []);
  });

  it('are those of the connection that the job goes to', async () => {
    const of = { current: noSettings };
    page.create({ settings: () => of.current });
    await page.session.open();
    of.current = withFields({ roleArn });
    page.session.connectionChanged(fakeConnection('profile:prod:eu-west-1', onAws).info);
    assert.deepEqual(page.last.draft.settings, of.current);
    assert.deepEqual(page.last.errors, {});
  });

  it('stay as they are where all else is made as the script says it', async () => {
    const draft = await open();
    const settings = withFields({ roleArn, instanceCount: '3' });
    page.session.edit({ ...draft, settings });
    assert.equal(page.last.isChanged, false);
    await page.session.reset();
    assert.deepEqual(page.last.draft.settings, settings);
  });
});
