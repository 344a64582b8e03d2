import assert from 'node:assert/strict';
import { JobWorld } from '../../../fakes/jobWorld';

describe('updating a training job', () => {
  let world: JobWorld;
  beforeEach(async () => {
    world = await JobWorld.open();
  });
  afterEach(() => world.close());

  const TrainingJobName = 'job';
  const update = (changes: object) =>
    world.sagemaker('UpdateTrainingJob', { TrainingJobName, ...changes });
  const run = async () => {
    await world.create('job', 'import time\nprint("begin")\ntime.sleep(60)', {
      ProfilerConfig: { S3OutputPath: 's3://bucket/', ProfilingIntervalInMilliseconds: 500 },
    });
    await world.printed('job', 'begin');
  };

  it('changes the profiler and remote debugging of a job that trains', async () => {
    await run();
    const before = await world.record('job');
    const rule = { RuleConfigurationName: 'r', RuleEvaluatorImage: 'image' };
    const answer = await update({
      ProfilerConfig: { ProfilingIntervalInMilliseconds: 1000 },
      ProfilerRuleConfigurations: [rule],
      RemoteDebugConfig: { EnableRemoteDebug: true },
    });
    assert.deepEqual(answer, { TrainingJobArn: before.arn });
    const { request, modifiedAt } = await world.record('job');
    assert.deepEqual(request.ProfilerConfig, {
      S3OutputPath: 's3://bucket/',
      ProfilingIntervalInMilliseconds: 1000,
    });
    assert.deepEqual(request.ProfilerRuleConfigurations, [rule]);
    assert.deepEqual(request.RemoteDebugConfig, { EnableRemoteDebug: true });
    assert.ok(modifiedAt >= before.modifiedAt);
  });

  it('refuses what the service refuses', async () => {
    await assert.rejects(update({ ProfilerConfig: {} }), {
      code: 'ValidationException',
      message: 'Requested resource not found.',
    });
    await run();
    await assert.rejects(update({}), {
      code: 'ValidationException',
      message: 'Invalid UpdateTrainingJobRequest, the request cannot be empty',
    });
    await assert.rejects(
      update({ ProfilerConfig: { ProfilingIntervalInMilliseconds: 1 } }),
      /must be one of/,
    );
    // There is no warm pool whose retention could change.
    await assert.rejects(
      update({ ResourceConfig: { KeepAlivePeriodInSeconds: 60 } }),
      /can only be updated when the warm pool status is Available$/,
    );
    await world.sagemaker('StopTrainingJob', { TrainingJobName });
    await world.ended('job');
    await assert.rejects(update({ RemoteDebugConfig: { EnableRemoteDebug: true } }), {
      message: 'The request was rejected because the training job is in status Stopped.',
    });
  });

  it('debugs remotely only what downloads or trains', async () => {
    await run();
    const { id } = await world.record('job');
    await world.jobs.update(id, (job) => ({ ...job, phase: 'Uploading' }));
    const remote = { RemoteDebugConfig: { EnableRemoteDebug: true } };
    await assert.rejects(update(remote), /when the secondary status is Downloading or Training$/);
  });
});
