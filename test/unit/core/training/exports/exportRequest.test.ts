import assert from 'node:assert/strict';
import {
  exportRequest,
  type ExportFormat,
} from '../../../../../src/core/training/exports/exportRequest';
import type { JsonObject } from '../../../../../src/core/training/exports/json';
import { requestOfJob } from '../../../../../src/core/training/exports/requestOfJob';

const request: JsonObject = {
  TrainingJobName: 'iris-1',
  AlgorithmSpecification: { TrainingImage: 'image', TrainingInputMode: 'File' },
  RoleArn: 'arn:aws:iam::123456789012:role/x',
  OutputDataConfig: { S3OutputPath: 's3://b/' },
  ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 30 },
  StoppingCondition: { MaxRuntimeInSeconds: 60 },
};

const written = (more: JsonObject, format: ExportFormat): string =>
  exportRequest({ ...request, ...more }, format, 'eu-west-1');

const commentOf = (code: string): readonly string[] =>
  code.split('\n').filter((line) => line.startsWith('#'));

describe('a request as code', () => {
  it('is what a person would write for boto3', () => {
    assert.equal(
      exportRequest(
        { TrainingJobName: 'a', Tags: [], EnableNetworkIsolation: true },
        'boto3',
        'x-1',
      ),
      `import boto3

sagemaker = boto3.client("sagemaker", region_name="x-1")
response = sagemaker.create_training_job(
    TrainingJobName="a",
    Tags=[],
    EnableNetworkIsolation=True,
)
print(response["TrainingJobArn"])
`,
    );
  });

  it('is what a person would write for the SDK 3', () => {
    assert.equal(
      written({ Tags: [{ Key: 'a', Value: 'b' }] }, 'sdk3'),
      `from sagemaker.core.resources import Tag, TrainingJob
from sagemaker.core.shapes import (
    AlgorithmSpecification,
    OutputDataConfig,
    ResourceConfig,
    StoppingCondition,
)

training_job = TrainingJob.create(
    training_job_name="iris-1",
    algorithm_specification=AlgorithmSpecification(
        training_image="image",
        training_input_mode="File",
    ),
    role_arn="arn:aws:iam::123456789012:role/x",
    output_data_config=OutputDataConfig(
        s3_output_path="s3://b/",
    ),
    resource_config=ResourceConfig(
        instance_type="ml.m5.large",
        instance_count=1,
        volume_size_in_gb=30,
    ),
    stopping_condition=StoppingCondition(
        max_runtime_in_seconds=60,
    ),
    tags=[
        Tag(
            key="a",
            value="b",
        ),
    ],
    region="eu-west-1",
)
print(training_job.training_job_arn)
`,
    );
  });

  it('names each field that an SDK loses or adds', () => {
    const more = {
      StoppingCondition: { MaxRuntimeInSeconds: 60, MaxPendingTimeInSeconds: 7200 },
      InputDataConfig: [
        {
          ChannelName: 'a',
          DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://b/k' } },
          ShuffleConfig: { Seed: 0 },
        },
      ],
    };
    assert.deepEqual(commentOf(written(more, 'sdk2')), [
      "# The SageMaker Python SDK 2 cannot express all of the job's request. What it loses:",
      '# - StoppingCondition.MaxPendingTimeInSeconds: Estimator has no argument for it',
      "# The SageMaker Python SDK 2 sends more than the job's request says. What it adds:",
      '# - ProfilerConfig: Estimator always sends one',
    ]);
    assert.deepEqual(commentOf(written(more, 'sdk3')), [
      "# The SageMaker Python SDK 3 cannot express all of the job's request. What it loses:",
      '# - InputDataConfig[0].ShuffleConfig: inside of a structure the SDK leaves out what is false, 0 or an empty text',
    ]);
    assert.deepEqual(commentOf(written({}, 'sdk3')), []);
  });

  it('keeps a member with a hostile name inside of its comment', () => {
    for (const format of ['sdk2', 'sdk3'] as const) {
      const code = written({ 'a\nimport os\r\u2028#': 1 }, format);
      assert.match(code, /^# - "a\\nimport os\\r\\u2028#": it is not known/m);
      assert.doesNotMatch(code, /^import os/m);
    }
  });

  it('escapes what does not print or turns round what is read', () => {
    const more = { HyperParameters: { a: 'x\u202ey\u00a0\u0007\ud83d é 🚀' } };
    assert.match(written(more, 'boto3'), /"a": "x\\u202ey\\xa0\\x07\\ud83d é 🚀"/);
    assert.match(written(more, 'cli'), /"a": "x\\u202ey\\u00a0\\u0007\\ud83d é 🚀"/);
  });

  it('writes whole numbers without an exponent, for which Python would make floats', () => {
    assert.match(written({ Big: 1e21 }, 'boto3'), / Big=1000000000000000000000,\n/);
  });
});

describe('the request of a job that is there', () => {
  it('has the tags that people have made, and nothing that is said to the sandbox', () => {
    const description = {
      TrainingJobName: 'a',
      TrainingJobArn: 'arn',
      RoleArn: 'role',
      CreationTime: new Date(0),
      HyperParameters: { sagemaker_job_name: 'a' },
      Environment: { SAGEMAKER_WORKBENCH_PYTHON: '/usr/bin/python3' },
    };
    assert.deepEqual(requestOfJob(description, 'b', { team: 'x', 'aws:a': 'y' }), {
      TrainingJobName: 'b',
      RoleArn: 'role',
      HyperParameters: { sagemaker_job_name: 'b' },
      Tags: [{ Key: 'team', Value: 'x' }],
    });
  });
});
