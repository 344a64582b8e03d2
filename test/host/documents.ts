import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { appendLines, onDidEditFileBelow, unsavedText } from '../../src/platform/documents';
import { ReadOnlyDocuments } from '../../src/platform/readOnlyDocuments';
import { closeTabs, until } from './workbench';

/** A script in a folder of its own. */
async function newScript(): Promise<{ readonly folder: string; readonly file: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'script-'));
  const file = path.join(folder, 'train.py');
  await writeFile(file, 'print(1)\n');
  return { folder, file };
}

const insertLine = (editor: vscode.TextEditor): Thenable<boolean> =>
  editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '# new\n'));

export function documentTests(): void {
  describe('read-only documents', () => {
    afterEach(closeTabs);

    it('show their text anew when they are opened again', async () => {
      let shown = 0;
      const documents = new ReadOnlyDocuments(['host-test'], () =>
        Promise.resolve(`shown ${++shown}`),
      );
      const address = { scheme: 'host-test', path: '/counted.txt', parameters: { id: '1' } };
      try {
        await documents.show(address);
        await documents.show(address);
        await until(
          'the open document has the second text',
          () => vscode.window.activeTextEditor?.document.getText() === 'shown 2',
        );
      } finally {
        documents.dispose();
      }
    });
  });

  describe('the text of a file that is not saved', () => {
    afterEach(closeTabs);

    it('is what its editor shows, as long as that is not saved', async () => {
      const { folder, file } = await newScript();
      const editor = await vscode.window.showTextDocument(vscode.Uri.file(file));
      assert.equal(unsavedText(file), undefined);
      await insertLine(editor);
      assert.equal(unsavedText(file), '# new\nprint(1)\n');
      await editor.document.save();
      assert.equal(unsavedText(file), undefined);
      await rm(folder, { recursive: true });
    });
  });

  describe('lines that are added to a file', () => {
    afterEach(closeTabs);

    it('take the place of those that they replace', async () => {
      const { folder } = await newScript();
      const file = path.join(folder, '.sagemakerignore');
      await writeFile(file, '/a\n*.csv\n/a');
      await appendLines(file, ['!/a'], ['/a']);
      assert.equal(await readFile(file, 'utf8'), '*.csv\n\n!/a\n');
      await appendLines(file, ['/a'], ['!/a']);
      assert.equal(await readFile(file, 'utf8'), '*.csv\n\n/a\n');
      await rm(folder, { recursive: true });
    });
  });

  describe('edits of files in a folder', () => {
    afterEach(closeTabs);

    it('are told as they are typed, and when they are thrown away', async () => {
      const { folder, file } = await newScript();
      let told = 0;
      const listener = onDidEditFileBelow(
        () => [folder],
        () => told++,
      );
      try {
        const editor = await vscode.window.showTextDocument(vscode.Uri.file(file));
        assert.equal(told, 0);
        await insertLine(editor);
        await until('the edit is told', () => told > 0);
        const edits = told;
        await editor.document.save();
        assert.equal(told, edits, 'it was told already');
        await insertLine(editor);
        await until('the next edit is told', () => told > edits);
        const before = told;
        await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
        await until('its end is told', () => told > before && unsavedText(file) === undefined);
      } finally {
        listener.dispose();
        await rm(folder, { recursive: true });
      }
    });
  });

  describe('lines added to a file', () => {
    let folder: string;

    beforeEach(async () => (folder = await mkdtemp(path.join(tmpdir(), 'lines-'))));

    afterEach(() => rm(folder, { recursive: true }));

    it('make it and go with it, or leave it as it was, whatever its line ends', async () => {
      const file = path.join(folder, 'new.txt');
      const lines = await appendLines(file, ['numpy', 'tqdm']);
      assert.equal(await readFile(file, 'utf8'), 'numpy\ntqdm\n');
      assert.equal(await lines.areThere(), true);
      await lines.takeBack();
      assert.equal(await lines.areThere(), false);
      await assert.rejects(access(file), { code: 'ENOENT' });
      for (const before of ['rich', 'rich\n', 'rich\r\nshap\r\n', 'rich\r\nshap']) {
        const old = path.join(folder, `${before.length}.txt`);
        await writeFile(old, before);
        const added = await appendLines(old, ['numpy']);
        assert.match(await readFile(old, 'utf8'), /^rich\r?\n(shap\r\n)?numpy\r?\n$/);
        assert.equal(await added.areThere(), true);
        await added.takeBack();
        assert.equal(await readFile(old, 'utf8'), before);
      }
    });

    it('stay when something else has come behind them', async () => {
      const file = path.join(folder, 'changed\u202E.txt');
      const lines = await appendLines(file, ['numpy']);
      await appendLines(file, ['tqdm']);
      assert.equal(await lines.areThere(), false);
      await assert.rejects(lines.takeBack(), /changed�\.txt has changed meanwhile/);
      assert.equal(await readFile(file, 'utf8'), 'numpy\ntqdm\n');
    });
  });
}
