import assert from 'node:assert/strict';
import fc from 'fast-check';
import { s3ConsoleUrl } from '../../../../src/core/connections/partition';
import { findKind } from '../../../../src/core/resources/findKind';
import {
  findReferences,
  resourceOfArn,
  s3Addresses,
} from '../../../../src/core/resources/references';
import { resourceKinds } from '../../../../src/resources/index';
import { everyKind } from '../../resources/everyKind';

const account = 'arn:aws:sagemaker:eu-west-1:123456789012:';

const targets = (value: unknown): readonly string[] =>
  findReferences(JSON.stringify(value, null, 2)).map(({ target }) => target);

describe('references in a description', () => {
  it('are ARNs and S3 addresses, where they stand', () => {
    const json = JSON.stringify({
      ModelArn: `${account}model/iris`,
      Data: 's3://bucket/a folder/ü,x.tar.gz',
      Name: 'iris',
    });
    const found = findReferences(json);
    assert.deepEqual(
      found.map(({ target }) => target),
      [`${account}model/iris`, 's3://bucket/a folder/ü,x.tar.gz'],
    );
    for (const { start, end, target } of found) {
      assert.equal(json.slice(start, end), target);
    }
  });

  it('are found in longer texts, and in texts that are JSON themselves', () => {
    const uri = 's3://bucket/source.tar.gz';
    assert.deepEqual(targets([JSON.stringify(uri)]), [uri]);
    assert.deepEqual(targets([`No access to ${uri}. Ask for it.`]), [uri]);
    assert.deepEqual(targets([`${uri},s3://other/key`]), [uri, 's3://other/key']);
    assert.deepEqual(targets([`role arn:aws:iam::123456789012:role/Some: not allowed`]), [
      'arn:aws:iam::123456789012:role/Some',
    ]);
    assert.deepEqual(targets(['arn:', 's3://', 'https://x/s3', 'arn:other:x']), []);
  });

  it('are told of any text as they are, and never cost a throw', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, text) => {
        findReferences(text);
        const json = JSON.stringify({ value, uri: `s3://bucket/${JSON.stringify(value)}` });
        for (const { start, end, target } of findReferences(json)) {
          assert.ok(start < end && end <= json.length);
          assert.match(target, /^(s3:\/\/|arn:aws)/);
        }
      }),
    );
  });

  it('name S3 addresses once, each with where it stands first', () => {
    const description = {
      ModelArtifacts: { S3ModelArtifacts: 's3://bucket/model.tar.gz' },
      InputDataConfig: [{ DataSource: { S3Uri: 's3://bucket/train' } }],
      HyperParameters: { submit: '"s3://bucket/model.tar.gz"', epochs: '3' },
      CreationTime: new Date(0),
    };
    assert.deepEqual(s3Addresses(description), [
      { path: 'ModelArtifacts.S3ModelArtifacts', uri: 's3://bucket/model.tar.gz' },
      { path: 'InputDataConfig[0].DataSource.S3Uri', uri: 's3://bucket/train' },
    ]);
    assert.deepEqual(s3Addresses(undefined), []);
  });
});

describe('a resource by its ARN', () => {
  const examples: Readonly<Record<string, readonly [resource: string, name: string]>> = {
    trainingJob: ['training-job/iris-1', 'iris-1'],
    model: ['model/iris', 'iris'],
    endpoint: ['endpoint/iris', 'iris'],
    endpointConfig: ['endpoint-config/iris', 'iris'],
    inferenceComponent: ['inference-component/llm', 'llm'],
    tuningJob: ['hyper-parameter-tuning-job/sweep', 'sweep'],
    processingJob: ['processing-job/prepare', 'prepare'],
    transformJob: ['transform-job/score', 'score'],
    autoMLJob: ['automl-job/auto', 'auto'],
    modelPackageGroup: ['model-package-group/churn', 'churn'],
    modelPackage: ['model-package/churn/3', 'churn/3'],
    notebookInstance: ['notebook-instance/desk', 'desk'],
    pipeline: ['pipeline/nightly', 'nightly'],
    pipelineExecution: ['pipeline/nightly/execution/4k2j', '4k2j'],
  };

  for (const [id, [resource, name]] of Object.entries(examples)) {
    it(`is a ${id}: ${resource}`, () => {
      const arn = account + resource;
      const { kind, item, region } = resourceOfArn(resourceKinds, arn) ?? assert.fail();
      assert.deepEqual([kind.id, item, region], [id, { name, arn }, 'eu-west-1']);
    });
  }

  it('is found for every kind that can be described by itself', () => {
    const inLists = everyKind.filter(
      ({ kind }) => kind.capabilities({ name: '', arn: 'x' }).length,
    );
    const withArns = inLists.map(({ kind }) => kind).filter(({ arn }) => arn !== undefined);
    assert.deepEqual(withArns.map(({ id }) => id).toSorted(), Object.keys(examples).toSorted());
  });

  it('is nothing where another service, or another kind is named', () => {
    for (const arn of [
      'arn:aws:iam::123456789012:role/Some',
      `${account}domain/d-1`,
      `${account}pipeline/nightly/other/1`,
      'arn',
    ]) {
      assert.equal(resourceOfArn(resourceKinds, arn), undefined, arn);
    }
  });
});

describe('a kind by its id', () => {
  it('is found at any depth', () => {
    for (const { kind } of everyKind) {
      assert.equal(findKind(resourceKinds, kind.id)?.id, kind.id);
    }
    assert.equal(findKind(resourceKinds, 'other'), undefined);
  });
});

describe('the console page of an S3 address', () => {
  it('is that of its folder, in its partition', () => {
    const page = (region: string, uri: string) => s3ConsoleUrl(region, uri);
    assert.equal(
      page('eu-west-1', 's3://bucket/a b/model.tar.gz'),
      'https://eu-west-1.console.aws.amazon.com/s3/buckets/bucket?region=eu-west-1&prefix=a%20b%2F',
    );
    assert.equal(
      page('cn-north-1', 's3://bucket'),
      'https://console.amazonaws.cn/s3/buckets/bucket?region=cn-north-1&prefix=',
    );
    assert.equal(
      page('us-gov-west-1', 's3://bucket/data/'),
      'https://console.amazonaws-us-gov.com/s3/buckets/bucket?region=us-gov-west-1&prefix=data%2F',
    );
    assert.equal(page('us-iso-east-1', 's3://bucket/x'), undefined);
    assert.equal(page('eu-west-1', 's3://'), undefined);
    assert.match(page('eu-west-1', 's3://b/\ud800/x') ?? '', /prefix=%EF%BF%BD%2F$/);
  });
});
