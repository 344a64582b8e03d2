import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import * as vscode from 'vscode';
import { loadImageTable } from '../../../../src/core/images/imageTable';
import type { TrainingLaunch } from '../../../../src/core/training/launch';
import { buildTrainingRequest } from '../../../../src/core/training/request';
import type { LaunchState } from '../../../../src/shared/contracts/launch';
import { CloneSession } from '../../../../src/ui/clone/cloneSession';
import { originalOfFile } from '../../../../src/ui/jobFile/originalOfFile';
import { fakeConnection } from '../../../fakes/fakeKind';
import { launchPorts } from '../launch/launchPorts';

const role = 'arn:aws:iam::123456789012:role/Jobs';
const launch: TrainingLaunch = {
  ...{ jobName: 'birds', sourceDirectory: '/project', script: '', alsoPacked: [] },
  ...{ algorithm: {}, image: 'registry.example/birds:1', installRequirements: false, metrics: [] },
  hyperparameters: [{ name: 'k', value: 10 }],
  channels: [{ name: 'train', path: '/project/data', contentType: 'text/csv' }],
  ...{ role, instanceType: 'ml.m5.large', maxRuntimeSeconds: 5400 },
  apiFields: { ExperimentConfig: { ExperimentName: 'wings' } },
};

describe('the page of a job file without a script', () => {
  let session: CloneSession | undefined;
  let state: LaunchState | undefined;
  let launched: TrainingLaunch[];
  beforeEach(() => (launched = []));
  afterEach(() => session?.dispose());

  const open = async (): Promise<CloneSession> => {
    const { info } = fakeConnection('aws', { runsHere: false, billable: true });
    const file = vscode.Uri.file('/project/birds.sagemaker.json');
    const opened = new CloneSession(
      {
        ...{ original: originalOfFile({ launch }, file, info), info, folder: '/project' },
        table: await loadImageTable(),
      },
      launchPorts({
        send: (sent) => (state = sent),
        launch: (given) => Promise.resolve(void launched.push(given)),
      }),
    );
    session = opened;
    opened.open();
    return opened;
  };
  const shown = (): LaunchState => state ?? assert.fail();

  it('has all that the file says, with data where they are, and calls none of it changed', async () => {
    await open();
    const { original, draft, errors } = shown();
    assert.deepEqual([original?.jobName, original?.file], [null, 'birds.sagemaker.json']);
    assert.deepEqual(original?.changes, []);
    assert.deepEqual(errors, {});
    assert.deepEqual(draft.channels, [
      { name: 'train', path: 'data', options: { contentType: 'text/csv' } },
    ]);
    assert.deepEqual(draft.extra, [{ name: 'k', value: '10' }]);
    assert.equal(draft.settings.fields.roleArn, role);
    assert.match(draft.otherFields ?? '', /"ExperimentName": "wings"/);
  });

  it('uploads them, and keeps them when the form is reset', async () => {
    const page = await open();
    page.edit({ ...shown().draft, channels: [] });
    page.reset();
    await page.start(shown().draft);
    const [given = assert.fail()] = launched;
    const uploaded = { submitUri: '', channels: [{ name: 'train', uri: 's3://up/train' }] };
    const target = { region: 'us-east-1', bucket: 'b', roleArn: '', environment: {} };
    const request = buildTrainingRequest(given, uploaded, target);
    assert.equal(request.InputDataConfig?.[0]?.DataSource.S3DataSource?.S3Uri, 's3://up/train/');
    assert.deepEqual(request.OutputDataConfig, { S3OutputPath: 's3://b/' });
    assert.equal(request.RoleArn, role);
  });
});
