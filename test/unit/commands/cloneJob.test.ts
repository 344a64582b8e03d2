import assert from 'node:assert/strict';
import '../../fakes/fakeVscode';
import * as vscode from 'vscode';
import {
  cloneTrainingJob,
  newJobFromClipboard,
  type CloneJobServices,
} from '../../../src/commands/cloneJob';
import { AppError } from '../../../src/core/errors';
import type { ResourceRow } from '../../../src/ids';
import type { Original } from '../../../src/ui/clone/original';
import { FakeKind, fakeConnection, job } from '../../fakes/fakeKind';

const row: ResourceRow = {
  connectionId: 'profile:prod:eu-west-1',
  kindId: 'trial',
  item: job('penguins', 'Completed'),
};
const TrainingJobArn = 'arn:aws:sagemaker:eu-west-1:1:training-job/penguins';
const description = {
  ...{ TrainingJobName: 'penguins', TrainingJobArn, TrainingJobStatus: 'Completed' },
  CreationTime: new Date(0),
  AlgorithmSpecification: { TrainingImage: 'image', TrainingInputMode: 'File' },
  HyperParameters: { sagemaker_job_name: '"penguins"', epochs: '5' },
  InputDataConfig: [],
  Environment: { SAGEMAKER_WORKBENCH_DEBUG: 'wait', MINE: 'x' },
};
const request = {
  TrainingJobName: 'penguins',
  AlgorithmSpecification: description.AlgorithmSpecification,
  HyperParameters: description.HyperParameters,
  Environment: { MINE: 'x' },
};

describe('opening a launch page with a request', () => {
  let opened: { readonly connectionId: string; readonly original: Original }[];
  let tags: (arn: string) => Promise<Readonly<Record<string, string>>>;
  let described: () => Promise<object>;

  const services = (): CloneJobServices => {
    const kind = Object.assign(new FakeKind(), { describe: () => described() });
    return {
      backend: () =>
        Promise.resolve({
          kinds: [kind],
          tags: { list: (_sender: unknown, arn: string) => tags(arn) },
        }),
      chosen: {
        open: () => Promise.resolve(fakeConnection()),
        openById: (id: string) => Promise.resolve(fakeConnection(id)),
      },
      rows: { one: () => Promise.resolve(row) },
      openClonePage: ({ info }: { info: { id: string } }, original: Original) => {
        opened.push({ connectionId: info.id, original });
        return Promise.resolve();
      },
    } as unknown as CloneJobServices;
  };

  beforeEach(() => {
    opened = [];
    described = () => Promise.resolve(description);
    tags = () => Promise.resolve({ team: 'birds', 'aws:createdBy': 'console' });
  });

  it('takes the whole request of the job, with its tags, on the connection of the row', async () => {
    await cloneTrainingJob(services(), { row });
    const Tags = [{ Key: 'team', Value: 'birds' }];
    const original = { jobName: 'penguins', request: { ...request, Tags }, hasTags: true };
    assert.deepEqual(opened, [{ connectionId: row.connectionId, original }]);
  });

  it('asks for the tags of the training job, also from the row of a trial', async () => {
    const asked: string[] = [];
    tags = (arn) => {
      asked.push(arn);
      return Promise.resolve({});
    };
    await cloneTrainingJob(services(), { row });
    assert.deepEqual(asked, [TrainingJobArn]);
  });

  it('opens without tags where they may not be read, and tells the page', async () => {
    tags = () => Promise.reject(new AppError('denied', 'No.'));
    await cloneTrainingJob(services(), { row });
    assert.deepEqual(opened[0]?.original, { jobName: 'penguins', request, hasTags: false });
  });

  it('opens nothing where the job is gone or the network is', async () => {
    described = () => Promise.reject(new AppError('notFound', 'Gone.'));
    await assert.rejects(
      cloneTrainingJob(services(), { row }),
      /does not exist any more: penguins/,
    );
    described = () => Promise.resolve(description);
    tags = () => Promise.reject(new AppError('network', 'Offline.'));
    await assert.rejects(cloneTrainingJob(services(), { row }), { reason: 'network' });
    assert.deepEqual(opened, []);
  });

  const paste = (text: string): Promise<void> => {
    Object.assign(vscode.env.clipboard, { readText: () => Promise.resolve(text) });
    return newJobFromClipboard(services());
  };

  it('takes the request in the clipboard to the chosen connection', async () => {
    await paste('aws sagemaker create-training-job --training-job-name mine --role-arn arn');
    assert.deepEqual(opened, [
      {
        connectionId: 'sandbox',
        original: {
          jobName: null,
          request: { TrainingJobName: 'mine', RoleArn: 'arn' },
          hasTags: true,
        },
      },
    ]);
  });

  it('tells the page which region the request names', async () => {
    await paste('aws sagemaker create-training-job --region eu-west-1 --training-job-name mine');
    const KmsKeyId = 'arn:aws:kms:ap-south-1:123456789012:key/mine';
    await paste(JSON.stringify({ TrainingJobName: 'mine', OutputDataConfig: { KmsKeyId } }));
    assert.deepEqual(
      opened.map(({ original }) => original.region),
      ['eu-west-1', 'ap-south-1'],
    );
  });

  it('says what could not be read of the clipboard, and opens nothing', async () => {
    await assert.rejects(paste('{"TrainingJobName": }'), /Line 1, column 21: This is not JSON: }/);
    assert.deepEqual(opened, []);
  });
});
