import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import type { JsonObject } from '../../../../src/core/training/exports/json';
import { sdk2Request, sdk3Request } from '../../core/training/again/sdkRequests';
import { ClonedJob } from './clonedJob';

describe('what a page takes from a request', () => {
  let job: ClonedJob;

  beforeEach(() => {
    job = new ClonedJob();
  });

  afterEach(() => job.dispose());

  const changes = () => job.last.original?.changes;

  it('takes no consent from what was pasted, and tells none as a change', async () => {
    const said = { SAGEMAKER_WORKBENCH_INSTALL: 'requirements', SAGEMAKER_WORKBENCH_DEBUG: 'wait' };
    const consenting: JsonObject = { ...sdk2Request, Environment: { ...said, MINE: '1' } };
    const traits = { runsHere: true, billable: false };
    await job.open(consenting, { original: { jobName: null }, traits });
    assert.deepEqual(job.environment, { MINE: '1' });
    assert.deepEqual(changes(), []);
    const other = await job.open(sdk2Request, { traits });
    other.fill({ request: consenting });
    assert.deepEqual(job.environment, { MINE: '1' });
    await job.open(consenting);
    assert.deepEqual([job.environment, changes()], [{ MINE: '1' }, []]);
  });

  it('keeps the consent of a job of this computer, as for one that is trained again', async () => {
    const Environment = { SAGEMAKER_WORKBENCH_INSTALL: 'requirements' };
    const traits = { runsHere: true, billable: false };
    const page = await job.open({ ...sdk2Request, Environment }, { traits });
    page.reset();
    assert.deepEqual(job.environment, Environment);
  });

  it('tells the containers the type that is chosen, where they were told one', async () => {
    const told = { ...(sdk2Request['HyperParameters'] as JsonObject) };
    const HyperParameters = { ...told, sagemaker_instance_type: '"ml.m5.xlarge"' };
    const page = await job.open({ ...sdk2Request, HyperParameters });
    assert.deepEqual(changes(), []);
    const { settings } = job.last.draft;
    const fields = { ...settings.fields, instanceType: 'ml.g5.xlarge' };
    page.edit({ ...job.last.draft, settings: { ...settings, fields } });
    assert.deepEqual(
      changes()?.map(({ name, after }) => [name, after]),
      [
        ['HyperParameters.sagemaker_instance_type', 'ml.g5.xlarge'],
        ['ResourceConfig.InstanceType', 'ml.g5.xlarge'],
      ],
    );
  });

  it('says that a request names another region, but not where jobs run on this computer', async () => {
    const region = 'eu-west-1';
    const regionLine = () => job.last.preflight.find(({ id }) => id === 'region');
    await job.open(sdk2Request, { original: { jobName: null, region } });
    assert.equal(
      regionLine()?.message,
      'The request names eu-west-1, and the job would run in us-east-1.',
    );
    const page = await job.open(sdk2Request);
    assert.equal(regionLine(), undefined);
    page.fill({ request: sdk3Request, region });
    assert.deepEqual(
      regionLine()?.links?.map(({ label }) => label),
      ['Run in eu-west-1', 'Choose connection…'],
    );
    page.fill({ request: sdk3Request });
    assert.equal(regionLine(), undefined, 'its image is of us-east-1');
    const traits = { runsHere: true, billable: false };
    await job.open(sdk2Request, { original: { jobName: null, region }, traits });
    assert.equal(regionLine(), undefined);
  });

  it('goes on as of the region that it names, also where it was pasted over a job', async () => {
    const region = 'eu-west-1';
    const page = await job.open(sdk2Request);
    assert.ok(page.carried.homes.has('s3://mine/train/'));
    page.fill({ request: sdk2Request, region });
    assert.equal(page.carried.original.region, region);
    assert.deepEqual([...page.carried.homes.keys()], [sdk2Request['RoleArn']]);
  });

  it('gives a script no consent that its page would not show', async () => {
    const Environment = { SAGEMAKER_WORKBENCH_INSTALL: 'requirements', MINE: '1' };
    const page = await job.open({ ...sdk2Request, Environment }, { traits: { runsHere: true } });
    const { settings } = page.forScript(job.last.draft);
    assert.deepEqual(settings.environment, [{ name: 'MINE', value: '1' }]);
  });
});
