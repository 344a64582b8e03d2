import assert from 'node:assert/strict';
import { describeTrainingJob } from '../../../../src/sandbox/services/sagemaker/describeTrainingJob';
import type { JobRecord } from '../../../../src/sandbox/store/jobRecord';
import { jobRecord } from '../../../fakes/jobRecord';

describe('describing a training job', () => {
  const record = jobRecord('job', 1_000);
  /** What goes over the wire. */
  const describeJob = (changes: Partial<JobRecord>, request: object = {}) => {
    const job = { ...record, ...changes, request: { ...record.request, ...request } };
    return JSON.parse(JSON.stringify(describeTrainingJob(job))) as Record<string, unknown>;
  };

  it('fills in the service’s defaults', () => {
    const answer = describeJob({}, { DebugHookConfig: { S3OutputPath: 's3://bucket/' } });
    assert.equal(answer['EnableNetworkIsolation'], false);
    assert.equal(answer['ProfilingStatus'], 'Disabled');
    assert.deepEqual(answer['StoppingCondition'], { MaxRuntimeInSeconds: 86_400 });
    assert.deepEqual(answer['DebugHookConfig'], {
      CollectionConfigurations: [],
      S3OutputPath: 's3://bucket/',
    });
    assert.deepEqual(answer['AlgorithmSpecification'], {
      EnableSageMakerMetricsTimeSeries: false,
      TrainingImage: 'image',
      TrainingInputMode: 'File',
    });
  });

  it('repeats what the request said, also where it is not the default', () => {
    const request = {
      EnableNetworkIsolation: true,
      EnableInterContainerTrafficEncryption: true,
      EnableManagedSpotTraining: true,
      VpcConfig: { SecurityGroupIds: ['sg-1'], Subnets: ['subnet-1'] },
      RetryStrategy: { MaximumRetryAttempts: 2 },
      StoppingCondition: { MaxRuntimeInSeconds: 60, MaxWaitTimeInSeconds: 90 },
      ProfilerConfig: { DisableProfiler: true },
      RemoteDebugConfig: { EnableRemoteDebug: true },
      InfraCheckConfig: { EnableInfraCheck: true },
      Environment: { A: 'b' },
    };
    const answer = describeJob({}, request);
    for (const [name, value] of Object.entries(request)) assert.deepEqual(answer[name], value);
  });

  it('leaves out what no description holds', () => {
    const answer = describeJob(
      {},
      { Tags: [], SessionChainingConfig: { EnableSessionTagChaining: true } },
    );
    assert.ok(!('Tags' in answer) && !('SessionChainingConfig' in answer));
  });

  it('switches time series on for a job with metrics', () => {
    const AlgorithmSpecification = {
      ...record.request.AlgorithmSpecification,
      MetricDefinitions: [{ Name: 'loss', Regex: 'loss=(.*)' }],
    };
    assert.deepEqual(describeJob({}, { AlgorithmSpecification })['AlgorithmSpecification'], {
      EnableSageMakerMetricsTimeSeries: true,
      ...AlgorithmSpecification,
    });
  });

  it('says that rules are not evaluated', () => {
    const rule = { RuleConfigurationName: 'overfit', RuleEvaluatorImage: 'image' };
    const answer = describeJob({}, { DebugRuleConfigurations: [rule] });
    assert.deepEqual(answer['DebugRuleEvaluationStatuses'], [
      {
        RuleConfigurationName: 'overfit',
        RuleEvaluationStatus: 'Error',
        StatusDetails: 'The local sandbox does not evaluate rules.',
        LastModifiedTime: 1,
      },
    ]);
  });

  it('counts at least one second, and none of a job that never started', () => {
    const ended = { status: 'Completed', endedAt: 5_100 } as const;
    const answer = describeJob({ ...ended, startedAt: 5_000 });
    assert.equal(answer['TrainingTimeInSeconds'], 1);
    assert.equal(answer['BillableTimeInSeconds'], 1);
    assert.ok(!('BillableTimeInSeconds' in describeJob({ ...ended, status: 'Failed' })));
  });

  it('gives the last value of each metric', () => {
    const metrics = [{ name: 'loss', value: 0.5, timestamp: 2_500 }];
    assert.deepEqual(describeJob({ metrics })['FinalMetricDataList'], [
      { MetricName: 'loss', Value: 0.5, Timestamp: 2.5 },
    ]);
  });
});
