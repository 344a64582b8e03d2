import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { views } from '../../src/ids';

export function viewTests(): void {
  describe('the views', () => {
    it('are there, each with a way to it', async () => {
      const registered = new Set(await vscode.commands.getCommands(true));
      const missing = Object.values(views).filter((id) => !registered.has(`${id}.focus`));
      assert.deepEqual(missing, []);
    });

    for (const id of Object.values(views)) {
      it(`can be opened: ${id}`, async () => {
        await vscode.commands.executeCommand(`${id}.focus`);
      });
    }
  });
}
