import assert from 'node:assert/strict';
import * as path from 'node:path';
import { copySample } from '../../scripts/sampleProject';
import { needs } from './environments';
import { suiteSandbox } from './suiteSandbox';

interface Trained {
  readonly job: string;
  readonly modelData: string;
  /** What the SDK printed while it waited. */
  readonly output: string;
  /** Files of the model's archive, which the SDK downloaded. */
  readonly model: readonly string[];
  readonly metrics: readonly Record<string, unknown>[];
}

interface Processed {
  readonly output: string;
  readonly count: string;
}

const bucket = 'sagemaker-us-east-1-000000000000';

describe('the sandbox and the SageMaker Python SDK', () => {
  let version2: Promise<readonly [Trained, Trained, Processed, Processed]>;
  let version3: Promise<Trained & { readonly status: string }>;
  let sample: string;

  needs('sdk2', 'sdk3');
  const sandbox = suiteSandbox();

  before(async () => {
    sample = path.join(sandbox.folder, 'sample');
    await copySample(sample);
    // The SDKs sleep for seconds between their looks, so all of them wait together.
    version2 = Promise.all([
      sdk2<Trained>('estimator'),
      sdk2<Trained>('sklearn'),
      sdk2<Processed>('sklearn-processor'),
      sdk2<Processed>('script-processor'),
    ]);
    const run = { environment: 'sdk3', args: [sample] } as const;
    version3 = sandbox.server.python<Trained & { readonly status: string }>('sdk3_story.py', run);
    await Promise.allSettled([version2, version3]);
  });

  const sdk2 = <T>(way: string): Promise<T> =>
    sandbox.server.python<T>('sdk2_story.py', { environment: 'sdk2', args: [way, sample] });

  it('trains by an Estimator and by SKLearn, and processes, in version 2', async () => {
    const [estimator, sklearn, ...processed] = await version2;
    for (const { job, modelData, output, model, metrics } of [estimator, sklearn]) {
      assert.equal(modelData, `s3://${bucket}/${job}/output/model.tar.gz`);
      assert.match(output, /Starting the training job|Starting - /);
      assert.match(output, / accuracy=0\.\d+/);
      assert.match(output, /Completed - Training job completed/);
      assert.match(output, /Training seconds: \d+/);
      assert.match(output, /Billable seconds: \d+/);
      assert.deepEqual(model, ['metrics.json', 'model.json']);
      assert.ok(metrics.length > 0);
      assert.ok(metrics.every(({ metric_name }) => metric_name === 'validation:accuracy'));
    }
    for (const { output, count } of processed) {
      assert.match(output, new RegExp(`counted ${count} rows`));
      assert.ok(Number(count) > 100);
    }
  });

  it('trains by a ModelTrainer in version 3', async () => {
    const trained = await version3;
    assert.equal(trained.status, 'Completed', trained.output);
    assert.match(trained.output, / accuracy=0\.\d+/);
    assert.match(trained.modelData, new RegExp(`^s3://${bucket}/.*${trained.job}/output/`));
    assert.deepEqual(trained.model, ['metrics.json', 'model.json']);
    assert.deepEqual(
      trained.metrics.map(({ name }) => name),
      ['validation:accuracy'],
    );
  });

  it('was answered as the service’s model says', async () => {
    const { checked, problems } = await sandbox.server.answers.check();
    assert.deepEqual([...new Set(problems)], []);
    assert.ok(checked > 50);
  });
});
