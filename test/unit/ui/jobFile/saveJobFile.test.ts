import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { press, saving, shown } from '../../../fakes/fakeVscode';
import type { TrainingLaunch } from '../../../../src/core/training/launch';
import { noSettings } from '../../../../src/shared/contracts/launchSettings';
import { saveJobFile } from '../../../../src/ui/jobFile/saveJobFile';
import { saveLaunch } from '../../../../src/ui/jobFile/saveLaunch';
import { fakeConnection } from '../../../fakes/fakeKind';

describe('saving a launch as a job file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'saved-'));
    saving.asked.length = 0;
    leftOutMetrics = [];
    shown.length = 0;
    press(undefined);
  });
  afterEach(async () => {
    saving.target = undefined;
    press(undefined);
    await rm(folder, { recursive: true, force: true });
  });

  const launch = (jobName: string): TrainingLaunch => ({
    ...{ jobName, sourceDirectory: folder, script: 'train.py', alsoPacked: [] },
    ...{ hyperparameters: [{ name: 'epochs', value: 3 }], metrics: [], image: 'registry/image' },
    channels: [{ name: 'train', path: path.join(folder, 'data', 'train') }],
    ...{ instanceType: 'ml.m5.large', maxRuntimeSeconds: 3600, installRequirements: true },
  });
  const saved = async (file: string) =>
    JSON.parse(await readFile(path.join(folder, file), 'utf8')) as object;
  let leftOutMetrics: string[];
  const save = (jobName: string, fields: object, traits: object = {}) =>
    saveLaunch(launch(jobName), {
      script: path.join(folder, 'train.py'),
      draft: { settings: { ...noSettings, fields }, leftOutMetrics },
      connection: fakeConnection('any', traits),
    });

  it('writes what is not as usual, with paths from where the file is', async () => {
    saving.target = path.join(folder, 'jobs.sagemaker.json');
    await save(`${path.basename(folder)}-2026-01-02-03-04-05-678`, {});
    assert.deepEqual(await saved('jobs.sagemaker.json'), {
      script: 'train.py',
      hyperparameters: { epochs: 3 },
      channels: { train: 'data/train' },
    });
    assert.equal(saving.asked[0]?.defaultUri.fsPath, path.join(folder, 'train.sagemaker.json'));
  });

  it('says that no metric is read where the form leaves out what the script prints', async () => {
    saving.target = path.join(folder, 'jobs.sagemaker.json');
    leftOutMetrics = ['loss'];
    await save('mine', {});
    const { metrics } = (await saved('jobs.sagemaker.json')) as { metrics?: object };
    assert.deepEqual(metrics, {});
  });

  it('names the image as it was chosen, and the jobs as they were named', async () => {
    saving.target = path.join(folder, 'jobs.sagemaker.json');
    const elsewhere = { runsHere: false };
    const fields = { framework: 'huggingface', frameworkVersion: '4.49.0/pytorch2.5.1' };
    await save('mine', fields, elsewhere);
    const { name, framework } = (await saved('jobs.sagemaker.json')) as Record<string, unknown>;
    assert.deepEqual(
      [name, framework],
      ['mine', { name: 'huggingface', version: '4.49.0', base: 'pytorch2.5.1' }],
    );
    await save('mine', { imageUri: 'registry/image' }, elsewhere);
    const { image } = (await saved('jobs.sagemaker.json')) as { image?: string };
    assert.equal(image, 'registry/image');
  });

  it('gives the file a name that editors know, and overwrites nothing that nobody was asked about', async () => {
    saving.target = path.join(folder, 'mine.json');
    await saveJobFile('mine', folder, () => ({ first: true }));
    assert.deepEqual(await saved('mine.sagemaker.json'), { first: true });
    const again = saveJobFile('mine', folder, () => ({ first: false }));
    await assert.rejects(again, { reason: 'conflict' });
    assert.deepEqual(await saved('mine.sagemaker.json'), { first: true });
  });

  it('asks before it writes what looks like a secret, and leaves that out where it is told to', async () => {
    const key = '9fQ2xL7vB4nK8sT1wZ6yR3mD5';
    const spec = { script: 'train.py', environment: { WANDB_API_KEY: key, A: '1' } };
    const save = () => saveJobFile('mine', folder, () => spec);
    saving.target = path.join(folder, 'mine.sagemaker.json');
    await save();
    assert.equal(shown[0]?.message, '1 value looks like a secret. Leave it out of the job file?');
    assert.match(shown[0].detail ?? '', /^environment\.WANDB_API_KEY \(password or key\)\n/);
    assert.ok(!shown[0].detail?.includes(key));
    await assert.rejects(saved('mine.sagemaker.json'), { code: 'ENOENT' });
    press('Leave Out');
    await save();
    assert.deepEqual(await saved('mine.sagemaker.json'), {
      ...{ script: 'train.py', environment: { A: '1' } },
    });
    press('Save with Secrets');
    await save();
    assert.deepEqual(await saved('mine.sagemaker.json'), spec);
  });

  it('writes nothing when it is dismissed', async () => {
    await saveJobFile('mine', folder, () => assert.fail('asked for'));
    await writeFile(path.join(folder, 'only'), '');
    await assert.rejects(saved('mine.sagemaker.json'), { code: 'ENOENT' });
  });
});
