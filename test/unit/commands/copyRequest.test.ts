import assert from 'node:assert/strict';
import { answerWith, leftBehind, press, shown } from '../../fakes/fakeVscode';
import { copyTrainingJobAs, type CopyRequestServices } from '../../../src/commands/copyRequest';
import { AppError } from '../../../src/core/errors';
import type { ResourceRow } from '../../../src/ids';
import { FakeClock } from '../../fakes/fakeClock';
import { FakeKind, fakeConnection, job } from '../../fakes/fakeKind';

const row: ResourceRow = {
  connectionId: 'sandbox',
  kindId: 'trainingJob',
  item: {
    ...job('penguins', 'Completed'),
    arn: 'arn:aws:sagemaker:eu-west-1:1:training-job/penguins',
  },
};
const description = {
  TrainingJobName: 'penguins',
  TrainingJobStatus: 'Completed',
  CreationTime: new Date(0),
  AlgorithmSpecification: { TrainingImage: 'image', TrainingInputMode: 'File' },
  HyperParameters: { sagemaker_job_name: '"penguins"', epochs: '5' },
  Environment: { SAGEMAKER_WORKBENCH_DEBUG: 'wait', MINE: 'x' },
};

describe('copying a training job as code', () => {
  let tags: () => Promise<Readonly<Record<string, string>>>;

  const services = (): CopyRequestServices =>
    ({
      backend: () => Promise.resolve({ kinds: [new FakeKind()], tags: { list: () => tags() } }),
      chosen: { openById: () => Promise.resolve(fakeConnection()) },
      rows: { one: () => Promise.resolve(row) },
      documents: { describe: () => Promise.resolve(description) },
      clock: new FakeClock(),
    }) as unknown as CopyRequestServices;

  beforeEach(() => {
    tags = () => Promise.resolve({ team: 'birds', 'aws:createdBy': 'console' });
    leftBehind.copied.length = 0;
    shown.length = 0;
  });

  afterEach(() => {
    press(undefined);
    answerWith(() => undefined);
  });

  it('copies the request under a new name, with the tags, without what is said to the sandbox', async () => {
    answerWith((choices) => choices.find(({ label }) => label === 'JSON'));
    await copyTrainingJobAs(services(), { row });
    const request = JSON.parse(leftBehind.copied[0] ?? '') as Record<string, unknown>;
    const name = request['TrainingJobName'];
    assert.match(String(name), /^penguins-2026-11-21-/);
    assert.deepEqual(request, {
      TrainingJobName: name,
      AlgorithmSpecification: description.AlgorithmSpecification,
      HyperParameters: { sagemaker_job_name: JSON.stringify(name), epochs: '5' },
      Environment: { MINE: 'x' },
      Tags: [{ Key: 'team', Value: 'birds' }],
    });
    assert.equal(shown[0]?.severity, 'info');
  });

  it('offers each form, and opens what was copied in an editor', async () => {
    const offered = answerWith((choices) => choices[0]);
    press('Open in Editor');
    await copyTrainingJobAs(services(), { row });
    assert.deepEqual(
      offered.map(({ label }) => label),
      [
        ...['boto3 script', 'AWS CLI command', 'JSON'],
        ...['SageMaker Python SDK 3 script', 'SageMaker Python SDK 2 script'],
      ],
    );
    assert.match(leftBehind.copied[0] ?? '', /^import boto3\n/);
    assert.deepEqual(leftBehind.texts, [{ language: 'python', content: leftBehind.copied[0] }]);
  });

  it('says so where the tags may not be read, and fails where anything else is wrong', async () => {
    answerWith((choices) => choices[0]);
    tags = () => Promise.reject(new AppError('denied', 'No.'));
    await copyTrainingJobAs(services(), { row });
    assert.equal(shown[0]?.severity, 'warning');
    assert.match(shown[0].message, /without its tags/);
    assert.equal(leftBehind.copied.length, 1);
    tags = () => Promise.reject(new AppError('network', 'Gone.'));
    await assert.rejects(copyTrainingJobAs(services(), { row }), /Gone/);
    assert.equal(leftBehind.copied.length, 1);
  });

  it('copies nothing when no form is chosen', async () => {
    answerWith(() => undefined);
    await copyTrainingJobAs(services(), { row });
    assert.deepEqual(leftBehind.copied, []);
  });
});
