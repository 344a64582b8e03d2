import fc from 'fast-check';
import { memberOf, isList, type Json, type JsonObject } from '../../src/core/training/exports/json';
import { launchPlans } from './launchPlans';

const falseOrTrue = fc.boolean();
const text = (...texts: readonly string[]) => fc.constantFrom(...texts);
const arn = (rest: string) => fc.constant(`arn:aws:sagemaker:us-east-1:000000000000:${rest}`);

/** Some of the members, in any combination. */
const some = (members: Record<string, fc.Arbitrary<unknown>>, required: readonly string[] = []) =>
  fc.record(members, { requiredKeys: [...required] });

const channels = fc.uniqueArray(
  some(
    {
      ChannelName: text('fs', 'hub', 'manifest', 'model'),
      DataSource: fc.oneof(
        fc.record({
          FileSystemDataSource: fc.record({
            FileSystemId: text('fs-0123456789'),
            FileSystemAccessMode: text('ro', 'rw'),
            FileSystemType: text('EFS', 'FSxLustre'),
            DirectoryPath: text('/', "/it's/ü"),
          }),
        }),
        fc.record({
          DatasetSource: fc.record({ DatasetArn: arn('hub-content/hub/DataSet/data/1.0.0') }),
        }),
        fc.record({
          S3DataSource: some(
            {
              S3DataType: text('AugmentedManifestFile', 'Converse', 'S3Prefix'),
              S3Uri: text('https://bucket.example/key', 's3://bucket/it’s'),
              AttributeNames: fc.array(text('source-ref', "label's"), { maxLength: 2 }),
              InstanceGroupNames: fc.array(text('cpu', 'gpu'), { maxLength: 2 }),
              ModelAccessConfig: fc.record({ AcceptEula: falseOrTrue }),
              HubAccessConfig: fc.record({ HubContentArn: arn('hub-content/hub/Model/m/1.0.0') }),
            },
            ['S3DataType', 'S3Uri'],
          ),
        }),
      ),
      ContentType: text('', 'text/csv'),
      CompressionType: text('None', 'Gzip'),
      RecordWrapperType: text('None', 'RecordIO'),
      InputMode: text('Pipe', 'File'),
      ShuffleConfig: fc.record({ Seed: fc.constantFrom(0, 7) }),
    },
    ['ChannelName', 'DataSource'],
  ),
  { minLength: 1, maxLength: 4, selector: (channel) => channel['ChannelName'] },
);

const rules = fc.array(
  some(
    {
      RuleConfigurationName: text('rule', "it's"),
      RuleEvaluatorImage: text('image'),
      LocalPath: text('', '/opt/ml/rule'),
      S3OutputPath: text('s3://bucket/rules'),
      InstanceType: text('ml.t3.medium'),
      VolumeSizeInGB: fc.constantFrom(0, 5),
      RuleParameters: fc.constantFrom({}, { a: '' }, { action_json: '{}', b: 'x' }),
    },
    ['RuleConfigurationName', 'RuleEvaluatorImage'],
  ),
  { maxLength: 2 },
);

/** What no plan for the sandbox can have. */
const elsewhere = some({
  InputDataConfig: channels,
  ServerlessJobConfig: some(
    {
      BaseModelArn: arn('hub-content/hub/Model/m/1.0.0'),
      JobType: text('FineTuning', 'Evaluation'),
      AcceptEula: falseOrTrue,
      CustomizationTechnique: text('SFT', 'DPO'),
      Peft: text('LORA'),
      EvaluationType: text('BenchmarkEvaluation'),
      EvaluatorArn: text('', 'arn:aws:lambda:us-east-1:000000000000:function:judge'),
    },
    ['BaseModelArn', 'JobType'],
  ),
  MlflowConfig: some(
    {
      MlflowResourceArn: arn('mlflow-app/app-1'),
      MlflowExperimentName: text("it's"),
      MlflowRunName: text('run'),
    },
    ['MlflowResourceArn'],
  ),
  ModelPackageConfig: some(
    {
      ModelPackageGroupArn: arn('model-package-group/group'),
      SourceModelPackageArn: arn('model-package/group/1'),
    },
    ['ModelPackageGroupArn'],
  ),
  ExperimentConfig: some({ ExperimentName: text('e'), TrialName: text('t'), RunName: text('r') }),
  DebugRuleConfigurations: rules,
  ProfilerRuleConfigurations: rules,
  CheckpointConfig: some({ S3Uri: text('s3://bucket/c'), LocalPath: text('', '/opt/x') }, [
    'S3Uri',
  ]),
  NewMember: fc.constantFrom<Json>(1, { A: [true] }, 'x'),
});

const placement = some({
  TrainingPlanArn: arn('training-plan/plan-1'),
  InstancePlacementConfig: some({
    EnableMultipleJobs: falseOrTrue,
    PlacementSpecifications: fc.array(
      some({ UltraServerId: text('', 'us-1'), InstanceCount: fc.constantFrom(0, 2) }, [
        'InstanceCount',
      ]),
      { minLength: 1, maxLength: 2 },
    ),
  }),
});

/** Requests with any member of the service's model, whether or not the service would take them together. */
export const anyRequests: fc.Arbitrary<JsonObject> = fc
  .record({
    plan: launchPlans,
    elsewhere,
    placement,
    algorithm: fc.option(text('arn:aws:sagemaker:us-east-1:000000000000:algorithm/a')),
  })
  .map(({ plan, elsewhere: more, placement: resources, algorithm }) => ({
    TrainingJobName: 'any-request',
    ...plan,
    ...(more as JsonObject),
    ResourceConfig: { ...(plan['ResourceConfig'] as JsonObject), ...(resources as JsonObject) },
    ...(algorithm !== null && {
      AlgorithmSpecification: {
        ...(plan['AlgorithmSpecification'] as JsonObject),
        AlgorithmName: algorithm,
      },
    }),
  }));

/** The members that a request has, as `InputDataConfig[].DataSource`; maps are not entered. */
export function membersOf(value: Json, path = ''): readonly string[] {
  if (isList(value)) {
    return value.flatMap((item) => membersOf(item, `${path}[]`));
  }
  const names = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  return names.flatMap((name) => {
    const at = path === '' ? name : `${path}.${name}`;
    return [at, ...membersOf(memberOf(value, name) ?? null, at)];
  });
}
