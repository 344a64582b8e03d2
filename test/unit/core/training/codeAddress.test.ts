import assert from 'node:assert/strict';
import { codeAddress } from '../../../../src/core/training/codeAddress';

describe('the address of a job’s packed code', () => {
  const of = (submitted: string) =>
    codeAddress({ HyperParameters: { sagemaker_submit_directory: submitted } });
  const archive = 's3://bucket/a job/source/sourcedir.tar.gz';

  it('is what script mode names, JSON-encoded or plain', () => {
    assert.equal(of(JSON.stringify(archive)), archive);
    assert.equal(of(archive), archive);
  });

  it('is none where the code is no archive in S3', () => {
    assert.equal(of('/opt/ml/input/data/code/sourcedir.tar.gz'), undefined);
    assert.equal(of('"s3://bucket/folder/"'), undefined);
    assert.equal(codeAddress({ HyperParameters: { epochs: '3' } }), undefined);
    assert.equal(codeAddress({}), undefined);
    assert.equal(codeAddress(undefined), undefined);
  });
});
