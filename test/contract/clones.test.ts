import assert from 'node:assert/strict';
import {
  CreateTrainingJobCommand,
  DescribeTrainingJobCommand,
  ListTagsCommand,
  SageMakerClient,
  type CreateTrainingJobCommandInput,
} from '@aws-sdk/client-sagemaker';
import fc from 'fast-check';
import { againLaunch } from '../../src/core/training/again/againLaunch';
import { originalRequest } from '../../src/core/training/again/originalRequest';
import { otherFieldsText, splitRequest } from '../../src/core/training/again/otherFields';
import { requestDifferences } from '../../src/core/training/again/requestDifferences';
import { requestForm } from '../../src/core/training/again/requestForm';
import type { JsonObject } from '../../src/core/training/exports/json';
import { buildTrainingRequest } from '../../src/core/training/request';
import { launchPlans, planBucket } from './launchPlans';
import { suiteSandbox } from './suiteSandbox';

const seed = Number(process.env['PLANS_SEED'] ?? 1);
const plans = fc.sample(launchPlans, { numRuns: 100, seed });

describe('jobs that are cloned from their descriptions', () => {
  const sandbox = suiteSandbox();
  let client: SageMakerClient;

  before(async () => {
    await sandbox.server.python('exports_data.py', { args: [planBucket] });
    const { endpoint, region, accessKeyId, secretAccessKey } = sandbox.server.announcement;
    const credentials = { accessKeyId, secretAccessKey };
    client = new SageMakerClient({ endpoint, region, credentials });
  });

  after(() => client.destroy());

  const create = (request: JsonObject) =>
    client.send(new CreateTrainingJobCommand(request as unknown as CreateTrainingJobCommandInput));

  /** The request of a job, as a page that clones it begins with. */
  const originalOf = async (name: string): Promise<JsonObject> => {
    const described = await client.send(new DescribeTrainingJobCommand({ TrainingJobName: name }));
    const { Tags = [] } = await client.send(
      new ListTagsCommand({ ResourceArn: described.TrainingJobArn }),
    );
    const tags = Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value]));
    return originalRequest(described, name, tags);
  };

  /** What is sent for a clone with `epochs` beside all else. */
  const clone = (request: JsonObject, jobName: string): JsonObject => {
    const form = requestForm(request);
    const unchanged = {
      ...{ jobName, values: {}, sourceFolder: '.', alsoPacked: [], leftOutMetrics: [] },
      installRequirements: false,
      ...form,
      otherFields: otherFieldsText(splitRequest(request).other),
    };
    const draft = {
      ...unchanged,
      extra: [...form.extra, { name: 'epochs-of-clone', value: '20' }],
    };
    const launch = againLaunch({ request, draft: unchanged }, draft, {
      imageOf: ({ settings }) => settings.fields.imageUri ?? '',
      localPath: (path) => path,
    });
    const target = { region: 'us-east-1', bucket: planBucket, roleArn: '', environment: {} };
    const built = buildTrainingRequest(launch, { submitUri: '', channels: [] }, target);
    return { ...built } as unknown as JsonObject;
  };

  it('are described like the first ones, but for what was changed', async function () {
    this.timeout(120_000);
    for (const [index, plan] of plans.entries()) {
      const [first, second] = [`plan-${index}-first`, `plan-${index}-second`];
      await create({ ...plan, TrainingJobName: first });
      const original = await originalOf(first);
      await create(clone(original, second));
      const differences = requestDifferences(original, await originalOf(second));
      assert.deepEqual(
        differences.map(({ path, before, after }) => [path.join('.'), before, after]),
        [['HyperParameters.epochs-of-clone', undefined, '20']],
        `plan ${index} of seed ${seed}`,
      );
    }
  });
});
