import assert from 'node:assert/strict';
import { loadImageTable, type ImageTable } from '../../../../src/core/images/imageTable';
import {
  algorithmRequest,
  offeredAlgorithms,
  type BuiltInAlgorithm,
} from '../../../../src/core/training/algorithms';
import { checkRequest } from '../../../../src/core/training/spec/checkRequest';

const role = 'arn:aws:iam::123456789012:role/Jobs';
const jobName = 'churn-1';

describe('a built-in algorithm', () => {
  let table: ImageTable;
  before(async () => {
    table = await loadImageTable();
  });

  const named = (name: string, region = 'eu-west-1'): BuiltInAlgorithm =>
    offeredAlgorithms(table, region).find((one) => one.name === name) ?? assert.fail(name);

  it('is one of seventeen, where the region has its image', () => {
    assert.equal(offeredAlgorithms(table, 'eu-west-1').length, 17);
    const elsewhere = offeredAlgorithms(table, 'eu-north-1').map(({ name }) => name);
    assert.deepEqual([elsewhere.includes('kmeans'), elsewhere.includes('lda')], [true, false]);
    assert.deepEqual(offeredAlgorithms(table, 'nowhere-1'), []);
  });

  it('is its newest image in the registry of the region', () => {
    const imageOf = (name: string, region: string) => {
      const request = algorithmRequest(table, named(name, region), { region, jobName });
      return (request['AlgorithmSpecification'] as { TrainingImage: string }).TrainingImage;
    };
    assert.equal(
      imageOf('kmeans', 'eu-west-1'),
      '438346466558.dkr.ecr.eu-west-1.amazonaws.com/kmeans:1',
    );
    assert.match(
      imageOf('xgboost', 'us-east-1'),
      /^683313688378\.dkr\.ecr\.us-east-1\.amazonaws\.com\/sagemaker-xgboost:3\./,
    );
  });

  it('is a request that lacks nothing but the data, and what these tell', () => {
    for (const region of ['us-east-1', 'eu-west-1', 'ap-southeast-2']) {
      for (const algorithm of offeredAlgorithms(table, region)) {
        const request = algorithmRequest(table, algorithm, { region, jobName, role });
        const text = JSON.stringify({ ...request, OutputDataConfig: { S3OutputPath: 's3://b/o' } });
        const filled = JSON.parse(
          text.replaceAll('"S3Uri":"s3://"', '"S3Uri":"s3://b/i"'),
        ) as object;
        const errors = checkRequest(filled).filter(({ severity }) => severity === 'error');
        assert.deepEqual(errors, [], algorithm.name);
      }
    }
  });

  it('runs on a GPU where it needs one', () => {
    const typeOf = (name: string) => {
      const request = algorithmRequest(table, named(name), { region: 'eu-west-1', jobName });
      return (request['ResourceConfig'] as { InstanceType: string }).InstanceType;
    };
    assert.deepEqual(
      [typeOf('object-detection'), typeOf('kmeans')],
      ['ml.g4dn.xlarge', 'ml.m5.large'],
    );
  });
});
