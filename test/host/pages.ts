import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { panels } from '../../src/ids';
import { closeTabs, pageTitles, row, run, sampleFile, until, untilPages } from './workbench';

export function pageTests(): void {
  describe('pages', () => {
    afterEach(closeTabs);

    it('opens one launch page for a script, however often it is asked for', async () => {
      const script = sampleFile('train.py');
      await run('sagemakerWorkbench.script.train', script);
      await run('sagemakerWorkbench.script.train', script);
      await untilPages(panels.launch, ['Train train.py']);
    });

    it('opens the launch page of the script in the editor, which is not saved for that', async () => {
      const document = await vscode.workspace.openTextDocument(sampleFile('train.py'));
      const editor = await vscode.window.showTextDocument(document);
      await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '\n'));
      assert.ok(document.isDirty);
      await until('it is the active one', () => vscode.window.activeTextEditor === editor);
      await run('sagemakerWorkbench.script.train');
      await untilPages(panels.launch, ['Train train.py']);
      assert.ok(document.isDirty);
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('workbench.action.files.revert');
      // The window's renderer reverts, and tells the extension host a moment later.
      await until('it is as on the disk', () => !document.isDirty);
    });

    it('opens no page for a script that is not a file', async () => {
      const document = await vscode.workspace.openTextDocument({ language: 'python' });
      void run('sagemakerWorkbench.script.train', document.uri);
      await new Promise((resolve) => setTimeout(resolve, 500));
      assert.deepEqual(pageTitles(panels.launch), []);
    });

    it('opens one results page for a tuning job', async () => {
      const tuningJob = { ...row('some-sweep'), kindId: 'tuningJob' };
      await run('sagemakerWorkbench.tuningJob.openResults', tuningJob);
      await run('sagemakerWorkbench.tuningJob.openResults', tuningJob);
      await untilPages(panels.tuning, ['some-sweep › results']);
    });

    it('opens one log page for a job and closes it with its tab', async () => {
      await run('sagemakerWorkbench.trainingJob.openLogs', row('some-job'));
      await run('sagemakerWorkbench.trainingJob.openLogs', row('some-job'));
      await untilPages(panels.logs, ['some-job › logs']);
      await closeTabs();
      await untilPages(panels.logs, []);
    });
  });
}
