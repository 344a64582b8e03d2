import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { editing } from '../../../fakes/fakeEditing';
import '../../../fakes/fakeVscode';
import * as vscode from 'vscode';
import { JobFileProblems } from '../../../../src/ui/jobFile/jobFileProblems';

/** Longer than a pause in typing. */
const pauseMilliseconds = 400;

describe('what is wrong with open job files', () => {
  let folder: string;
  let problems: JobFileProblems;
  let failures: unknown[];
  let reads: number;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'problems-'));
    await writeFile(path.join(folder, 'train.py'), '');
    [failures, reads] = [[], 0];
    editing.diagnostics.clear();
    problems = new JobFileProblems((error) => failures.push(error));
  });
  afterEach(async () => {
    problems.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  const documentOf = (text: string | Error, name = 'birds.sagemaker.json') => {
    const uri = vscode.Uri.file(path.join(folder, name));
    return {
      ...{ uri, fileName: uri.fsPath, version: 1, isClosed: false },
      positionAt: (offset: number) => offset,
      getText: () => {
        reads++;
        if (text instanceof Error) {
          throw text;
        }
        return text;
      },
    };
  };
  const until = async (holds: () => boolean): Promise<void> => {
    for (let wait = 0; wait < 300 && !holds(); wait++) {
      await sleep(10);
    }
    assert.ok(holds());
  };
  const told = ({ uri }: { uri: vscode.Uri }) =>
    editing.diagnostics.get(uri.toString())?.map(({ message }) => message);

  it('is told while they are open', async () => {
    const document = documentOf('{ "script": "train.py", "instanceCount": 0 }');
    editing.open(document);
    await until(() => told(document) !== undefined);
    assert.deepEqual(told(document), ['instanceCount is 0; it is at least 1.']);
    editing.close(document);
    assert.equal(told(document), undefined);
    const other = documentOf('{ "script": 5 }', 'package.json');
    editing.open(other);
    await sleep(50);
    assert.equal(told(other), undefined);
  });

  it('is a folder of data that is not there, and a variable without a value', async () => {
    const document = documentOf(
      '{ "script": "train.py", "role": "${env:NO_SUCH}", "channels": { "a": "gone" } }',
    );
    editing.open(document);
    await until(() => told(document) !== undefined);
    assert.deepEqual(told(document), [
      'role names ${env:NO_SUCH}, which has no value.',
      `There is no such file or folder: ${path.join(folder, 'gone')}`,
    ]);
  });

  it('is not what the editor of JSON tells by itself', async () => {
    for (const text of [
      '{ "script": "train.py"',
      '{ "script": "train.py", "script": "train.py" }',
    ]) {
      const document = documentOf(text);
      editing.diagnostics.clear();
      editing.open(document);
      await until(() => told(document) !== undefined);
      assert.deepEqual(told(document), []);
    }
  });

  it('is not looked for once the file or the window is closed', async () => {
    const document = documentOf('{ "script": 5 }');
    editing.change(document);
    editing.close(document);
    editing.change(documentOf('{ "script": 5 }', 'other.sagemaker.json'));
    problems.dispose();
    await sleep(pauseMilliseconds);
    assert.equal(reads, 0);
  });

  it('is owned by somebody where the look fails', async () => {
    const failure = new Error('no text');
    editing.open(documentOf(failure));
    await until(() => failures.length > 0);
    assert.deepEqual(failures, [failure]);
  });
});
