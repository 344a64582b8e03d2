import assert from 'node:assert/strict';
import {
  readRequest,
  type ReadRequest,
} from '../../../../../src/core/training/imports/readRequest';

const aws = 'aws sagemaker create-training-job';

const requestOf = (text: string): unknown => {
  const read = readRequest(text);
  assert.ok('request' in read, JSON.stringify(read));
  return read.request;
};

const problemOf = (read: ReadRequest): unknown =>
  'problem' in read
    ? [read.problem.reason, read.problem.line, read.problem.column, read.problem.detail]
    : read;

describe('reading a pasted request', () => {
  it('takes a description for the request that made the job', () => {
    const described = {
      TrainingJobName: 'a',
      TrainingJobArn: 'arn',
      TrainingJobStatus: 'Completed',
      RoleArn: 'role',
      HyperParameters: {},
      ModelArtifacts: { S3ModelArtifacts: 's3://b/m' },
    };
    assert.deepEqual(requestOf(JSON.stringify(described)), {
      TrainingJobName: 'a',
      RoleArn: 'role',
    });
  });

  it('takes the region of a description from the job', () => {
    const TrainingJobArn = 'arn:aws:sagemaker:eu-west-1:123456789012:training-job/a';
    const described = { TrainingJobName: 'a', TrainingJobStatus: 'Completed', TrainingJobArn };
    assert.deepEqual(readRequest(JSON.stringify(described)), {
      request: { TrainingJobName: 'a' },
      region: 'eu-west-1',
    });
  });

  it('reads options of the AWS CLI as the command would', () => {
    const command = String.raw`# from the wiki
AWS_PROFILE=prod /usr/local/bin/aws --region=eu-west-1 sagemaker create-training-job \
  --training-job-name "my job's \"name\"" --role-arn arn:aws:iam::1:role/x \
  --algorithm-specification TrainingImage=img,TrainingInputMode=File,MetricDefinitions=[{Name=a,Regex='a=(.*),'}] \
  --hyper-parameters epochs=5,lr="1e-3",name='a b' \
  --input-data-config ChannelName=a,DataSource={S3DataSource={S3DataType=S3Prefix,S3Uri=s3://b/k}},ShuffleConfig={Seed=7} \
    '{"ChannelName": "b", "DataSource": {}}' \
  --resource-config 'InstanceType=ml.m5.large,InstanceCount=2,VolumeSizeInGB=30' \
  --vpc-config SecurityGroupIds=sg-1,sg-2,Subnets=subnet-1 \
  --stopping-condition '{"MaxRuntimeInSeconds": 60}' --no-enable-network-isolation \
  --tags Key=team,Value= Key=b,Value=c --enable-managed-spot-training --environment $'A=x\u00fc' # done
`;
    assert.deepEqual(readRequest(command), {
      region: 'eu-west-1',
      request: {
        TrainingJobName: 'my job\'s "name"',
        RoleArn: 'arn:aws:iam::1:role/x',
        AlgorithmSpecification: {
          TrainingImage: 'img',
          TrainingInputMode: 'File',
          MetricDefinitions: [{ Name: 'a', Regex: 'a=(.*)' }],
        },
        HyperParameters: { epochs: '5', lr: '1e-3', name: 'a b' },
        InputDataConfig: [
          {
            ChannelName: 'a',
            DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://b/k' } },
            ShuffleConfig: { Seed: 7 },
          },
          { ChannelName: 'b', DataSource: {} },
        ],
        ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 2, VolumeSizeInGB: 30 },
        VpcConfig: { SecurityGroupIds: ['sg-1', 'sg-2'], Subnets: ['subnet-1'] },
        StoppingCondition: { MaxRuntimeInSeconds: 60 },
        EnableNetworkIsolation: false,
        Tags: [
          { Key: 'team', Value: '' },
          { Key: 'b', Value: 'c' },
        ],
        EnableManagedSpotTraining: true,
        Environment: { A: 'xü' },
      },
    });
  });

  it('lets options win over the JSON of a command', () => {
    const command = `${aws} --cli-input-json '{"RoleArn": "a", "Tags": []}' --role-arn b`;
    assert.deepEqual(requestOf(command), { RoleArn: 'b', Tags: [] });
  });

  it('reads literals of Python, also those that names stand for', () => {
    const script = `import boto3
BUCKET = "s3://b"  # ours
tags = ({"Key": 'a', "Value": ""},)
sm = boto3.Session(profile_name="x", region_name='eu-west-1').client("sagemaker")
print(sm.create_training_job(
    TrainingJobName="a" 'b' r"\\c",
    OutputDataConfig=dict_ if False else {"S3OutputPath": BUCKET},
) if 0 else None)
`;
    const plain = script.replace('dict_ if False else ', '');
    assert.deepEqual(readRequest(plain), {
      region: 'eu-west-1',
      request: { TrainingJobName: 'ab\\c', OutputDataConfig: { S3OutputPath: 's3://b' } },
    });
    assert.deepEqual(problemOf(readRequest(script)), [
      'notLiteral',
      ...[7, 22],
      'dict_ if False else {"S3OutputPath": BUC',
    ]);
    const spread =
      'r = {"Tags": [], "A": (-1, +2.5, 0x10, None)}\nc.create_training_job(**r, B=True)';
    assert.deepEqual(requestOf(spread), { Tags: [], A: [-1, 2.5, 16, null], B: true });
  });

  const problems: readonly (readonly [text: string, ...problem: readonly unknown[]])[] = [
    ['', 'empty', 1, 1, ''],
    [' \n ', 'empty', 1, 1, ''],
    ['\n hello', 'unknownForm', 2, 2, ''],
    ['{"a": 1,\n}', 'json', 2, 1, '}'],
    ['{"a": "b', 'json', 1, 9, ''],
    ['{"a": 01}', 'json', 1, 8, '1'],
    ["{'a': 1}", 'json', 1, 2, "'"],
    ['[]', 'notObject', 1, 1, ''],
    [`${aws} --cli-input-json '[1]'`, 'notObject', 1, 53, ''],
    [`${aws} --cli-input-json '{\n"a": x}'`, 'json', 2, 6, 'x'],
    [`${aws} --cli-input-json file://job.json`, 'file', 1, 52, 'file://job.json'],
    [`${aws} --hyper-parameters file://hp.json`, 'file', 1, 54, 'file://hp.json'],
    [`${aws} --environment A@=x`, 'file', 1, 50, 'A@='],
    [`${aws} --role-arn $ROLE`, 'expansion', 1, 46, '$R'],
    [`${aws} --role-arn "a$(id)"`, 'expansion', 1, 48, '$('],
    [`${aws} --role-arn 'a`, 'shell', 1, 46, "'"],
    [`${aws} --role-arn a | jq`, 'otherCommand', 1, 48, '|'],
    [`${aws} --role-arn a\n\nls -l`, 'otherCommand', 3, 1, 'ls -l'],
    [`${aws} --role-arn a > out`, 'otherCommand', 1, 48, '>'],
    [`${aws} --role-arn`, 'missingValue', 1, 35, '--role-arn'],
    [`${aws} --rolearn a`, 'unknownOption', 1, 35, '--rolearn'],
    ['aws s3 ls', 'otherOperation', 1, 5, 's3'],
    ['aws sagemaker list-training-jobs', 'otherOperation', 1, 15, 'list-training-jobs'],
    [`${aws} --tags Key=a,Key=b`, 'shorthand', 1, 48, 'Key'],
    [`${aws} --tags Key`, 'shorthand', 1, 45, ''],
    [`${aws} --tags 'Key=[a'`, 'shorthand', 1, 50, ''],
    [`${aws} --retry-strategy MaximumRetryAttempts=x`, 'integer', 1, 52, 'x'],
    [`${aws} --remote-debug-config EnableRemoteDebug=yes`, 'boolean', 1, 57, 'yes'],
    ['# create_training_job', 'noCall', 1, 1, ''],
    ['a.create_training_job()\nb.create_training_job()', 'severalCalls', 2, 1, ''],
    ['a.create_training_job(A={"a" 1})', 'python', 1, 30, ''],
    ['a.create_training_job(A=f"{x}")', 'notLiteral', 1, 25, 'f"{x}"'],
    ['a.create_training_job(A=b"x")', 'notLiteral', 1, 25, 'b"x"'],
    ['a.create_training_job(A=x)', 'notLiteral', 1, 25, 'x'],
    ['x = 1\nx = 2\na.create_training_job(A=x)', 'notLiteral', 3, 25, 'x'],
    ['x = {}\nx["a"] = 2\na.create_training_job(A=x)', 'notLiteral', 3, 25, 'x'],
    ['a.create_training_job(A={**b})', 'notLiteral', 1, 28, 'b'],
    ['a.create_training_job(1)', 'notLiteral', 1, 23, '1'],
  ];
  for (const [text, ...problem] of problems) {
    it(`says what is wrong with ${JSON.stringify(text)}`, () => {
      assert.deepEqual(problemOf(readRequest(text)), problem);
    });
  }

  const regions: Readonly<Record<string, [text: string, region: string | undefined]>> = {
    'a variable of the command': [`AWS_REGION=eu-west-1 ${aws}`, 'eu-west-1'],
    'an older variable': [`AWS_DEFAULT_REGION="eu-west-2" ${aws}`, 'eu-west-2'],
    'the newer of two': [`AWS_DEFAULT_REGION=a AWS_REGION=b ${aws}`, 'b'],
    'an option before a variable': [`AWS_REGION=a ${aws} --region b`, 'b'],
    'no empty variable': [`AWS_REGION= ${aws}`, undefined],
    'one beside a quoted variable': [`env AWS_PROFILE='my own' AWS_REGION=a ${aws}`, 'a'],
    'the client of a module by another name': [
      'import boto3 as b\nb.client("s3", "x")\nc = b.client("sagemaker", "eu-west-1")\nc.create_training_job()',
      'eu-west-1',
    ],
    'the client of a function by another name': [
      'from boto3 import client as c\nr = "eu-west-1"\nc("sagemaker", region_name=r).create_training_job()',
      'eu-west-1',
    ],
    'the client’s own before that of others': [
      'import boto3\nboto3.client("s3", region_name="x")\nboto3.client("sagemaker", region_name="y").create_training_job()',
      'y',
    ],
    'a session': [
      'from boto3 import Session as S\nS(region_name="z").client("sagemaker").create_training_job()',
      'z',
    ],
    'nothing that the script makes as it runs': [
      'import boto3\nboto3.client("sagemaker", region_name=find()).create_training_job()',
      undefined,
    ],
  };
  for (const [name, [text, region]] of Object.entries(regions)) {
    it(`takes the region of ${name}`, () => {
      const read = readRequest(text);
      assert.ok('request' in read, JSON.stringify(read));
      assert.equal(read.region, region);
    });
  }
});
