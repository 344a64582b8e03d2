import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import * as vscode from 'vscode';
import type { TrainingLaunch } from '../../../../src/core/training/launch';
import type { LaunchedJob } from '../../../../src/platform/state';
import { rememberJobFile } from '../../../../src/ui/jobFile/rememberJobFile';
import { FormMemory } from '../../../../src/ui/launch/formMemory';
import { fakeConnection } from '../../../fakes/fakeKind';
import { memoryStore } from '../../../fakes/memoryStore';

const role = 'arn:aws:iam::111122223333:role/Training';

describe('what is remembered of a job file that was launched', () => {
  let jobs: LaunchedJob[];
  let memory: FormMemory;
  beforeEach(() => {
    jobs = [];
    memory = new FormMemory({ store: memoryStore(), shared: memoryStore() });
  });

  const connection = fakeConnection('profile:prod:us-east-1', { runsHere: false });
  const remember = (launch: Partial<TrainingLaunch>, script?: string) =>
    rememberJobFile(
      {
        memory,
        launchedJobs: { remember: (job) => Promise.resolve(void jobs.push(job)) },
      },
      {
        connection,
        file: vscode.Uri.file('/project/birds.sagemaker.json'),
        job: { spec: {}, script, launch: { jobName: 'birds', ...launch } as TrainingLaunch },
      },
    );

  it('is its role, as the one that was used last in the account', async () => {
    await remember({ role: `${role}2` });
    await remember({ role });
    await remember({});
    assert.deepEqual(memory.roles(connection.info), [role, `${role}2`]);
    assert.deepEqual(jobs, []);
  });

  it('is the file that its job is of, where it has a script', async () => {
    await remember({}, '/project/train.py');
    assert.deepEqual(jobs, [
      {
        ...{ connectionId: connection.info.id, name: 'birds', script: '/project/train.py' },
        ...{ draft: undefined, jobFile: '/project/birds.sagemaker.json' },
      },
    ]);
  });
});
