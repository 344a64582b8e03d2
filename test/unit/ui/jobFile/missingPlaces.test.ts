import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import '../../../fakes/fakeVscode';
import * as vscode from 'vscode';
import { readJobFile } from '../../../../src/core/training/spec/file/jobFile';
import { missingPlaces } from '../../../../src/ui/jobFile/missingPlaces';

describe('what a job file names that is not there', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'places-'));
    await mkdir(path.join(folder, 'code'));
    await writeFile(path.join(folder, 'code', 'train.py'), '');
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const missing = async (job: object) => {
    const uri = vscode.Uri.file(path.join(folder, 'birds.sagemaker.json'));
    const found = await missingPlaces(readJobFile(JSON.stringify(job)), uri);
    return found.map(({ path: at }) => at.join('.'));
  };

  it('is nothing where all is there, or is in S3', async () => {
    assert.deepEqual(await missing({ script: 'code/train.py' }), []);
    assert.deepEqual(await missing({ script: 'train.py', sourceDirectory: 'code' }), []);
    const channels = { a: 'code', b: '${fileDirname}/code/train.py', c: 's3://mine/x' };
    assert.deepEqual(await missing({ script: 'code/train.py', channels }), []);
    assert.deepEqual(await missing({ algorithm: 'xgboost', channels: { a: 's3://b/x' } }), []);
  });

  it('is the script, the folder, the data or what is packed too, each at its value', async () => {
    const channels = { a: 'none', b: { path: 'none', contentType: 'text/csv' } };
    const all = { script: 'none.py', sourceDirectory: 'none', alsoPacked: ['code', 'none'] };
    assert.deepEqual(await missing({ ...all, channels }), [
      ...['sourceDirectory', 'script', 'alsoPacked.1', 'channels.a', 'channels.b.path'],
    ]);
    // A folder is no script.
    assert.deepEqual(await missing({ script: 'code' }), ['script']);
  });

  it('is data of which there is none in the folder', async () => {
    await mkdir(path.join(folder, 'empty'));
    const job = { script: 'code/train.py', alsoPacked: ['empty'], channels: { a: 'empty' } };
    assert.deepEqual(await missing(job), ['channels.a']);
  });

  it('is a variable without a value beside all else, but for places that it leaves open', async () => {
    const variable = '${env:NO_SUCH_VARIABLE}';
    const job = { script: 'none.py', role: variable, channels: { a: 'none', b: `${variable}/x` } };
    assert.deepEqual(await missing(job), ['role', 'channels.b', 'script', 'channels.a']);
  });
});
