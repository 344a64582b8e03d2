import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { taskType } from '../../src/ids';
import { sampleFile, until } from './workbench';

const label = 'train shortly';
const file = 'short.sagemaker.json';

/** Its terminal goes with its end, which tells the exit code. */
const task = {
  ...{ type: taskType, label, jobFile: '${workspaceFolder}/' + file },
  presentation: { reveal: 'silent', close: true },
};

export function jobTaskTests(): void {
  describe('the task of a job file', () => {
    it('trains in the sandbox and ends with the exit code of its job', async () => {
      const closed = new Map<string, number | undefined>();
      const listener = vscode.window.onDidCloseTerminal(({ name, exitStatus }) =>
        closed.set(name, exitStatus?.code),
      );
      try {
        await writeFile(sampleFile('short.py').fsPath, 'print("trained")\n');
        await writeFile(sampleFile(file).fsPath, '{ "script": "short.py" }\n');
        await mkdir(sampleFile('.vscode').fsPath, { recursive: true });
        const tasks = { version: '2.0.0', tasks: [task] };
        await writeFile(sampleFile('.vscode/tasks.json').fsPath, JSON.stringify(tasks));
        await vscode.tasks.executeTask(await untilKnown());
        await until('the task has ended', () => closed.size > 0, 40_000);
        assert.deepEqual([...closed], [[label, 0]]);
      } finally {
        listener.dispose();
      }
    });
  });
}

/** The workbench reads its files a moment later. */
async function untilKnown(): Promise<vscode.Task> {
  let found: vscode.Task | undefined;
  await until('the task is known', async () => {
    const tasks = await vscode.tasks.fetchTasks({ type: taskType });
    found = tasks.find(({ name }) => name === label);
    return found !== undefined;
  });
  return found ?? assert.fail();
}
