import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import type { JsonObject } from '../../../../src/core/training/exports/json';
import { buildTrainingRequest } from '../../../../src/core/training/request';
import type { LaunchDraft, LaunchState } from '../../../../src/shared/contracts/launch';
import type { CloneSession } from '../../../../src/ui/clone/cloneSession';
import { boto3Request, sdk2Request, sdk3Request } from '../../core/training/again/sdkRequests';
import { ClonedJob, type CloneOptions } from './clonedJob';

describe('a page of a job that is cloned', () => {
  let job: ClonedJob;

  beforeEach(() => {
    job = new ClonedJob();
  });

  afterEach(() => job.dispose());

  const open = (request: JsonObject, more?: CloneOptions): Promise<CloneSession> =>
    job.open(request, more);
  const last = (): LaunchState => job.last;

  const withRow = (draft: LaunchDraft, name: string, value: string): LaunchDraft => ({
    ...draft,
    extra: draft.extra.map((row) => (row.name === name ? { name, value } : row)),
  });

  it('opens ready to start, with a new name and nothing changed', async () => {
    await open(sdk2Request);
    const { draft, errors, original, refusal } = last();
    assert.deepEqual(errors, {});
    assert.equal(refusal, null);
    assert.match(draft.jobName, /^penguins-2026-11-21-10-00-00-000$/);
    assert.deepEqual(original, {
      jobName: 'penguins-2026-11-20-10-00-00-000',
      code: 's3://mine/penguins/source/sourcedir.tar.gz',
      changes: [],
    });
    assert.deepEqual(draft.extra.slice(0, 3), [
      { name: 'epochs', value: '10' },
      { name: 'optimizer', value: 'adam' },
      { name: 'version', value: '"2"' },
    ]);
  });

  for (const [sdk, request] of [
    ['SDK 3', sdk3Request],
    ['boto3', boto3Request],
  ] as const) {
    it(`has nothing against a job of ${sdk}`, async () => {
      await open(request);
      const { errors, refusal, original } = last();
      assert.deepEqual([errors, refusal, original?.changes], [{}, null, []]);
    });
  }

  it('tells each change with what was and the field, and starts with it', async () => {
    const page = await open(sdk2Request);
    const changed = withRow(last().draft, 'optimizer', 'sgd');
    const { fields } = changed.settings;
    const draft = {
      ...changed,
      settings: { ...changed.settings, fields: { ...fields, instanceType: 'ml.g5.xlarge' } },
    };
    page.edit(draft);
    assert.deepEqual(last().original?.changes, [
      { field: 'extra:1', name: 'optimizer', before: 'adam', after: 'sgd' },
      {
        ...{ field: 'setting:instanceType', name: 'ResourceConfig.InstanceType' },
        ...{ before: 'ml.m5.xlarge', after: 'ml.g5.xlarge' },
      },
    ]);
    assert.equal(last().isChanged, true);
    await page.start(draft);
    const [launch] = job.launched;
    assert.ok(launch);
    const target = { region: '', bucket: '', roleArn: '', environment: {} };
    const request = buildTrainingRequest(launch, { submitUri: '', channels: [] }, target);
    assert.equal(request.HyperParameters?.['optimizer'], '"sgd"');
    assert.equal(request.ResourceConfig?.InstanceType, 'ml.g5.xlarge');
    assert.deepEqual(request.Tags, sdk2Request['Tags']);
  });

  it('tells the unit of what changed', async () => {
    const page = await open(sdk2Request);
    page.edit({ ...last().draft, maxRuntimeMinutes: 3 });
    assert.deepEqual(
      last().original?.changes.map(({ before, after }) => [before, after]),
      [['90 s', '180 s']],
    );
  });

  it('comes back as it was left, with what is wrong in it', async () => {
    const page = await open(sdk2Request);
    page.edit({ ...withRow(last().draft, 'epochs', '20'), jobName: '' });
    const left = job.kept;
    assert.ok(left);
    page.dispose();
    await open(sdk2Request, { left });
    assert.deepEqual(last().draft, left);
    assert.deepEqual(last().original?.changes, [
      { field: 'extra:0', name: 'epochs', before: '10', after: '20' },
    ]);
    assert.ok(last().errors['jobName']);
  });

  it('takes all changes back', async () => {
    const page = await open(sdk2Request);
    page.edit(withRow(last().draft, 'epochs', '20'));
    page.reset();
    assert.deepEqual([last().original?.changes, last().isChanged], [[], false]);
  });

  it('says at their field what is wrong with other fields, and does not start', async () => {
    const page = await open(sdk2Request);
    const draft = { ...last().draft, otherFields: '{"DebugHook": {}}' };
    await assert.rejects(page.start(draft), /^.*DebugHook is not a field/);
    assert.match(last().errors['otherFields'] ?? '', /^DebugHook is not a field/);
    assert.deepEqual(job.launched, []);
  });

  it('tells of no change while other fields are being typed', async () => {
    const page = await open(sdk2Request);
    page.edit({ ...last().draft, otherFields: '{"DebugHookConfig": {' });
    assert.equal(last().errors['otherFields'], 'The JSON ends too early.');
    assert.deepEqual(last().original?.changes, []);
    page.edit({ ...last().draft, otherFields: '' });
    assert.equal(last().original?.changes.length, 6);
  });

  it('asks for an image where it is taken away', async () => {
    const page = await open(sdk2Request);
    const { draft } = last();
    page.edit({ ...draft, settings: { ...draft.settings, fields: { roleArn: 'x' } } });
    assert.match(last().errors['setting:imageUri'] ?? '', /needs an image/);
  });

  it('shows what was pasted beside the job that it began with, under the name that it has', async () => {
    const page = await open(sdk2Request);
    const { jobName } = last().draft;
    page.fill({ request: sdk3Request });
    assert.equal(last().draft.jobName, jobName);
    assert.equal(last().original?.code, 's3://mine/penguins/input/code');
    const [first] = last().original?.changes ?? [];
    assert.equal(first?.name, 'AlgorithmSpecification.EnableSageMakerMetricsTimeSeries');
    page.edit(last().draft);
    await page.start(last().draft);
    const target = { region: '', bucket: '', roleArn: '', environment: {} };
    const [launch] = job.launched;
    assert.ok(launch);
    const request = buildTrainingRequest(launch, { submitUri: '', channels: [] }, target);
    assert.deepEqual(JSON.parse(JSON.stringify(request)), {
      ...sdk3Request,
      TrainingJobName: jobName,
    });
  });

  it('says that tags are missing, and which channels have no row', async () => {
    const DatasetArn = 'arn:aws:sagemaker:us-east-1:aws:hub-content/some';
    const ofHub = { ChannelName: 'hub', DataSource: { DatasetSource: { DatasetArn } } };
    const channels = [...(sdk2Request['InputDataConfig'] as readonly object[]), ofHub];
    const request = { ...sdk2Request, InputDataConfig: channels } as JsonObject;
    await open(request, { original: { hasTags: false } });
    const said = last().preflight.map(({ id, tone }) => [id, tone]);
    assert.deepEqual(said.slice(0, 2), [
      ['tags', 'warning'],
      ['kept:hub', 'info'],
    ]);
    assert.match(last().preflight[0]?.message ?? '', /lack sagemaker:ListTags\. Ask for it/);
  });

  it('goes on with the interpreter of now in the sandbox, without settings', async () => {
    const jobEnvironment = { SAGEMAKER_WORKBENCH_PYTHON: '/new/python' };
    const Environment = { SAGEMAKER_WORKBENCH_PYTHON: '/old/python', MINE: '1' };
    const page = await open(
      { ...sdk2Request, Environment },
      { traits: { runsHere: true, billable: false, jobEnvironment } },
    );
    assert.equal(last().settings, null);
    const launch = page.preview(last().draft);
    const target = { region: '', bucket: '', roleArn: '', environment: jobEnvironment };
    const request = buildTrainingRequest(launch, { submitUri: '', channels: [] }, target);
    assert.deepEqual(request.Environment, { ...jobEnvironment, MINE: '1' });
    assert.deepEqual(last().original?.changes, [], 'nobody has changed the interpreter here');
  });

  it('gives a script the form without what starts the code', async () => {
    const page = await open(sdk3Request);
    const draft = page.forScript(last().draft);
    assert.deepEqual(
      draft.channels.map(({ name }) => name),
      ['train'],
    );
    assert.equal(draft.otherFields, '');
    assert.deepEqual(draft.extra, last().draft.extra);
  });
});
