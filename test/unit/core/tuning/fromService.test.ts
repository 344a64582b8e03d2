import assert from 'node:assert/strict';
import { toTrial, toTuningJob } from '../../../../src/core/tuning/fromService';

const created = new Date(Date.UTC(2026, 10, 21, 10));

describe('a tuning job of the service', () => {
  it('is told with its objective, limits, ranges and parents', () => {
    const job = toTuningJob({
      HyperParameterTuningJobName: 'sweep',
      HyperParameterTuningJobStatus: 'InProgress',
      CreationTime: created,
      HyperParameterTuningJobConfig: {
        Strategy: 'Bayesian',
        HyperParameterTuningJobObjective: { Type: 'Minimize', MetricName: 'loss' },
        ResourceLimits: { MaxNumberOfTrainingJobs: 50, MaxParallelTrainingJobs: 4 },
        TrainingJobEarlyStoppingType: 'Auto',
        ParameterRanges: {
          ContinuousParameterRanges: [
            { Name: 'eta', MinValue: '0.1', MaxValue: '0.9', ScalingType: 'Logarithmic' },
          ],
          IntegerParameterRanges: [{ Name: 'depth', MinValue: '1', MaxValue: '9' }],
          CategoricalParameterRanges: [{ Name: 'solver', Values: ['adam', 'sgd'] }],
          AutoParameters: [{ Name: 'batch', ValueHint: '32' }],
        },
      },
      TrainingJobStatusCounters: { Completed: 3, InProgress: 2, NonRetryableError: 1 },
      WarmStartConfig: {
        ParentHyperParameterTuningJobs: [{ HyperParameterTuningJobName: 'before' }, {}],
        WarmStartType: 'TransferLearning',
      },
      Autotune: { Mode: 'Enabled' },
    });
    assert.deepEqual([job.metric, job.direction, job.strategy], ['loss', 'Minimize', 'Bayesian']);
    assert.deepEqual(job.limits, { trials: 50, atOnce: 4, seconds: null });
    assert.deepEqual(job.counters, { completed: 3, running: 2, retried: 0, failed: 1, stopped: 0 });
    assert.deepEqual(job.ranges, [
      { name: 'eta', kind: 'continuous', values: ['0.1', '0.9'], scaling: 'Logarithmic' },
      { name: 'depth', kind: 'integer', values: ['1', '9'], scaling: '' },
      { name: 'solver', kind: 'categorical', values: ['adam', 'sgd'], scaling: '' },
      { name: 'batch', kind: 'auto', values: ['32'], scaling: '' },
    ]);
    assert.deepEqual([job.parents, job.warmStart], [['before'], 'TransferLearning']);
    assert.ok(job.stopsEarly && job.isAutotuned);
  });

  it('of several definitions has its objective and ranges in them, each name once', () => {
    const definition = (max: string) => ({
      TuningObjective: { Type: 'Maximize', MetricName: 'auc' },
      HyperParameterRanges: {
        IntegerParameterRanges: [{ Name: 'depth', MinValue: '1', MaxValue: max }],
      },
    });
    const job = toTuningJob({ TrainingJobDefinitions: [definition('9'), definition('20')] });
    assert.deepEqual([job.metric, job.direction, job.definitions.length], ['auc', 'Maximize', 2]);
    assert.deepEqual(
      job.ranges.map(({ values }) => values),
      [['1', '9']],
    );
  });

  it('of definitions that differ in what they aim at has no objective of its own', () => {
    const definition = (DefinitionName: string, Type: string, MetricName: string) => ({
      ...{ DefinitionName, TuningObjective: { Type, MetricName } },
    });
    const linear = definition('linear', 'Maximize', 'accuracy');
    const job = toTuningJob({
      TrainingJobDefinitions: [linear, definition('boosted', 'Maximize', 'auc')],
    });
    assert.deepEqual([job.metric, job.direction], ['', 'Maximize']);
    assert.deepEqual(job.definitions, [
      { definition: 'linear', metric: 'accuracy', direction: 'Maximize' },
      { definition: 'boosted', metric: 'auc', direction: 'Maximize' },
    ]);
    const mixed = [linear, definition('boosted', 'Minimize', 'loss')];
    assert.equal(toTuningJob({ TrainingJobDefinitions: mixed }).direction, '');
    assert.deepEqual(toTuningJob({ TrainingJobDefinition: linear }).definitions, []);
    assert.equal(toTuningJob({ TrainingJobDefinition: linear }).metric, 'accuracy');
  });

  it('that says nothing, or something new, is told all the same', () => {
    const job = toTuningJob({
      HyperParameterTuningJobConfig: {
        HyperParameterTuningJobObjective: { Type: 'Balance', MetricName: 'x' },
      },
    });
    assert.deepEqual([job.direction, job.createdAt, job.best], ['', 0, null]);
    assert.deepEqual([toTuningJob({}).status, toTuningJob({}).ranges], ['', []]);
  });

  it('has trials whose values survive JSON, NaN too', () => {
    const of = (Value: number) =>
      toTrial({ FinalHyperParameterTuningJobObjectiveMetric: { MetricName: 'loss', Value } });
    for (const value of [0, -0.5, 1e-300, NaN, Infinity, -Infinity, 0.1 + 0.2]) {
      const { objective } = JSON.parse(JSON.stringify(of(value))) as { objective: string };
      assert.ok(Object.is(Number(objective), value), String(value));
    }
    assert.equal(toTrial({}).objective, '');
  });
});
