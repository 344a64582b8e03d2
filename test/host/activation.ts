import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds } from '../../src/ids';
import { extension, until } from './workbench';

export function activationTests(): void {
  describe('activation', () => {
    it('happens by itself after the start', async () => {
      await until('the extension is active', () => extension().isActive);
    });

    it('offers no interface to other extensions', () => {
      assert.equal(extension().exports, undefined);
    });

    it('registers every command of the table', async () => {
      const registered = new Set(await vscode.commands.getCommands(true));
      assert.deepEqual(
        commandIds.filter((id) => !registered.has(id)),
        [],
      );
    });

    it('knows its settings', () => {
      const settings = vscode.workspace.getConfiguration('sagemakerWorkbench');
      assert.equal(settings.get('sandbox.pythonPath'), '');
    });
  });
}
