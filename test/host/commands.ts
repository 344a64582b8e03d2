import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeTabs, row, run } from './workbench';

export function commandTests(): void {
  describe('commands on rows', () => {
    afterEach(closeTabs);

    it('copies names of all selected rows', async () => {
      const rows = [row('first'), row('second')];
      await run('sagemakerWorkbench.resource.copyName', rows[0], rows);
      assert.equal(await vscode.env.clipboard.readText(), 'first\nsecond');
    });

    it('copies the ARN', async () => {
      await run('sagemakerWorkbench.resource.copyArn', row('first'));
      assert.equal(
        await vscode.env.clipboard.readText(),
        'arn:aws:sagemaker:us-east-1:000000000000:training-job/first',
      );
    });

    it('refreshes without a question, starting the local sandbox when it has to', async () => {
      await run('sagemakerWorkbench.resources.refresh');
    });

    it('gets the service’s own answer about a job that does not exist', async () => {
      const uri = vscode.Uri.from({
        scheme: 'sagemaker-resource',
        path: '/no-such-job.json',
        query: 'connection=sandbox&kind=trainingJob&name=no-such-job',
      });
      await assert.rejects(
        async () => vscode.workspace.openTextDocument(uri),
        /not found|does not exist|Requested resource/i,
      );
    });
  });
}
