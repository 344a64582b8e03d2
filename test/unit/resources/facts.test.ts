import assert from 'node:assert/strict';
import type { Fact } from '../../../src/core/resources/kind';
import { FakeSender } from '../../fakes/fakeSender';
import { everyKind } from './everyKind';

interface Example {
  /** An answer of the list with one row. */
  readonly list: object;
  readonly row: { readonly facts?: readonly string[]; readonly [name: string]: unknown };
  /** An answer of the description, where it tells more. */
  readonly description?: object;
  readonly facts?: readonly string[];
}

const group = 'arn:aws:sagemaker:us-east-1:123456789012:model-package/churn';
const execution = 'arn:aws:sagemaker:us-east-1:123456789012:pipeline/churn/execution/4k2jf7';
const job = 'arn:aws:sagemaker:us-east-1:123456789012:training-job/step-1';
const image = '123456789012.dkr.ecr.us-east-1.amazonaws.com/churn:7';
const data = 's3://bucket/model.tar.gz';
const last = new Date(5000);

/** What a row tells beside its name, its status and its times, by kind. */
const examples: Readonly<Record<string, Example>> = {
  trainingJob: {
    list: { TrainingJobSummaries: [{ WarmPoolStatus: { Status: 'Available' } }] },
    row: { facts: ['warm pool kept'] },
    description: {
      ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 2 },
      FinalMetricDataList: [{ MetricName: 'loss', Value: 0.23101234 }, { MetricName: 'auc' }],
    },
    facts: ['2 × ml.m5.large', 'loss 0.231012'],
  },
  model: {
    list: { Models: [{}] },
    row: { facts: [] },
    description: { Containers: [{ Image: image, ModelDataUrl: data }, { Image: 'other:1' }] },
    facts: ['churn:7 and 1 more', data],
  },
  endpoint: {
    list: { Endpoints: [{}] },
    row: {},
    description: {
      EndpointConfigName: 'churn-7',
      ProductionVariants: [{ CurrentInstanceCount: 2 }, { CurrentInstanceCount: 1 }],
    },
    facts: ['3 instances', 'churn-7'],
  },
  variant: {
    list: { ShadowProductionVariants: [{ CurrentInstanceCount: 1, DesiredInstanceCount: 3 }] },
    row: { facts: ['1 of 3 instances', 'shadow'] },
  },
  inferenceComponent: {
    list: { InferenceComponents: [{ VariantName: 'AllTraffic' }] },
    row: { facts: ['AllTraffic'] },
    description: {
      RuntimeConfig: { CurrentCopyCount: 1, DesiredCopyCount: 2 },
      Specification: { ModelName: 'churn' },
    },
    facts: ['copies: 1 of 2', 'churn'],
  },
  endpointConfig: {
    list: { EndpointConfigs: [{}] },
    row: {},
    description: {
      ProductionVariants: [
        { InstanceType: 'ml.m5.large', InitialInstanceCount: 2, ModelName: 'a' },
        { ServerlessConfig: { MemorySizeInMB: 2048 }, ModelName: 'b' },
      ],
    },
    facts: ['2 × ml.m5.large and 1 more', 'a and 1 more'],
  },
  tuningJob: {
    list: {
      HyperParameterTuningJobSummaries: [
        {
          TrainingJobStatusCounters: {
            ...{ Completed: 28, NonRetryableError: 2, Stopped: 1, InProgress: 4 },
          },
          ResourceLimits: { MaxNumberOfTrainingJobs: 1000 },
        },
      ],
    },
    row: { facts: ['31 of 1,000 trials', '2 failed'] },
    description: {
      HyperParameterTuningJobConfig: { Strategy: 'Bayesian' },
      BestTrainingJob: {
        FinalHyperParameterTuningJobObjectiveMetric: { MetricName: 'auc', Value: 0.9312 },
      },
    },
    facts: ['auc 0.9312', 'Bayesian'],
  },
  trial: {
    list: {
      TrainingJobSummaries: [
        {
          FailureReason: 'out of memory',
          TunedHyperParameters: { eta: '0.1', max_depth: '5' },
          FinalHyperParameterTuningJobObjectiveMetric: { MetricName: 'auc', Value: 0 },
        },
      ],
    },
    row: { facts: ['auc 0', 'eta 0.1, max_depth 5'], failureReason: 'out of memory' },
    description: { ResourceConfig: { InstanceType: 'ml.m5.large' } },
    facts: ['1 × ml.m5.large'],
  },
  processingJob: {
    list: { ProcessingJobSummaries: [{ ExitMessage: 'no input' }] },
    row: { facts: ['no input'], failureReason: 'no input' },
    description: {
      ProcessingResources: { ClusterConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1 } },
      AppSpecification: { ImageUri: image },
    },
    facts: ['1 × ml.m5.large', 'churn:7'],
  },
  transformJob: {
    list: { TransformJobSummaries: [{ FailureReason: 'no model' }] },
    row: { failureReason: 'no model' },
    description: {
      TransformResources: { InstanceType: 'ml.m5.large', InstanceCount: 4 },
      ModelName: 'churn',
    },
    facts: ['4 × ml.m5.large', 'churn'],
  },
  autoMLJob: {
    list: {
      AutoMLJobSummaries: [
        {
          AutoMLJobSecondaryStatus: 'ModelTuning',
          PartialFailureReasons: [{ PartialFailureMessage: 'one candidate failed' }],
        },
      ],
    },
    row: { phase: 'ModelTuning', facts: ['one candidate failed'] },
    description: {
      AutoMLProblemTypeConfigName: 'Tabular',
      BestCandidate: { FinalAutoMLJobObjectiveMetric: { MetricName: 'F1', Value: 0.8 } },
    },
    facts: ['F1 0.8', 'Tabular'],
  },
  candidate: {
    list: {
      Candidates: [
        {
          FinalAutoMLJobObjectiveMetric: { MetricName: 'F1', Value: 0.75 },
          CandidateSteps: [{}, {}, {}],
        },
      ],
    },
    row: { facts: ['F1 0.75', '3 steps'] },
  },
  modelPackageGroup: {
    list: { ModelPackageGroupSummaryList: [{ ModelPackageGroupDescription: 'who leaves' }] },
    row: { facts: ['who leaves'] },
    description: { CreatedBy: { UserProfileName: 'ada' } },
    facts: ['ada'],
  },
  modelPackage: {
    list: {
      ModelPackageSummaryList: [
        {
          ModelPackageArn: `${group}/3`,
          ModelPackageVersion: 3,
          ModelApprovalStatus: 'PendingManualApproval',
          ModelLifeCycle: { Stage: 'Staging' },
        },
      ],
    },
    row: {
      ...{ name: 'churn/3', title: 'Version 3', arn: `${group}/3` },
      facts: ['waiting for approval', 'Staging'],
    },
    description: {
      InferenceSpecification: { Containers: [{ Image: image, ModelDataUrl: data }] },
    },
    facts: ['churn:7', data],
  },
  notebookInstance: {
    list: { NotebookInstances: [{ InstanceType: 'ml.t3.medium' }] },
    row: { facts: ['ml.t3.medium'] },
    description: { VolumeSizeInGB: 5, PlatformIdentifier: 'notebook-al2-v3' },
    facts: ['5 GB', 'notebook-al2-v3'],
  },
  pipeline: {
    list: { PipelineSummaries: [{ LastExecutionTime: last, PipelineDescription: 'weekly' }] },
    row: { facts: [last.toISOString(), 'weekly'] },
    description: { PipelineStatus: 'Active', LastRunTime: last },
    facts: ['Active', last.toISOString()],
  },
  pipelineExecution: {
    list: {
      PipelineExecutionSummaries: [
        {
          PipelineExecutionArn: execution,
          PipelineExecutionDisplayName: 'execution-1',
          PipelineExecutionFailureReason: 'a step failed',
        },
      ],
    },
    row: {
      ...{ name: '4k2jf7', title: 'execution-1', arn: execution },
      failureReason: 'a step failed',
    },
    description: { CreatedBy: { UserProfileName: 'ada' }, PipelineVersionId: 4 },
    facts: ['ada', '4'],
  },
  pipelineStep: {
    list: {
      PipelineExecutionSteps: [
        {
          ...{ StepName: 'Train', StepDisplayName: 'Train it', AttemptCount: 2 },
          Metadata: { TrainingJob: { Arn: job } },
        },
      ],
    },
    row: { title: 'Train it', workArn: job, facts: ['TrainingJob', 'attempt 2'] },
  },
};

const words = (facts: readonly Fact[] = []): readonly string[] =>
  facts.map(({ value }) => (value instanceof Date ? value.toISOString() : value));

describe('what rows tell', () => {
  for (const { kind, listed } of everyKind) {
    const example = examples[kind.id];

    it(`${kind.id}: by its list`, async () => {
      assert.ok(example, 'give an example');
      const { items } = await listed.list(new FakeSender(() => example.list));
      const [item] = items;
      assert.ok(item && items.length === 1);
      const told = { ...item, facts: words(item.facts) };
      assert.deepEqual({ ...told, ...example.row }, told);
    });

    it(`${kind.id}: by its description`, () => {
      assert.ok(example, 'give an example');
      assert.deepEqual(words(kind.facts?.(example.description ?? {})), example.facts ?? []);
      assert.deepEqual(words(kind.facts?.({})), []);
    });

    it(`${kind.id}: nothing of an answer that says nothing`, async () => {
      assert.ok(example, 'give an example');
      const empty = Object.fromEntries(Object.keys(example.list).map((name) => [name, [{}]]));
      const { items } = await listed.list(new FakeSender(() => empty));
      assert.deepEqual(
        words(items[0]?.facts).filter((word) => word !== 'shadow'),
        [],
      );
    });
  }

  it('variants: serverless ones by their memory', async () => {
    const variant = everyKind.find(({ kind }) => kind.id === 'variant');
    const CurrentServerlessConfig = { MemorySizeInMB: 2048, MaxConcurrency: 5 };
    const ProductionVariants = [{ CurrentServerlessConfig, CurrentWeight: 0.5 }];
    const page = await variant?.listed.list(new FakeSender(() => ({ ProductionVariants })));
    assert.deepEqual(words(page?.items[0]?.facts), [
      'serverless, 2048 MB, at most 5 at once',
      'weight 0.5',
    ]);
  });

  it('steps: that an answer came from the cache', async () => {
    const step = everyKind.find(({ kind }) => kind.id === 'pipelineStep');
    const PipelineExecutionSteps = [{ CacheHitResult: { SourcePipelineExecutionArn: execution } }];
    const page = await step?.listed.list(new FakeSender(() => ({ PipelineExecutionSteps })));
    assert.deepEqual(words(page?.items[0]?.facts), ['from the cache']);
  });
});
