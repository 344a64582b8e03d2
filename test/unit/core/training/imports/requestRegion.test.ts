import assert from 'node:assert/strict';
import { namedRegion } from '../../../../../src/core/training/imports/requestRegion';

const arn = (region: string): string => `arn:aws:kms:${region}:123456789012:key/a`;
const image = (region: string): string =>
  `763104351884.dkr.ecr.${region}.amazonaws.com/pytorch-training:2.3.0-cpu-py311`;
const role = { RoleArn: 'arn:aws:iam::123456789012:role/Trainer' };

describe('the region that a request names', () => {
  it('is what came with it, whatever stands in it', () => {
    assert.equal(
      namedRegion({ OutputDataConfig: { KmsKeyId: arn('us-east-1') } }, 'eu-west-1'),
      'eu-west-1',
    );
  });

  it('is that of its ARNs and images', () => {
    assert.equal(
      namedRegion({ ...role, OutputDataConfig: { KmsKeyId: arn('eu-west-1') } }, undefined),
      'eu-west-1',
    );
    const AlgorithmSpecification = { TrainingImage: image('ap-south-1') };
    assert.equal(namedRegion({ AlgorithmSpecification }, undefined), 'ap-south-1');
    assert.equal(
      namedRegion({ Tags: [{ Key: 'from', Value: arn('eu-west-1') }] }, ''),
      'eu-west-1',
    );
  });

  it('is none where they are of none, or of several', () => {
    assert.equal(namedRegion(role, undefined), undefined);
    assert.equal(namedRegion({ a: arn('eu-west-1'), b: [arn('us-east-1')] }, undefined), undefined);
    assert.equal(namedRegion({ a: 'arn:aws:s3:::bucket' }, 'not a region'), undefined);
  });
});
