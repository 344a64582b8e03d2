import assert from 'node:assert/strict';
import { ServiceError } from '../../../../src/sandbox/http/jsonService';
import { sagemakerService } from '../../../../src/sandbox/services/sagemaker/sagemakerService';
import {
  clusterOf,
  codePath,
  processingRequest,
  ProcessingScene,
  s3Input,
  s3Output,
} from './processingScene';

const call = { region: 'us-east-1', accountId: '000000000000' };
const out = '/opt/ml/processing/out';

describe('the operations on processing jobs', () => {
  let scene: ProcessingScene;

  before(async () => {
    scene = await ProcessingScene.open();
    await scene.world.objects.put('bucket', 'job/code/process.py', '');
  });

  after(() => scene.close());

  async function refusal(operation: string, input: object): Promise<string> {
    const run = sagemakerService(scene.world).operations[operation];
    assert.ok(run, operation);
    try {
      return `answered ${JSON.stringify(await run(input as Record<string, unknown>, call))}`;
    } catch (error) {
      assert.ok(error instanceof ServiceError, String(error));
      return `${error.code}: ${error.message}`;
    }
  }

  function create(changes: object): Promise<string> {
    return refusal('CreateProcessingJob', { ...processingRequest('job'), ...changes });
  }

  it('describe a job with the service’s defaults', async () => {
    const request = processingRequest('described') as { AppSpecification: object };
    const output = s3Output('result', 's3://bucket/out', out);
    await scene.create('described', '', {
      ProcessingOutputConfig: { Outputs: [output] },
      Tags: [{ Key: 'a', Value: 'b' }],
    });
    await scene.ended('described');
    const { CreationTime, LastModifiedTime, ProcessingStartTime, ProcessingEndTime, ...rest } =
      await scene.describe('described');
    assert.ok(CreationTime <= Number(ProcessingStartTime));
    assert.ok(Number(ProcessingStartTime) <= Number(ProcessingEndTime));
    assert.equal(LastModifiedTime, ProcessingEndTime);
    assert.deepEqual(rest, {
      ProcessingJobName: 'described',
      ProcessingJobArn: 'arn:aws:sagemaker:us-east-1:000000000000:processing-job/described',
      ProcessingJobStatus: 'Completed',
      RoleArn: 'arn:aws:iam::000000000000:role/SageMakerLocalSandbox',
      AppSpecification: request.AppSpecification,
      ProcessingResources: clusterOf(1),
      ProcessingInputs: [
        {
          AppManaged: false,
          ...s3Input('code', 's3://bucket/described/code/process.py', codePath, {
            S3DataDistributionType: 'FullyReplicated',
            S3CompressionType: 'None',
          }),
        },
      ],
      ProcessingOutputConfig: { Outputs: [{ AppManaged: false, ...output }] },
      StoppingCondition: { MaxRuntimeInSeconds: 86_400 },
    });
  });

  it('refuse a name that is taken until its job is deleted', async () => {
    await scene.create('again', '');
    const arn = 'arn:aws:sagemaker:us-east-1:000000000000:processing-job/again';
    assert.equal(
      await refusal('CreateProcessingJob', processingRequest('again')),
      'ResourceInUse: Job name must be unique within an AWS account and region, and a job with ' +
        `this name already exists (${arn})`,
    );
    await scene.ended('again');
    assert.equal(
      await refusal('StopProcessingJob', { ProcessingJobName: 'again' }),
      'ValidationException: The request was rejected because the processing job is in status ' +
        'Completed.',
    );
    await scene.call('DeleteProcessingJob', { ProcessingJobName: 'again' });
    assert.equal(
      await refusal('DescribeProcessingJob', { ProcessingJobName: 'again' }),
      'ValidationException: Could not find requested job with name: again',
    );
    await scene.create('again', '');
    await scene.ended('again');
  });

  it('do not delete a job that runs', async () => {
    await scene.create('runs', 'print("waiting", flush=True)\nimport time; time.sleep(60)');
    await scene.printed('runs', 'waiting');
    assert.match(
      await refusal('DeleteProcessingJob', { ProcessingJobName: 'runs' }),
      /in status InProgress\.$/,
    );
    await scene.call('StopProcessingJob', { ProcessingJobName: 'runs' });
    assert.equal((await scene.ended('runs')).ProcessingJobStatus, 'Stopped');
  });

  it('list jobs page by page and carry their tags', async () => {
    for (const name of ['list-b', 'list-a']) {
      await scene.create(name, '', { Tags: [{ Key: 'of', Value: name }] });
    }
    interface Page {
      readonly ProcessingJobSummaries: readonly { readonly ProcessingJobName: string }[];
      readonly NextToken?: string;
    }
    const page = async (more: object) =>
      (await scene.call('ListProcessingJobs', {
        NameContains: 'LIST-',
        MaxResults: 1,
        ...more,
      })) as Page;
    const first = await page({});
    const second = await page({ NextToken: first.NextToken });
    assert.deepEqual(
      [first, second].map((one) => one.ProcessingJobSummaries[0]?.ProcessingJobName),
      ['list-b', 'list-a'],
    );
    assert.equal(second.NextToken, undefined);
    const byName = await page({ SortBy: 'Name' });
    assert.equal(byName.ProcessingJobSummaries[0]?.ProcessingJobName, 'list-a');
    const ResourceArn = 'arn:aws:sagemaker:us-east-1:000000000000:processing-job/list-a';
    await scene.call('AddTags', { ResourceArn, Tags: [{ Key: 'more', Value: '1' }] });
    await scene.call('DeleteTags', { ResourceArn, TagKeys: ['of'] });
    assert.deepEqual(await scene.call('ListTags', { ResourceArn }), {
      Tags: [{ Key: 'more', Value: '1' }],
    });
    for (const name of ['list-a', 'list-b']) await scene.ended(name);
  });

  it('refuse what the service refuses', async () => {
    const code = (path: string, more?: object) =>
      s3Input('code', 's3://bucket/job/code/process.py', path, more);
    const outputs = (...Outputs: object[]) => ({ ProcessingOutputConfig: { Outputs } });
    const refusals: readonly [object, RegExp][] = [
      [{ ProcessingJobName: 'a_b' }, /'processingJobName' failed to satisfy constraint.*pattern/],
      [{ RoleArn: undefined }, /Value null at 'roleArn'/],
      [{ ProcessingResources: clusterOf(0) }, /instanceCount.*greater than or equal to 1/],
      [{ ProcessingResources: clusterOf(101) }, /instanceCount.*less than or equal to 100/],
      [{ ProcessingResources: clusterOf(17) }, /^ResourceLimitExceeded: .*'ml.m5.large for proc/],
      [{ ProcessingInputs: [code('/opt/ml/input')] }, /input code must begin with \/opt\/ml\/pro/],
      [{ ProcessingInputs: [code('/opt/ml/processing/../x')] }, /must begin with/],
      [{ ProcessingInputs: [code('/opt/ml/processing/./')] }, /must begin with/],
      [{ ProcessingInputs: [{ InputName: 'none' }] }, /none must have exactly one of S3Input/],
      [{ ProcessingInputs: [code(codePath), code(out)] }, /Input names must be unique\. code is/],
      [
        { ProcessingInputs: [code(out), { ...code(out), InputName: 'other' }] },
        /Local paths of inputs must be unique/,
      ],
      [
        { ProcessingInputs: [code(out), { ...code(`${out}/.//`), InputName: 'other' }] },
        /Local paths of inputs must be unique/,
      ],
      [{ ProcessingInputs: [s3Input('x', 's3://bucket/none', out)] }, /No S3 objects found under/],
      [{ ProcessingInputs: [code(out, { S3CompressionType: 'Gzip' })] }, /only be used with.*Pipe/],
      [outputs(s3Output('x', 's3://other/out', out)), /bucket "other" of the S3Uri of output x/],
      [outputs({ OutputName: 'x' }), /x must have exactly one of S3Output and FeatureStoreOutput/],
      [
        { RoleArn: 'arn:aws:iam::111111111111:role/Other' },
        /^AccessDeniedException: Cross-account/,
      ],
      [{ ExperimentConfig: { ExperimentName: 'e' } }, /^ResourceNotFound: Experiment or trial 'e'/],
      [{ Tags: [{ Key: 'aws:x', Value: '' }] }, /aws: prefixed tag key names are not allowed/],
    ];
    for (const [changes, expected] of refusals) assert.match(await create(changes), expected);
  });

  it('refuse in plain words what the sandbox does not have', async () => {
    const pipe = s3Input('code', 's3://bucket/job/code/process.py', out, { S3InputMode: 'Pipe' });
    const dataset = { InputName: 'sql', DatasetDefinition: { LocalPath: out } };
    const features = { OutputName: 'f', FeatureStoreOutput: { FeatureGroupName: 'group' } };
    const refusals: readonly [object, RegExp][] = [
      [{ ProcessingInputs: [pipe] }, /has no Pipe mode, which input code asks for/],
      [{ ProcessingInputs: [dataset] }, /neither Athena nor Redshift.*input sql asks for/],
      [{ ProcessingOutputConfig: { Outputs: [features] } }, /no Feature Store.*output f asks for/],
      [{ AppSpecification: { ImageUri: 'image' } }, /runs no images: .*ContainerEntrypoint must/],
      [
        { Environment: { SAGEMAKER_WORKBENCH_PYTHON: '/not/registered' } },
        /interpreter \/not\/registered has not been registered/,
      ],
    ];
    for (const [changes, expected] of refusals) {
      const refused = await create(changes);
      assert.match(refused, /^ValidationException: /);
      assert.match(refused, expected);
    }
  });
});
