import assert from 'node:assert/strict';
import { cancelProgress, shown } from '../../fakes/fakeVscode';
import * as vscode from 'vscode';
import {
  openFormOfJobFile,
  previewJobFile,
  type JobFileCommandServices,
} from '../../../src/commands/jobFile';
import type { TrainingLaunch } from '../../../src/core/training/launch';
import type { JobSpec } from '../../../src/core/training/spec/file/jobSpec';
import type { Original } from '../../../src/ui/clone/original';
import { fakeConnection } from '../../fakes/fakeKind';

const file = vscode.Uri.file('/project/birds.sagemaker.json');
const launch: TrainingLaunch = {
  ...{ jobName: 'birds', sourceDirectory: '/project', script: '', alsoPacked: [] },
  ...{ algorithm: {}, image: 'registry/image', installRequirements: false, metrics: [] },
  ...{ hyperparameters: [], channels: [{ name: 'train', path: '/project/data' }] },
  ...{ instanceType: 'ml.m5.large', maxRuntimeSeconds: 5400 },
};

describe('commands on job files', () => {
  let spec: JobSpec;
  let script: string | undefined;
  let reading: (signal: AbortSignal) => Promise<void>;
  let previewing: (signal: AbortSignal) => Promise<string>;
  let opened: (readonly [script: string, form: unknown])[];
  let originals: Original[];
  let requests: string[];

  beforeEach(() => {
    [spec, script] = [{}, undefined];
    [opened, originals, requests] = [[], [], []];
    reading = () => Promise.resolve();
    previewing = () => Promise.resolve('{}');
    shown.length = 0;
  });

  const services = () =>
    ({
      chosen: { open: () => Promise.resolve(fakeConnection()) },
      documents: { showRequest: (name: string) => Promise.resolve(void requests.push(name)) },
      jobFileLauncher: {
        read: async (_file: unknown, _connection: unknown, signal: AbortSignal) => {
          await reading(signal);
          return { spec, launch, script };
        },
        form: () => Promise.resolve({ jobName: 'birds' }),
        preview: (_job: unknown, _connection: unknown, signal: AbortSignal) => previewing(signal),
      },
      openLaunchPage: (...args: [string, unknown]) => Promise.resolve(void opened.push(args)),
      openClonePage: (_connection: unknown, original: Original) =>
        Promise.resolve(void originals.push(original)),
    }) as unknown as JobFileCommandServices;

  it('open the page of the script that a file names, and tell what it cannot hold', async () => {
    script = '/project/train.py';
    spec = { exclude: ['big'] };
    await openFormOfJobFile(services(), file);
    const form = { connectionId: 'sandbox', draft: { jobName: 'birds' }, file: file.fsPath };
    assert.deepEqual(opened, [[script, form]]);
    assert.deepEqual(originals, []);
    assert.deepEqual(
      shown.map(({ message }) => message),
      ['The launch page has no field for: exclude'],
    );
  });

  it('open the page of the request where a file names no script', async () => {
    await openFormOfJobFile(services(), file);
    const [original = assert.fail()] = originals;
    assert.equal(original.file, 'birds.sagemaker.json');
    assert.equal(original.jobName, null);
    assert.deepEqual(Object.values(original.localData ?? {}), ['/project/data']);
    assert.deepEqual(opened, []);
  });

  it('can be stopped while they read and while they make the request', async () => {
    const untilStopped = (signal: AbortSignal): Promise<never> =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error));
        setImmediate(cancelProgress);
      });
    reading = untilStopped;
    await assert.rejects(previewJobFile(services(), file), { name: 'AbortError' });
    await assert.rejects(openFormOfJobFile(services(), file), { name: 'AbortError' });
    reading = () => Promise.resolve();
    previewing = untilStopped;
    await assert.rejects(previewJobFile(services(), file), { name: 'AbortError' });
    assert.deepEqual([requests, originals], [[], []]);
    previewing = () => Promise.resolve('{}');
    await previewJobFile(services(), file);
    assert.deepEqual(requests, ['birds']);
  });
});
