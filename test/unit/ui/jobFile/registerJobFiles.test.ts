import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { editing } from '../../../fakes/fakeEditing';
import '../../../fakes/fakeVscode';
import * as vscode from 'vscode';
import type { Output } from '../../../../src/platform/output';
import { registerJobFiles } from '../../../../src/ui/jobFile/registerJobFiles';

describe('the editing of job files', () => {
  it('is loaded with the first job file, and a failure to load is logged', async () => {
    const failure = new Error('no chunk');
    const logged: unknown[] = [];
    let loads = 0;
    const output = { error: (_what: string, error: unknown) => logged.push(error) };
    registerJobFiles(
      () => {
        loads++;
        return Promise.reject(failure);
      },
      output as unknown as Output,
    );
    const open = (fileName: string) => {
      const document = { uri: vscode.Uri.file(fileName), fileName };
      editing.open(document);
    };
    open('/project/package.json');
    assert.equal(loads, 0);
    open('/project/birds.sagemaker.json');
    await sleep(0);
    assert.deepEqual([loads, logged], [1, [failure]]);
  });
});
